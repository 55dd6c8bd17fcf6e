"""The form of the journal of emergencies: six situations, and the columns of every entry (SIO25-14.2, SIO22-14)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.annexes.annex import Annex
from almasu.law.text import Text


class ColumnShape(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    TEXT = "text"
    MINUTES = "minutes"
    PERSON = "person"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Situation:
    """One part of the journal; entries of a situation are kept and numbered in their own part."""

    number: int
    code: str
    name: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required` tells that an entry cannot be closed without it; `most` bounds the characters typed."""

    number: int
    code: str
    label: Text
    shape: ColumnShape
    required: bool
    most: int
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmergencyForm:
    """The form of an edition: columns are the same in every part."""

    annex: Annex
    situations: tuple[Situation, ...]
    columns: tuple[Column, ...]

    def situation(self, code: str) -> Situation | None:
        """Return the situation of a code, or None."""
        return next((one for one in self.situations if one.code == code), None)
