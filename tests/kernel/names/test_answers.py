"""Who of those found is told: the likely ones alone where there are any, few of the rest, nobody of too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.names.answers import MOST_LIKELY, MOST_MEANT, MOST_POSSIBLE, meant, with_reasons
from almasu.kernel.names.match import LIKELY, POSSIBLE, match


@pytest.mark.parametrize(
    ("scores", "places", "left_out"),
    [
        ([], (), 0),
        ([0.75, 0.95, 0.9], (1, 2), 0),
        ([0.75, 0.80], (1, 0), 0),
        ([0.69], (), 0),
        ([0.9] * 30, tuple(range(MOST_LIKELY)), 10),
        ([0.75] * 8, tuple(range(MOST_POSSIBLE)), 3),
    ],
)
def test_the_likely_come_alone_and_the_rest_are_counted(scores, places, left_out):
    found = meant(scores)
    assert found is not None
    assert (found.places, found.left_out) == (places, left_out)


def test_a_name_that_fits_more_people_than_anybody_means_is_declined():
    assert meant([0.9] * MOST_MEANT) is not None
    assert meant([0.9] * (MOST_MEANT + 1)) is None
    assert meant([0.9, *[0.75] * 300]) is not None


def test_where_the_birth_date_agrees_a_name_a_little_further_apart_is_worth_a_look():
    found = meant([0.62], dated=True)
    assert found is not None
    assert found.places == (0,)
    assert meant([0.59], dated=True) == meant([0.69])


@given(st.lists(st.floats(0, 1), max_size=150))
def test_caps_and_order_hold_whatever_was_found(scores: list[float]):
    found = meant(scores)
    if found is None:
        assert sum(score >= POSSIBLE for score in scores) > MOST_MEANT
        return
    told = [scores[place] for place in found.places]
    assert told == sorted(told, reverse=True)
    assert len(told) <= MOST_LIKELY
    assert all(score >= POSSIBLE for score in told)
    if any(score >= LIKELY for score in scores):
        assert all(score >= LIKELY for score in told)
    assert len(told) + found.left_out <= len(scores)


def test_a_record_says_part_by_part_why_the_name_fits():
    found = match("Смагулов Нурлан Ерланович", "СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ")
    told = with_reasons({"iin": "870412300416", "name_likeness": None}, found, 3)
    assert told == {
        "iin": "870412300416",
        "name_likeness": f"{found.score:.2f}",
        "surname_agreement": "spelling",
        "given_name_agreement": "spelling",
        "patronymic_agreement": "same",
        "others_left_out": 3,
    }
