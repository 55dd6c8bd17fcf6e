"""The sheets of the calendar: one file per year, frozen, with dated overlays that add days off and take them away.

Keys are `days_off` and `days_worked`: a bare `off` is read by YAML as "false".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec

from almasu.law.calendar import OUTSIDE, Calendar, DayNote
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The acts and holidays that the years refer to, by code."""

    acts: dict[str, Words]
    holidays: dict[str, Words]


class Off(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weekday (or holiday) that is off: a holiday, one moved from a weekend, or a day exchanged for a worked one."""

    day: date
    act: str
    holiday: str = ""
    moved_from: date | None = None
    worked_on: date | None = None


class Worked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Saturday or Sunday that is worked instead of another day."""

    day: date
    act: str
    instead_of: date


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change of a year, known from a day on: days off, days worked, and days that are working days again."""

    known_on: date
    act: str
    days_off: tuple[Off, ...] = ()
    days_worked: tuple[Worked, ...] = ()
    working_again: tuple[date, ...] = ()


class Year(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One year as first printed on `known_on`, and what changed later."""

    year: int
    known_on: date
    days_off: tuple[Off, ...]
    days_worked: tuple[Worked, ...] = ()
    overlays: tuple[Overlay, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarSheets:
    """All years in order. `calendar()` is what is known now, `calendar(day)` what was known on a day."""

    names: Names
    years: tuple[Year, ...]

    def calendar(self, known_on: date = date.max) -> Calendar:
        """Return the calendar as known on a day; Problem where no year was known yet."""
        years = [year for year in self.years if year.known_on <= known_on]
        if not years:
            first, last = f"{self.years[0].year}-01-01", f"{self.years[-1].year}-12-31"
            raise OUTSIDE.at("known_on", day=known_on.isoformat(), first=first, last=last)
        overlays = [overlay for year in years for overlay in year.overlays if overlay.known_on <= known_on]
        overlays.sort(key=lambda overlay: overlay.known_on)
        off = {row.day: self._why_off(row) for year in years for row in year.days_off}
        worked = {row.day: self._why_worked(row) for year in years for row in year.days_worked}
        for overlay in overlays:
            off = {day: note for day, note in off.items() if day not in overlay.working_again}
            off |= {row.day: self._why_off(row) for row in overlay.days_off}
            worked |= {row.day: self._why_worked(row) for row in overlay.days_worked}
        edition = max([*(year.known_on for year in years), *(overlay.known_on for overlay in overlays)])
        acts = {code: words.text() for code, words in self.names.acts.items()}
        return Calendar(
            f"KZ/{edition.isoformat()}", date(years[0].year, 1, 1), date(years[-1].year, 12, 31), off, worked, acts
        )

    def _why_off(self, row: Off) -> DayNote:
        if row.worked_on is not None:
            return DayNote(_exchanged(row.worked_on), row.act)
        name = self.names.holidays[row.holiday].text()
        return DayNote(name if row.moved_from is None else _moved(name, row.moved_from), row.act)

    def _why_worked(self, row: Worked) -> DayNote:
        return DayNote(
            Text(
                kk="{day} күнінің орнына жұмыс күні",
                ru="рабочий день вместо {day}",
                en="worked instead of {day}",
            ).filled(day=_shown(row.instead_of)),
            row.act,
        )


def _moved(name: Text, day: date) -> Text:
    shown = _shown(day)
    return Text(
        kk=f"{name.kk} ({shown} күнінен ауысты)",
        ru=f"{name.ru} (перенос с {shown})",
        en=f"{name.en} (moved from {shown})",
    )


def _exchanged(day: date) -> Text:
    return Text(
        kk="демалыс {day} күнінен ауысты",
        ru="день отдыха перенесён с {day}",
        en="rest day moved from {day}",
    ).filled(day=_shown(day))


def _shown(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def read_calendar(names: SheetFile, years: Iterable[SheetFile]) -> CalendarSheets:
    """Return the calendar's sheets; Fault for a gap between years, a day of another year, or an unknown name."""
    known = read_sheet(names, Names)
    read = sorted((read_sheet(file, Year) for file in years), key=lambda year: year.year)
    for before, after in pairwise(read):
        if after.year != before.year + 1:
            raise Fault(f"the calendar has no year {before.year + 1}")
    for year in read:
        _check_year(year, known)
    return CalendarSheets(known, tuple(read))


def _check_year(year: Year, names: Names) -> None:
    rows_off = [*year.days_off, *(row for overlay in year.overlays for row in overlay.days_off)]
    rows_worked = [*year.days_worked, *(row for overlay in year.overlays for row in overlay.days_worked)]
    for off in rows_off:
        _check_day(year, off.day, off.act, names)
        if off.worked_on is None and off.holiday not in names.holidays:
            raise Fault(f"calendar {year.year}: {off.day} is off for the unknown holiday {off.holiday!r}")
        if (off.moved_from or off.worked_on) and off.day.weekday() > 4:
            raise Fault(f"calendar {year.year}: nothing can move to the weekend day {off.day}")
    for worked in rows_worked:
        _check_day(year, worked.day, worked.act, names)
        if worked.day.weekday() < 5:
            raise Fault(f"calendar {year.year}: {worked.day} is a weekday and needs no leave to be worked")
    for overlay in year.overlays:
        _check_act(year, overlay.act, names)


def _check_day(year: Year, day: date, act: str, names: Names) -> None:
    if day.year != year.year:
        raise Fault(f"calendar {year.year}: {day} belongs to another year")
    _check_act(year, act, names)


def _check_act(year: Year, act: str, names: Names) -> None:
    if act not in names.acts:
        raise Fault(f"calendar {year.year}: the act {act!r} is unknown")
