"""The directory of organisations whose workers may apply (SIO22-A4.3, SIO22-A4.4)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation; `code` is its code in the Unified register of pre-trial investigations."""

    bin: str
    name: Text
    code: str
