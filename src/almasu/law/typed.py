"""Forms as programs send them: no day and no moment lies at the ends of the calendar, every moment has its zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import msgspec

YEARS = range(1900, 2200)
"""Years that are taken from outside: beyond them another clock may show no moment at all, and terms have no end."""


class Dated(msgspec.Struct, frozen=True):
    """What holds days or moments that came from outside, alone, in a row or by name.

    ValueError, which a decoder tells as a wrong form, where a year is not of `YEARS` or a moment has no offset.
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            for day in _days_in(getattr(self, name)):
                if day.year not in YEARS:
                    raise ValueError(f"{name} lies at an end of the calendar")
                if isinstance(day, datetime) and day.tzinfo is None:
                    raise ValueError(f"{name} has no offset")


class Typed(Dated, frozen=True, forbid_unknown_fields=True):
    """A form from outside, bounded as what is `Dated`; a member that it does not know makes it no form."""


def _days_in(value: object) -> Iterator[date]:
    match value:
        case date():
            yield value
        case tuple() | list():
            for one in value:
                yield from _days_in(one)
        case Mapping():
            yield from _days_in(tuple(value.values()))
        case _:
            pass
