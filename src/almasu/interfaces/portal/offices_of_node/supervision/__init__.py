"""The prosecutor's supervision: cases, resolutions, checks as it was seen then, measures."""
