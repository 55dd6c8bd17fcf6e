"""Random histories of the ladder: whatever is tried in whatever order, no step and no transfer is unlawful."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.provision.way import Way
from kernel.provision.histories import play


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**64), st.integers(1, 40))
def test_no_history_takes_an_unlawful_step(seed: int, length: int) -> None:
    play(random.Random(seed), length)


def test_histories_reach_every_way() -> None:
    chance = random.Random(6)
    ends = Counter(play(chance, 30).way for _ in range(200))
    assert set(ends) == set(Way), "the histories do not go down the whole ladder"


@pytest.mark.trial
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", [114, 115, 116, 117])
def test_a_million_histories_take_no_unlawful_step(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(250_000):
        play(chance, 12)
