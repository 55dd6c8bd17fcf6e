"""Facts: what a register says is checked before it can become a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.relations.facts import Said, Unfit, day, fact_of, party, thing, written
from almasu.kernel.relations.kinds import BY_CODE

ONE, OTHER = "870412300416", "010101500013"
GOOD = Said("child_of", ONE, OTHER, "2001-02-03", None, "AZ-1")
SHARED = Said("same_address", ONE, "0203444186374860", "2001-02-03", None, "0203444186374860")


def test_a_fact_holds_what_was_said():
    fact = fact_of(GOOD)
    assert (written(fact.near), written(fact.far)) == (ONE, OTHER)
    assert (fact.since, fact.until, fact.record) == (date(2001, 2, 3), None, "AZ-1")


def test_a_thing_is_a_negative_number_that_does_not_tell_its_name():
    fact = fact_of(SHARED)
    assert -(2**62) <= fact.far < 0
    assert "0203444186374860" not in str(fact.far)
    assert thing(BY_CODE["same_phone"], "1") != thing(BY_CODE["same_vehicle"], "1")


@pytest.mark.parametrize(
    ("said", "change"),
    [
        (GOOD, {"far": ONE}),
        (GOOD, {"near": "870412300417"}),
        (GOOD, {"near": None}),
        (GOOD, {"near": 870412300416}),
        (GOOD, {"far": "８70412300416"}),
        (GOOD, {"far": "' or true --"}),
        (GOOD, {"since": "2001-02-30"}),
        (GOOD, {"since": 20010203}),
        (GOOD, {"since": "2001-02-03", "until": "2001-02-02"}),
        (GOOD, {"record": ""}),
        (GOOD, {"record": None}),
        (GOOD, {"record": "A" * 61}),
        (GOOD, {"record": "A\tB"}),
        (GOOD, {"record": "A\nB"}),
        (SHARED, {"far": ""}),
        (SHARED, {"far": "  "}),
        (SHARED, {"far": "x" * 201}),
        (SHARED, {"far": 17}),
    ],
)
def test_what_cannot_stand_is_unfit(said: Said, change):
    with pytest.raises(Unfit):
        fact_of(replace(said, **change))


@given(st.one_of(st.text(), st.integers(), st.none(), st.booleans()))
def test_whatever_is_said_is_a_number_or_unfit(value):
    for read in (party, day, lambda text: thing(BY_CODE["same_phone"], text)):
        try:
            read(value)
        except Unfit:
            continue


def test_a_moment_is_read_as_its_day():
    assert day("2024-03-08T10:59:00.000+05:00") == date(2024, 3, 8)
    assert day("") is None
