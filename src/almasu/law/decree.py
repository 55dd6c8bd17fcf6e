"""A decree that changes the calendar during a year: days off, days worked, days that are working days again.

The regulator lays it over the frozen calendar by a signed act; whoever counted before counts anew (DESIGN 3.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from almasu.law.calendar import Calendar, DayNote
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text
from almasu.law.typed import Dated

MOST_DAYS = 60

NOTHING_CHANGED = ProblemKind(
    "calendar.nothing_changed",
    422,
    Text(kk="Бірде-бір күн аталмаған.", ru="Не назван ни один день.", en="No day is named."),
    Text(
        kk="Демалысқа айналған не жұмыс күніне айналған күндерді жазыңыз.",
        ru="Укажите дни, которые стали выходными или рабочими.",
        en="Name the days that became days off or working days.",
    ),
)
NOT_NAMED = ProblemKind(
    "calendar.not_named",
    422,
    Text(kk="Қаулы аталмаған.", ru="Постановление не названо.", en="The decree is not named."),
    Text(
        kk="Қаулының атауы мен нөмірін жазыңыз.",
        ru="Укажите название и номер постановления.",
        en="Write the name and the number of the decree.",
    ),
)
ALREADY_SO = ProblemKind(
    "calendar.already_so",
    422,
    Text(
        kk="{day} күні күнтізбеде онсыз да солай.",
        ru="День {day} в календаре и так такой.",
        en="The calendar has {day} so already.",
    ),
    Text(
        kk="Күнді тексеріңіз: жұмыс күні демалысқа, демалыс жұмыс күніне ауысады.",
        ru="Проверьте день: выходным становится рабочий, рабочим – выходной.",
        en="Check the day: a working day becomes a day off, a day off becomes a working day.",
    ),
)


class Decree(Dated, frozen=True):
    """What a decree says: its name and number, its day, the days it makes days off and those it makes working days."""

    name: str
    signed_on: date
    days_off: tuple[date, ...] = ()
    days_worked: tuple[date, ...] = ()


def under(calendar: Calendar, decrees: Iterable[Decree]) -> Calendar:
    """Return the calendar with decrees laid over it, the earliest first."""
    for decree in sorted(decrees, key=lambda one: (one.signed_on, one.name)):
        note = DayNote(_because(decree), decree.name)
        off = {day: why for day, why in calendar.off.items() if day not in decree.days_worked}
        off |= dict.fromkeys(decree.days_off, note)
        worked = {day: why for day, why in calendar.worked.items() if day not in decree.days_off}
        worked |= dict.fromkeys(decree.days_worked, note)
        acts = {**calendar.acts, decree.name: Text(decree.name, decree.name, decree.name)}
        edition = f"{calendar.edition}+{decree.signed_on.isoformat()}"
        calendar = replace(calendar, edition=edition, off=off, worked=worked, acts=acts)
    return calendar


def wrong_in(decree: Decree, calendar: Calendar) -> tuple[Problem, ...]:
    """Return what is wrong with a decree over a calendar: no days, too many, or days that are so already."""
    if not 0 < len(decree.days_off) + len(decree.days_worked) <= MOST_DAYS:
        return (NOTHING_CHANGED.at("days_off"),)
    off = [day for day in decree.days_off if not calendar.is_working(day)]
    worked = [day for day in decree.days_worked if calendar.is_working(day)]
    return (
        *(ALREADY_SO.at("days_off", day=day.isoformat()) for day in off),
        *(ALREADY_SO.at("days_worked", day=day.isoformat()) for day in worked),
    )


def _because(decree: Decree) -> Text:
    shown = f"{decree.name}, {decree.signed_on:%d.%m.%Y}"
    return Text(kk=shown, ru=shown, en=shown)
