"""Private set intersection by elliptic curves, for the blind step between bodies of two states (CIS-8.4)."""
