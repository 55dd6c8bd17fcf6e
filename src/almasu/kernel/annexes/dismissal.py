"""What the control officer does when a user is dismissed or suspended (SIO25-7.2, clause 15 of Rules No. 21)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.annexes.annex import Annex
from almasu.kernel.parties.account import Role
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, in the order in which they are taken."""

    code: str
    says: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DismissalMeasures:
    """The procedure: who signs the application to block, and whether it takes effect without the operator."""

    annex: Annex
    signed_by: Role
    takes_effect_at_once: bool
    measures: tuple[Measure, ...]
