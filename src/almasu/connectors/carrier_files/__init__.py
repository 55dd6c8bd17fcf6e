"""Files of electronic carriers: encrypted for the Agency in the age format, opened with its key, joined to one feed."""
