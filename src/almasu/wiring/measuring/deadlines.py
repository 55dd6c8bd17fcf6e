"""Measure how long it takes to count open clocks anew after a change of the calendar, and one deadline by itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from almasu.law import moment
from almasu.law.calendar import Calendar
from almasu.law.deadline import deadline_of
from almasu.law.recount import OpenClock, recounted
from almasu.law.term import Term, Unit
from almasu.wiring.law import open_law
from almasu.wiring.measuring.figures import Figure, figure, percentile

CLOCKS = 1_000_000
TERMS = tuple(Term(days, Unit.WORKING_DAYS) for days in (1, 3, 10))
"""The terms of ASOI: an alert or a request decided, what was returned corrected, a request answered."""
BEGAN = datetime(2026, 7, 1, tzinfo=UTC)
SPAN = timedelta(days=120)
BEFORE_THE_CHANGE = date(2026, 1, 1)
"""30 August was a holiday in the calendar of that day, and none in the one of today."""
MOST_SECONDS = 2.0
SINGLE = 2_000


def measured(clocks: int, told: Callable[[str], None]) -> list[Figure]:
    """Count so many open clocks by the calendar of January and then by that of today."""
    law = open_law()
    before, after = law.calendar(BEFORE_THE_CHANGE), law.calendar()
    told(f"{clocks:,} open clocks")
    made = _clocks(clocks, before)
    bare = _seconds(lambda: sum(1 for clock in made if clock.due < clock.start))
    told("counted by the calendar of today")
    moved: list[int] = []
    took = _seconds(lambda: moved.append(sum(1 for _ in recounted(made, after))))
    return [
        figure("recounted", took, "s", MOST_SECONDS),
        figure("recounted_against_one_look_at_each", took, "s", bare),
        figure("moved", moved[-1], "clocks", float(clocks)),
        figure("one_deadline_p99", percentile(_single(after), 0.99) * 1e6, "us", None),
    ]


def _clocks(count: int, calendar: Calendar) -> list[OpenClock[int]]:
    """Return clocks of every term, begun at random moments, counted by a calendar."""
    chance = random.Random(2026)  # noqa: S311 - made-up moments
    ends: dict[tuple[date, Term], datetime] = {}
    made = []
    for number in range(count):
        start, term = moment.in_astana(BEGAN + chance.random() * SPAN), TERMS[number % len(TERMS)]
        begun = start.date(), term
        due = ends.get(begun) or ends.setdefault(begun, deadline_of(start, term, calendar).due)
        made.append(OpenClock(number, term, moment.in_utc(start), due))
    return made


def _single(calendar: Calendar) -> list[float]:
    """Return the seconds that single deadlines of ten working days took."""
    took = []
    for number in range(SINGLE):
        start = BEGAN + number * SPAN / SINGLE
        began = time.perf_counter()
        deadline_of(start, TERMS[-1], calendar)
        took.append(time.perf_counter() - began)
    return took


def _seconds(act: Callable[[], object]) -> float:
    """Return the least processor time of three runs, in seconds: a busy neighbour does not spoil it."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return best
