"""The two ways a check does not pass."""

from __future__ import annotations


class Refused(ValueError):
    """What is claimed is false, or its bytes are not what they should be."""


class Undecided(ValueError):
    """Nothing can be said either way."""
