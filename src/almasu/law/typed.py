"""Forms as programs send them: no day and no moment lies at the ends of the calendar, every moment has its zone."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

YEARS = range(1900, 2200)
"""Years that are taken from outside: beyond them another clock may show no moment at all, and terms have no end."""


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form from outside.

    ValueError, which a decoder tells as a wrong form, where a year is not of `YEARS` or a moment has no offset.
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, date) and value.year not in YEARS:
                raise ValueError(f"{name} lies at an end of the calendar")
            if isinstance(value, datetime) and value.tzinfo is None:
                raise ValueError(f"{name} has no offset")
