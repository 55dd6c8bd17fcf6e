"""The only place where parts meet: one file per security zone."""
