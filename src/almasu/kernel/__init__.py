"""The nouns all regimes share. Pure: no I/O, no clock, no randomness."""
