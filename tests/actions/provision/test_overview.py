"""The overview: counted from what is kept, for the Agency over all bodies and for a body over itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.provision.channelled import channelled
from actions.provision.conftest import BODY, Zone
from actions.provision.registering import registered
from actions.provision.test_joint_acts import drafts, in_force
from almasu.actions.provision import propose, prove
from almasu.actions.provision.see_names import names
from almasu.actions.provision.see_overview import overview
from almasu.kernel.provision.impossibility import ProofKind
from almasu.kernel.provision.obligations import Standing
from almasu.kernel.provision.proposal import Matter
from almasu.kernel.provision.way import Way
from almasu.law.moment import in_astana
from kernel.provision.acts import act_of, data_set

SET = "vehicles"


@pytest.fixture
async def settled(zone: Zone) -> Zone:
    """One body's act is in force with one set, which stepped down to the workplace by a letter; the other has none."""
    await registered(zone)
    await in_force(zone, await drafts(zone, content=act_of(data_set())))
    today = in_astana(zone.now()).date()
    told = {"body": BODY, "data_set": SET, "way": Way.INTEGRATION, "why": "Жүйе әзірге дайын емес, жұмыс жүруде."}
    paper = {"until": today + timedelta(days=60), "paper": "7", "dated": today, "sha256": "a" * 64}
    await zone.signs("responsible", prove.prepare_letter, prove.record_letter, prove.Letter(**told, **paper))
    step = propose.ToPropose(body=BODY, data_set=SET, way=Way.WORKPLACE)
    token, at = zone.tokens["responsible"], zone.now()
    act = await propose.prepare_proposal(Matter.STEP, zone.node, token, step, at)
    made = await propose.propose(Matter.STEP, zone.node, token, act.id, zone.cms("responsible", act), at)
    token = zone.tokens["officer"]
    act = await propose.prepare_hand(Matter.STEP, zone.node, token, propose.ToSecond(made), at)
    await propose.give_hand(Matter.STEP, zone.node, token, act.id, zone.cms("officer", act), at)
    return zone


async def test_bodies_sets_and_the_agency_are_called_by_their_names(settled: Zone) -> None:
    agency = act_of(data_set()).agency
    for who, known in (("responsible", {BODY, agency}), ("stranger", set())):
        told = await names(settled.node, settled.tokens[who], [(BODY, SET)], settled.now())
        assert set(told.bodies) == known
        assert set(told.sets) == ({(BODY, SET)} if known else set())
    otherwise = {"kk": "Көлік+", "ru": "Транспорт+", "en": "Vehicles+"}
    await drafts(settled, content=act_of(data_set(name=otherwise), data_set(code="boats", name=otherwise)))
    wanted = [(BODY, SET), (BODY, "boats")]
    told = await names(settled.node, settled.tokens["officer"], wanted, settled.now())
    assert told.sets[BODY, SET].ru == "Vehicles", "a draft renames nothing that is in force"
    assert told.sets[BODY, "boats"].ru == "Транспорт+", "what stands in a draft alone is called as it says"


async def test_each_side_sees_what_it_has_a_part_in(settled: Zone) -> None:
    seen = {who: await overview(settled.node, token, settled.now()) for who, token in settled.tokens.items()}
    agency, body, other = seen["head of agency"], seen["head"], seen["stranger"]
    assert [(one.sets, one.last_day is not None) for one in agency.covered] in (
        [(1, True), (0, False)],
        [(0, False), (1, True)],
    )
    assert [(one.body, one.sets, one.outside, one.objects) for one in body.covered] == [(BODY, 1, ("taxpayers",), 1)]
    assert agency.ways == body.ways == {**dict.fromkeys(Way, 0), Way.WORKPLACE: 1}
    assert sum(other.ways.values()) == 0
    assert [one.sets for one in other.covered] == [0]
    (climb,) = body.to_climb
    assert (climb.way, list(climb.against)) == (Way.WORKPLACE, [Way.INTEGRATION])
    assert climb.against[Way.INTEGRATION] is not None
    assert climb.proofs == {Way.INTEGRATION: ProofKind.LETTER}, (
        "what it takes to climb depends on what stands against it"
    )
    assert [name.ru for one in body.covered for name in one.outside_names] == ["Реестр налогоплательщиков"]
    assert set(body.standings) == set(Standing)
    assert [one.first for one in body.months][-1] == date(2026, 11, 1)
    assert len(body.months) == 6
    assert [sum(one.ways.values()) for one in body.months] == [0, 0, 0, 0, 0, 1]


async def test_a_lapsed_proof_is_shown_as_the_climb_it_makes(settled: Zone) -> None:
    settled.world.clock.forward(days=90)
    await settled.again()
    found = await overview(settled.node, settled.tokens["officer"], settled.now())
    assert found.ways[Way.INTEGRATION] == 1
    assert found.to_climb == ()


async def test_a_body_that_needs_a_channel_and_has_none_is_told_of_to_both_sides(settled: Zone) -> None:
    async def told(who: str) -> list[tuple[str, Way, tuple[str, ...]]]:
        found = await overview(settled.node, settled.tokens[who], settled.now())
        return [(one.body, one.way, one.sets) for one in found.without_channel]

    assert await told("officer") == [], "a workplace needs no channel"
    settled.world.clock.forward(days=90)
    await settled.again()
    lacking = [(BODY, Way.INTEGRATION, (SET,))]
    assert [await told(who) for who in ("officer", "head", "stranger")] == [lacking, lacking, []]
    await channelled(settled)
    assert await told("officer") == []
