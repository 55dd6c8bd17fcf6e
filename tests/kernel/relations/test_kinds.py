"""Kinds of links: what each rests on, what it serves, and that nothing medical can ever be one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.relations.kinds import BY_CODE, BY_NUMBER, EVERY, KINDS, MEDICAL, Kind, allowed, check_against
from almasu.kernel.relations.readings import READINGS
from almasu.kernel.resources import Sensitivity
from almasu.law.problem import Fault
from almasu.regimes.sio_pso.resources.checks import NEVER_EDGES
from almasu.wiring.law import open_law
from almasu.wiring.sheets import read_resources

RESOURCES = read_resources()


def test_every_kind_rests_on_a_resource_that_may_draw_links():
    check_against(RESOURCES)


def test_every_source_has_a_reading_and_every_reading_a_kind():
    assert {kind.source for kind in KINDS} == set(READINGS)


def test_a_kind_over_a_medical_resource_cannot_be_made():
    assert MEDICAL == NEVER_EDGES
    for number in MEDICAL:
        with pytest.raises(ValueError, match="medical"):
            replace(BY_CODE["spouse_of"], source=number)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, sensitivity=Sensitivity.MEDICAL),
        lambda one: replace(one, relations=()),
        lambda one: replace(one, number=99),
    ],
)
def test_a_resource_that_becomes_medical_or_draws_no_links_stops_the_provider(change):
    changed = [change(one) if one.number == 22 else one for one in RESOURCES]
    with pytest.raises(Fault, match="resource 22"):
        check_against(changed)


@pytest.mark.parametrize("number", [50, 51])
def test_every_kind_is_a_word_of_the_resource(number):
    resource = next(one for one in RESOURCES if one.number == number)
    assert {kind.code for kind in KINDS} <= set(resource.relations)
    if number == 50:
        assert {kind.code for kind in KINDS} <= {code.value for code in resource.field("edge_type").codes}
        assert {kind.direction for kind in KINDS} <= {code.value for code in resource.field("edge_direction").codes}


def test_the_purposes_are_those_of_the_order():
    assert {one.code for one in open_law().sio_pso.purposes_at(datetime(2026, 3, 1, tzinfo=UTC))} == EVERY
    assert all(kind.purposes <= EVERY for kind in KINDS)


def test_every_direction_has_its_reverse():
    assert len(BY_NUMBER) == len(BY_CODE) == len(KINDS)
    for kind in KINDS:
        other = BY_NUMBER[kind.reverse]
        assert other.reverse == kind.number
        assert (other.source, other.purposes, other.shared) == (kind.source, kind.purposes, kind.shared)
        assert {kind.direction, other.direction} in ({"both"}, {"out", "in"})


def test_a_purpose_gets_its_kinds_and_no_others():
    codes = {kind.code for kind in allowed("terrorist_financing")}
    assert {"spouse_of", "crossed_in_vehicle", "same_phone"} <= codes
    assert not codes & {"co_owner", "employed_by", "supplies_to"}


@given(st.text().filter(lambda text: text not in EVERY))
def test_a_purpose_nobody_knows_gets_nothing(purpose: str):
    assert allowed(purpose) == ()


@pytest.mark.parametrize("wrong", [{"purposes": frozenset()}, {"weight": 0}, {"confidence": 101}])
def test_a_kind_without_purpose_weight_or_confidence_cannot_be_made(wrong):
    with pytest.raises(ValueError, match="a kind of link"):
        replace(KINDS[0], **wrong)


def test_kinds_are_compared_by_what_they_are():
    assert isinstance(KINDS[0], Kind)
    assert replace(KINDS[0]) == KINDS[0]
