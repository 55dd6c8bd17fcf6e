"""The conditions a workplace must keep to before its person gets access (SIO25-4.2, SIO22-4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from almasu.kernel.annexes.annex import Annex
from almasu.law.text import Text

Stated = bool | Decimal | str
"""What a card states of one condition: whether it is kept, a measured number, or named things (drivers)."""


class Check(StrEnum):
    """How a condition is checked: a number against the least, a thing confirmed, a thing named in words."""

    AT_LEAST = "at_least"
    CONFIRMED = "confirmed"
    NAMED = "named"


class Weight(StrEnum):
    """What an unkept condition does: it keeps the person out, or it is only shown on the card."""

    BLOCKS = "blocks"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its number in the annex (0 is the opening words), a permanent code, what it asks.

    `least` and `unit` (as shown: "GHz") belong to numbers and are None and empty otherwise.
    """

    number: int
    code: str
    says: Text
    check: Check
    least: Decimal | None
    unit: str
    weight: Weight
    cites: tuple[str, ...]

    def kept(self, stated: Stated | None) -> bool:
        """Tell whether what a card states keeps the condition; nothing stated does not."""
        match self.check:
            case Check.AT_LEAST:
                return isinstance(stated, Decimal) and stated.is_finite() and _reaches(stated, self.least)
            case Check.CONFIRMED:
                return stated is True
            case Check.NAMED:
                return isinstance(stated, str) and bool(stated.strip())


def _reaches(number: Decimal, least: Decimal | None) -> bool:
    return least is not None and number >= least


@dataclass(frozen=True, slots=True)
class WorkplaceConditions:
    """The annex of conditions. A card is filled anew after `renewed_after_days` (a value of the house)."""

    annex: Annex
    conditions: tuple[Condition, ...]
    renewed_after_days: int

    def unkept(self, card: Mapping[str, Stated]) -> tuple[Condition, ...]:
        """Return the conditions that a card (code to what is stated) does not keep, in the annex's order."""
        return tuple(condition for condition in self.conditions if not condition.kept(card.get(condition.code)))

    def blocking(self, card: Mapping[str, Stated]) -> tuple[Condition, ...]:
        """Return those unkept conditions that keep the person out."""
        return tuple(condition for condition in self.unkept(card) if condition.weight is Weight.BLOCKS)
