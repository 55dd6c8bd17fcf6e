"""Strict DER: what we read from outside and what we write ourselves (ITU-T X.690)."""
