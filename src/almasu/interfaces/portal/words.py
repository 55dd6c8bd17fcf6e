"""How values are said on a page: moments on the clock of Astana, numbers, keys, sizes - in the page's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

from almasu.interfaces.portal.tongue import tongue
from almasu.kernel.resources import Field, FieldType, KeyKind
from almasu.kernel.subjects.key import KIND_NAMES
from almasu.law import moment
from almasu.law.clause import Summary
from almasu.law.text import Language, Text

FEW = 10_000
"""Whole numbers of a register below it stand without groups: a year is one of them."""
_MOMENT = {Language.KK: "d MMM y, HH:mm", Language.RU: "d MMM y, HH:mm", Language.EN: "d MMM y, HH:mm"}


@dataclass(frozen=True, slots=True)
class Words:
    """The manner of speaking of one language, for everything a template shows that is not its own text."""

    language: Language

    @property
    def locale(self) -> Locale:
        """Return the locale numbers and dates are written in."""
        return Locale.parse(self.language.value)

    def said(self, text: Text | Summary) -> str:
        """Return the text in the page's language."""
        return text.said_in(self.language)

    def tongue(self, text: str) -> str | None:
        """Return the language of somebody's own words where it is told and not the page's."""
        return tongue(text, self.language)

    def pieces(self, text: Text, names: Mapping[str, Text | str]) -> Iterator[tuple[bool, str]]:
        """Yield the pieces of a sentence with {named} places: whether a piece is somebody's own, and its words."""
        for before, name, _, _ in Formatter().parse(text.said_in(self.language)):
            if before:
                yield False, before
            if name is not None:
                filling = names.get(name, "")
                yield (True, filling) if isinstance(filling, str) else (False, filling.said_in(self.language))

    def moment(self, at: datetime) -> str:
        """Return day and time in Astana (SIO25-13)."""
        return format_datetime(moment.in_astana(at), _MOMENT[self.language], locale=self.locale)

    def clock(self, at: datetime) -> str:
        """Return hours and minutes in Astana."""
        return format_time(moment.in_astana(at), "HH:mm", locale=self.locale)

    def seconds(self, at: datetime) -> str:
        """Return hours, minutes and seconds in Astana, where order within a minute matters."""
        return format_time(moment.in_astana(at), "HH:mm:ss", locale=self.locale)

    def day(self, on: date) -> str:
        """Return a calendar day."""
        return format_date(on, "d MMMM y", locale=self.locale)

    def month(self, on: date) -> str:
        """Return the calendar month of a day: "November 2026"."""
        return format_date(on, "LLLL y", locale=self.locale)

    def month_short(self, on: date) -> str:
        """Return the calendar month of a day where there is little room: "Nov"."""
        return format_date(on, "LLL", locale=self.locale)

    def number(self, number: int) -> str:
        """Return a whole number with its groups."""
        return str(format_decimal(number, locale=self.locale))

    def kind(self, kind: KeyKind | str) -> str:
        """Return what a kind of key is called."""
        return KIND_NAMES[KeyKind(kind)].said_in(self.language)

    def code(self, value: str, field: Field) -> str:
        """Return a code of a closed list in words; the code itself where the list does not have it."""
        return next((code.label.said_in(self.language) for code in field.codes if code.value == value), value)

    def value(self, value: str, kind: FieldType) -> str:
        """Return a register's value as people read it; what cannot be read is shown as it came."""
        try:
            match kind:
                case FieldType.DATE:
                    return self.day(date.fromisoformat(value))
                case FieldType.MOMENT:
                    return self.moment(moment.read(value))
                case FieldType.INTEGER:
                    return value if 0 <= int(value) < FEW else self.number(int(value))
                case FieldType.DECIMAL:
                    return str(format_decimal(value, format="#,##0.##", locale=self.locale))
                case _:
                    return value
        except (ValueError, ArithmeticError):
            return value
