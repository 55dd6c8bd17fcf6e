"""Terms: how long a duty may take, as the act counts it, and the times in which the count stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

import msgspec

from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text


class Unit(StrEnum):
    """How a term is counted. Hours run by the clock; a day of the clock (сутки, тәулік) is 24 hours."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"


UNIT_NAMES: Mapping[Unit, Text] = MappingProxyType(
    {
        Unit.WORKING_DAYS: Text(kk="жұмыс күні", ru="раб. дн.", en="working days"),
        Unit.DAYS: Text(kk="күн", ru="дн.", en="days"),
        Unit.HOURS: Text(kk="сағат", ru="ч", en="hours"),
        Unit.MONTHS: Text(kk="ай", ru="мес.", en="months"),
    }
)
"""A unit as it stands behind an amount."""


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: `amount` (at least 1) of `unit`."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("a term is at least one unit long")


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the count stands still, with the reason; `until` is the moment it goes on."""

    since: datetime
    until: datetime
    why: Text

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise ValueError("a suspension ends after it begins")


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """A term that an act sets: what starts it, how it is counted, where it stands, how we read it."""

    id: str
    regime: str
    name: Text
    term: Term
    starts: Text
    cites: tuple[str, ...]
    reading: str
    re_read_on: date


class _TermRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    regime: str
    name: Words
    amount: int
    unit: Unit
    starts: Words
    cites: tuple[str, ...]
    reading: str
    re_read_on: date


def read_terms(file: SheetFile) -> Mapping[str, LegalTerm]:
    """Return the terms of all acts by id; Fault where two share one."""
    terms: dict[str, LegalTerm] = {}
    for row in read_sheet(file, tuple[_TermRow, ...]):
        if row.id in terms:
            raise Fault(f"{file.name}: two terms are called {row.id}")
        terms[row.id] = LegalTerm(
            row.id,
            row.regime,
            row.name.text(),
            Term(row.amount, row.unit),
            row.starts.text(),
            row.cites,
            row.reading,
            row.re_read_on,
        )
    return terms
