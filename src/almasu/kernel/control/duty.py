"""The controller's own clock: for each month a signed pack, or an overdue mark (SIO25-21.2).

Reading taken: "at least once a month" is kept where the pack of a calendar month is signed within one month of its last
day. The duty begins with the month in which the body's first order took effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from almasu.law.deadline import end_of
from almasu.law.moment import in_astana

TERM = "sio25.control"
MOST_MONTHS = 24
"""How many months back the duty is told."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of Astana."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def since(self) -> datetime:
        """Return its first moment."""
        return end_of(self.first - timedelta(days=1)) + timedelta(seconds=1)

    @property
    def until(self) -> datetime:
        """Return the first moment after it."""
        return self.after().since

    def after(self) -> Month:
        """Return the next month."""
        years, number = divmod(self.number, 12)
        return Month(self.year + years, number + 1)

    def before(self) -> Month:
        """Return the month before."""
        return month_of(self.since - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def month_of(at: datetime) -> Month:
    """Return the month of a moment."""
    day = in_astana(at)
    return Month(day.year, day.month)


def month_named(name: str) -> Month:
    """Return the month that `2026-10` names; ValueError otherwise."""
    year, _, number = name.partition("-")
    if len(name) != 7 or not (year + number).isascii():
        raise ValueError("a month is written as 2026-10")
    return month_of(end_of(date(int(year), int(number), 1)))


@dataclass(frozen=True, slots=True)
class MonthDuty:
    """One month's duty: until when, and when it was done; `overdue` where it was done late or is still to be done."""

    month: Month
    due: datetime
    done_at: datetime | None
    overdue: bool


def duties(
    begun: datetime, done: Mapping[Month, datetime], due: Callable[[str, datetime], datetime], at: datetime
) -> tuple[MonthDuty, ...]:
    """Return the duty of each month that is over, the latest first; `due` computes a term of the law."""
    told: list[MonthDuty] = []
    month, first = month_of(at).before(), month_of(begun)
    while month.first >= first.first and len(told) < MOST_MONTHS:
        until = due(TERM, month.until - timedelta(seconds=1))
        done_at = done.get(month)
        told.append(MonthDuty(month, until, done_at, (done_at or at) > until))
        month = month.before()
    return tuple(told)
