"""The sheet of a day keeps what is told of each request, and is believed for exactly its leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.control.facts import RequestFact
from almasu.kernel.control.sheet import (
    NEVER,
    SETTLING,
    SheetLine,
    day_bounds,
    is_over,
    on_the_wall,
    part_bytes,
    part_from,
    same_leaves,
)

ASKED = datetime(2026, 11, 2, 19, 30, tzinfo=UTC)
FACT = RequestFact(
    "r", ASKED, "a", "u", "t", "iin", "850101300015", "g", "p", "j", (1, 50), True, 1, 2, 3, 4, None, "e", "00" * 32
)
TEXTS = st.text(max_size=20)


def line(number: int, **change: object) -> SheetLine:
    fact = replace(FACT, request=str(number), leaf=number.to_bytes(32, "big").hex(), **change)  # type: ignore[arg-type]
    return SheetLine(fact, UUID(int=number % 3), number % 2 == 0)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.timedeltas(timedelta(), timedelta(days=90))), max_size=30))
def test_a_part_tells_what_was_put_into_it(told):
    lines = [
        line(number, task=task, justification=why, viewed_at=None if after is None else ASKED + after)
        for number, (task, why, after) in enumerate(told)
    ]
    part = part_from(part_bytes(lines))
    columns = part.columns()
    for place, one in enumerate(lines):
        assert part.tasks[part.of_task[place]] == (one.fact.task, one.material)
        assert part.leaf(place).hex() == one.fact.leaf
        assert (columns.justification[place], columns.resources[place]) == (one.fact.justification, "1 50")
        assert columns.viewed_at[place] == on_the_wall(one.fact.viewed_at)
        assert columns.settled[place] is one.settled


def test_a_moment_is_told_by_the_clock_of_astana():
    microseconds = on_the_wall(ASKED)
    assert datetime.fromtimestamp(microseconds / 1e6, UTC).isoformat() == "2026-11-03T00:30:00+00:00"
    assert on_the_wall(None) == NEVER


def test_a_part_is_believed_for_exactly_its_leaves():
    part = part_from(part_bytes([line(number) for number in range(4)]))
    leaves = [number.to_bytes(32, "big") for number in range(5)]
    every = [(part, range(4))]
    assert same_leaves(every, b"".join(reversed(leaves[:4])))
    assert not same_leaves(every, b"".join(leaves[:3]))
    assert not same_leaves(every, b"".join(leaves))
    assert not same_leaves(every, b"".join([*leaves[:3], leaves[2]]))
    assert same_leaves([(part, [1])], leaves[1])
    assert same_leaves([], b"")


def test_columns_of_another_length_are_none():
    part = part_from(part_bytes([line(number) for number in range(4)]))
    with pytest.raises(ValueError, match="length"):
        msgspec.structs.replace(part, of_task=[0]).columns()


def test_a_day_is_over_some_hours_after_its_midnight_in_astana():
    day = date(2026, 11, 2)
    since, until = day_bounds(day)
    assert (since.isoformat(), until.isoformat()) == ("2026-11-02T00:00:00+05:00", "2026-11-03T00:00:00+05:00")
    assert not is_over(day, until + SETTLING - timedelta(seconds=1))
    assert is_over(day, until + SETTLING)
