"""When a silent register is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.exchange.retry import Retry, next_pause, pause_before

PLAN = Retry(attempts=4, first=0.1, factor=2.0, longest=0.3, spread=0.5)


@pytest.mark.parametrize(
    ("attempt", "chance", "pause"), [(2, 0.0, 0.1), (3, 0.0, 0.2), (4, 0.0, 0.3), (9, 0.0, 0.3), (2, 1.0, 0.05)]
)
def test_pauses_grow_to_the_longest_and_chance_shortens_them(attempt: int, chance: float, pause: float) -> None:
    assert pause_before(attempt, PLAN, chance) == pytest.approx(pause)


def test_used_up_attempts_end_it() -> None:
    assert next_pause(4, PLAN, 0.0, seconds_left=60) is None


def test_no_pause_that_leaves_no_time_to_ask() -> None:
    assert next_pause(1, PLAN, 0.0, seconds_left=0.12) is None
    assert next_pause(1, PLAN, 0.0, seconds_left=0.16) is not None


@given(st.integers(1, 10), st.floats(0, 1, exclude_max=True), st.floats(0, 10))
def test_a_pause_always_leaves_time(made: int, chance: float, left: float) -> None:
    pause = next_pause(made, PLAN, chance, left)
    assert pause is None or 0 <= pause <= left
