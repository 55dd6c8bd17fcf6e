"""Recall and precision on fixed sets: the goals of the project, as the bench prints them."""

from __future__ import annotations

import pytest

from almasu.kernel.names.match import POSSIBLE, match
from almasu.testing.country.name_trials import Trial, Truth, trials
from almasu.wiring.measuring.names import FALSE_HITS, PRECISION, RECALL, shares_of

PEOPLE = 250


@pytest.fixture(scope="module", params=[2025, 7])
def shares(request: pytest.FixtureRequest) -> dict[str, float]:
    pairs: list[Trial] = list(trials(request.param, PEOPLE))
    return shares_of(pairs, [match(one.one, one.other).score >= POSSIBLE for one in pairs])


def test_recall_and_precision_reach_their_goals(shares: dict[str, float]) -> None:
    assert shares["recall"] >= RECALL
    assert shares["precision"] >= PRECISION


@pytest.mark.parametrize("truth", [one for one in Truth if one is not Truth.ONE_PERSON])
def test_siblings_namesakes_and_strangers_are_hardly_ever_hit(shares: dict[str, float], truth: Truth) -> None:
    assert shares[truth] <= FALSE_HITS


def test_every_spelling_and_every_noise_but_slips_is_seen_through(shares: dict[str, float]) -> None:
    ways = {name: share for name, share in shares.items() if "," in name}
    assert len(ways) >= 8
    assert {name for name, share in ways.items() if share < (0.93 if "slip" in name else 0.985)} == set()
