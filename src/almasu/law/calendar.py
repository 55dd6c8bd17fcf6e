"""Working days of Kazakhstan, five-day week: frozen years and dated overlays, each day with the act it rests on.

A calendar is an edition: the years as first printed, with every overlay known on a given day laid over them
(`almasu.law.calendar_sheets`), so that a deadline can be computed as it looked on any past day. Saturdays and Sundays
are off; a holiday on one of them moves to the next working day; 7 January and the first day of Kurban Ait are off but
do not move; a weekend day may be worked in exchange for another day off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

OUTSIDE = ProblemKind(
    code="deadline.calendar.outside",
    status=422,
    title=Text(
        kk="{day} күні күнтізбеде жоқ: ол {first} мен {last} аралығын қамтиды.",
        ru="Дня {day} нет в календаре: он охватывает {first} – {last}.",
        en="The calendar has no {day}: it covers {first} to {last}.",
    ),
    remedy=Text(
        kk="Ресми акт шыққан соң сол жылдың күнтізбесін қосыңыз.",
        ru="Добавьте календарь этого года после выхода официального акта.",
        en="Add the calendar of that year once its official act is out.",
    ),
)
SATURDAY = Text(kk="сенбі", ru="суббота", en="Saturday")
SUNDAY = Text(kk="жексенбі", ru="воскресенье", en="Sunday")


@dataclass(frozen=True, slots=True)
class DayNote:
    """Why a day is off, or worked, against the plain week, and the id of the act it rests on."""

    why: Text
    act: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """One edition: the days that differ from the plain week, between `first` and `last` (inclusive).

    `edition` is "KZ/" and the day of the last overlay known; `acts` names the acts by id.
    """

    edition: str
    first: date
    last: date
    off: Mapping[date, DayNote]
    worked: Mapping[date, DayNote]
    acts: Mapping[str, Text]

    def off_note(self, day: date) -> DayNote | None:
        """Return why the day is not a working day, or None where it is one; Problem outside the covered years."""
        if not self.first <= day <= self.last:
            raise OUTSIDE.at("day", day=day.isoformat(), first=self.first.isoformat(), last=self.last.isoformat())
        note = self.off.get(day)
        if note is not None:
            return note
        if day.weekday() < 5 or day in self.worked:
            return None
        return DayNote(SATURDAY if day.weekday() == 5 else SUNDAY, "labour_code")

    def is_working(self, day: date) -> bool:
        """Tell whether the day is a working day."""
        return self.off_note(day) is None
