"""What the codes of grounds and purposes are called: for documents that people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Called:
    """Names by code, of every edition; a code nobody named stands as it is."""

    grounds: Mapping[str, Text] = field(default_factory=dict)
    purposes: Mapping[str, Text] = field(default_factory=dict)

    def ground(self, code: str) -> Text:
        """Return what a ground is called."""
        return self.grounds.get(code) or Text(code, code, code)

    def purpose(self, code: str) -> Text:
        """Return what a purpose is called."""
        return self.purposes.get(code) or Text(code, code, code)
