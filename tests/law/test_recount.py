"""Open clocks counted anew: the same as counting each from its start, and only those told that moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.law import moment
from almasu.law.deadline import deadline_of
from almasu.law.recount import OpenClock, recounted
from almasu.law.term import Suspension, Term, Unit
from almasu.law.text import Text
from almasu.wiring.law import open_law

BEFORE, NOW = open_law().calendar(date(2026, 1, 1)), open_law().calendar()
STARTS = st.integers(0, 140 * 24 * 60).map(
    lambda minutes: datetime(2026, 7, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
TERMS = st.builds(Term, st.integers(1, 12), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS]))
WHY = Text("тоқтатылды", "приостановлено", "suspended")


@settings(max_examples=150)
@given(st.lists(st.tuples(STARTS, TERMS, st.booleans()), max_size=30))
def test_a_clock_is_told_when_and_only_when_its_end_moves(asked: list[tuple[datetime, Term, bool]]) -> None:
    clocks = []
    for number, (start, term, stopped) in enumerate(asked):
        stops = (Suspension(start, start + timedelta(days=2), WHY),) if stopped else ()
        clocks.append(OpenClock(number, term, start, deadline_of(start, term, BEFORE, stops).due, stops))
    told = {moved.clock.of: moved.due for moved in recounted(clocks, NOW)}
    for clock in clocks:
        due = deadline_of(clock.start, clock.term, NOW, clock.suspensions).due
        assert told.get(clock.of, clock.due) == due
        assert (clock.of in told) is (due != clock.due)


# Started, working days, due by the calendar of January 2026, due by that of today.
ROWS = [
    ("2026-08-28T10:00:00+05:00", 1, "2026-09-01", "2026-08-31"),
    ("2026-08-27T10:00:00+05:00", 10, "2026-09-11", "2026-09-10"),
    ("2026-08-28T23:30:00+05:00", 1, "2026-09-01", "2026-08-31"),
]


@pytest.mark.parametrize(("start", "days", "before", "after"), ROWS)
def test_the_day_that_became_a_working_day_brings_the_end_nearer(
    start: str, days: int, before: str, after: str
) -> None:
    term, began = Term(days, Unit.WORKING_DAYS), moment.read(start)
    clock = OpenClock("it", term, began, deadline_of(began, term, BEFORE).due)
    assert moment.in_astana(clock.due).date().isoformat() == before
    assert [moment.in_astana(moved.due).date().isoformat() for moved in recounted([clock], NOW)] == [after]


def test_a_calendar_that_changes_nothing_moves_nobody() -> None:
    start = datetime(2026, 9, 14, tzinfo=UTC)
    term = Term(3, Unit.WORKING_DAYS)
    assert list(recounted([OpenClock(1, term, start, deadline_of(start, term, BEFORE).due)], NOW)) == []
