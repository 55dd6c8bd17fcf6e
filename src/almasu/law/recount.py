"""Counting open clocks anew when the calendar changes: a day added or taken away moves whoever waits (DESIGN 3.5).

Every clock that began on the same day with the same term ends on the same day, so each such end is computed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from almasu.law import moment
from almasu.law.calendar import Calendar
from almasu.law.deadline import deadline_of
from almasu.law.term import Suspension, Term, Unit

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class OpenClock(Generic[Key]):
    """A clock that runs: what it is of, its term and start, when it was due as last counted, and its suspensions."""

    of: Key
    term: Term
    start: datetime
    due: datetime
    suspensions: tuple[Suspension, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved(Generic[Key]):
    """A clock whose end moved: when it is due now; the clock itself says when it was before."""

    clock: OpenClock[Key]
    due: datetime


def recounted(clocks: Iterable[OpenClock[Key]], calendar: Calendar) -> Iterator[Moved[Key]]:
    """Yield the clocks that another calendar moves, in their order; Problem where it does not reach so far."""
    ends: dict[tuple[date, Term], datetime] = {}
    zone = moment.astana()
    for clock in clocks:
        if clock.term.unit is not Unit.WORKING_DAYS:
            continue
        if clock.suspensions:
            due = deadline_of(clock.start, clock.term, calendar, clock.suspensions).due
        else:
            begun = clock.start.astimezone(zone).date(), clock.term
            known = ends.get(begun)
            due = known or ends.setdefault(begun, deadline_of(clock.start, clock.term, calendar).due)
        if due != clock.due:
            yield Moved(clock, due)
