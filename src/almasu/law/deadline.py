"""Deadlines are computed, never counted: due = f(start, term, calendar edition, suspensions), and each day explained.

Reading taken for every act (law notes, sections 6 and 9), in Astana time:

1. Hours run by the clock and ignore the calendar; a suspension stops the clock.
2. In terms of days the day of the start is not counted; the term ends with the last moment of its last day.
3. Working days count only working days of the calendar; calendar days and months count every day, and the last day
   stands even on a weekend.
4. A month ends on the day of the same number, or on the month's last day where there is none.
5. A day at whose end a suspension is in force is not counted; in terms of months the last day moves on by such days.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from almasu.law import moment
from almasu.law.calendar import Calendar
from almasu.law.term import Suspension, Term, Unit
from almasu.law.text import Text

LONGEST_DAYS = 4000
_DAY = timedelta(days=1)
_SUSPENDED = "suspension"


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that did not count, why, and the id of the act it rests on (`suspension` where the count stood still)."""

    day: date
    why: Text
    act: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment with all it was computed from.

    `calendar_edition` is empty where no calendar was needed.
    """

    start: datetime
    term: Term
    due: datetime
    calendar_edition: str
    suspensions: tuple[Suspension, ...]
    skipped: tuple[SkippedDay, ...]

    @property
    def last_day(self) -> date:
        """Return the day of the due moment in Astana."""
        return moment.in_astana(self.due).date()


def deadline_of(start: datetime, term: Term, calendar: Calendar, suspensions: Iterable[Suspension] = ()) -> Deadline:
    """Return when a term that began at `start` is due; Problem where the calendar does not reach so far."""
    stops = tuple(sorted(suspensions, key=lambda stop: stop.since))
    began = moment.in_astana(start)
    match term.unit:
        case Unit.HOURS:
            return Deadline(began, term, _after_hours(start, term.amount, stops), "", stops, ())
        case Unit.WORKING_DAYS:
            last, skipped = _after_working_days(began.date(), term.amount, calendar, stops)
            return Deadline(began, term, end_of(last), calendar.edition, stops, skipped)
        case Unit.DAYS:
            last, skipped = _after_days(began.date(), term.amount, stops)
            return Deadline(began, term, end_of(last), "", stops, skipped)
        case Unit.MONTHS:
            last, skipped = _after_months(began.date(), term.amount, stops)
            return Deadline(began, term, end_of(last), "", stops, skipped)


def end_of(day: date) -> datetime:
    """Return the last second of a day in Astana; of the day the clock went back, its second 23:59:59."""
    return datetime.combine(day, time(23, 59, 59), moment.astana()).replace(fold=1)


def months_after(day: date, amount: int) -> date:
    """Return the day of the same number so many months later, or that month's last day where there is none."""
    years, month = divmod(day.month - 1 + amount, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _after_hours(start: datetime, hours: int, stops: tuple[Suspension, ...]) -> datetime:
    due = start.astimezone(UTC) + timedelta(hours=hours)
    reached = start.astimezone(UTC)
    for stop in stops:
        since = max(stop.since.astimezone(UTC), reached)
        if since >= due:
            break
        until = stop.until.astimezone(UTC)
        if until > since:
            due += until - since
            reached = until
    return moment.in_astana(due)


def _after_working_days(
    start: date, amount: int, calendar: Calendar, stops: tuple[Suspension, ...]
) -> tuple[date, tuple[SkippedDay, ...]]:
    skipped: list[SkippedDay] = []
    left = amount
    for day in _days_after(start):
        note = calendar.off_note(day)
        stop = _suspended(day, stops)
        if note is not None:
            skipped.append(SkippedDay(day, note.why, note.act))
        elif stop is not None:
            skipped.append(SkippedDay(day, stop.why, _SUSPENDED))
        else:
            left -= 1
        if left == 0:
            return day, tuple(skipped)
    raise ValueError("the term has no end within reach")


def _after_days(start: date, amount: int, stops: tuple[Suspension, ...]) -> tuple[date, tuple[SkippedDay, ...]]:
    skipped: list[SkippedDay] = []
    left = amount
    for day in _days_after(start):
        stop = _suspended(day, stops)
        if stop is None:
            left -= 1
        else:
            skipped.append(SkippedDay(day, stop.why, _SUSPENDED))
        if left == 0:
            return day, tuple(skipped)
    raise ValueError("the term has no end within reach")


def _after_months(start: date, amount: int, stops: tuple[Suspension, ...]) -> tuple[date, tuple[SkippedDay, ...]]:
    return _after_days(start, (months_after(start, amount) - start).days, stops)


def _days_after(start: date) -> Iterator[date]:
    for count in range(1, LONGEST_DAYS + 1):
        yield start + count * _DAY


def _suspended(day: date, stops: tuple[Suspension, ...]) -> Suspension | None:
    end = end_of(day)
    return next((stop for stop in stops if stop.since <= end < stop.until), None)
