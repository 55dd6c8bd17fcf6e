"""The one way a journal's bytes are turned down on reading."""

from __future__ import annotations


class Malformed(ValueError):
    """Bytes, a line or a path that the format does not allow. The words say which rule is broken."""
