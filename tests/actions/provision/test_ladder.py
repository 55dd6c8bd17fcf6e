"""The ladder through the real acts and the real store: proofs, steps of both sides, climbing back (FMA-3)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from actions.provision.conftest import BODY, Zone
from almasu.actions.provision import propose, prove, see_ways
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.propose import ToPropose, ToSecond
from almasu.actions.provision.prove import Back, Letter
from almasu.kernel.provision.impossibility import ProofKind
from almasu.kernel.provision.ladder import Ladder, Why
from almasu.kernel.provision.proposal import Matter
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem

SET = "vehicles"


def letter(zone: Zone, way: Way, days: int = 30, **change: object) -> Letter:
    told: dict[str, object] = {
        "body": BODY,
        "data_set": SET,
        "way": way,
        "why": "Органда мұндай шлюз жоқ.",
        "until": (zone.now() + timedelta(days=days)).date(),
        "paper": "12-5/77",
        "dated": date(2026, 11, 19),
        "sha256": "a" * 64,
    }
    return Letter(**{**told, **change})  # type: ignore[arg-type]


async def begins(zone: Zone, data_set: str = SET, *, restricted: bool = False) -> Ladder:
    async with zone.node.store.transaction() as transaction:
        ladders = KeptLadders(zone.node, transaction)
        return await ladders.begin(BODY, data_set, zone.now(), restricted=restricted)


async def way_now(zone: Zone) -> Ladder:
    async with zone.node.store.transaction() as transaction:
        return await KeptLadders(zone.node, transaction).way_now(BODY, SET, zone.now())


async def proves(zone: Zone, who: str, way: Way, days: int = 30, **change: object) -> Ladder:
    made = await zone.signs(who, prove.prepare_letter, prove.record_letter, letter(zone, way, days, **change))
    assert isinstance(made, Ladder)
    return made


async def agree(zone: Zone, matter: Matter, hands: tuple[str, str], asked: ToPropose) -> Ladder:
    first, other = hands
    number = await zone.signs(first, partial(propose.prepare_proposal, matter), partial(propose.propose, matter), asked)
    made = await zone.signs(
        other, partial(propose.prepare_hand, matter), partial(propose.give_hand, matter), ToSecond(number)
    )
    assert isinstance(made, Ladder)
    return made


async def steps(zone: Zone, way: Way) -> Ladder:
    return await agree(zone, Matter.STEP, ("responsible", "officer"), ToPropose(body=BODY, data_set=SET, way=way))


async def test_a_set_goes_down_by_two_hands_and_climbs_when_its_letter_lapses(zone: Zone) -> None:
    assert (await begins(zone)).way is Way.INTEGRATION
    assert (await proves(zone, "responsible", Way.INTEGRATION, 10)).way is Way.INTEGRATION, "a proof moves nobody"
    await proves(zone, "officer", Way.WORKPLACE, 90)
    stepped = await steps(zone, Way.REQUEST_ANSWER)
    assert (stepped.way, stepped.steps[-1].why, len(stepped.steps[-1].proofs)) == (Way.REQUEST_ANSWER, Why.PROVED, 2)
    zone.world.clock.forward(days=11)
    climbed = await way_now(zone)
    assert (climbed.way, climbed.steps[-1].why) == (Way.INTEGRATION, Why.LAPSED)
    told = await zone.told("provision_ladder_moved")
    assert [one["step"] for one in told] == ["begun", "proved", "proved", "stepped", "climbed"]
    assert {"act", "evidence", "proposal"} <= told[3].keys(), "the step names the signature under it"


async def test_both_heads_decide_and_one_of_them_takes_it_back(zone: Zone) -> None:
    await begins(zone)
    until = (zone.now() + timedelta(days=300)).date()
    asked = ToPropose(
        body=BODY,
        data_set=SET,
        way=Way.INTEGRATION,
        why="Жүйе пайдаланудан шығарылады.",
        until=until,
        paper="3",
        dated=date(2026, 11, 1),
        sha256="b" * 64,
    )
    decided = await agree(zone, Matter.DECISION, ("head", "head of agency"), asked)
    (proof,) = decided.proofs
    assert (proof.kind, proof.by) == (ProofKind.DECISION, zone.accounts["head"].id)
    assert proof.seconded_by == zone.accounts["head of agency"].id
    assert (await steps(zone, Way.WORKPLACE)).way is Way.WORKPLACE
    back = Back(BODY, SET, proof.id)
    with pytest.raises(Problem, match=r"provision\.duty"):
        await prove.prepare_back(zone.node, zone.tokens["officer"], back, zone.now())
    after = await zone.signs("head of agency", prove.prepare_back, prove.take_back, back)
    assert after.way is Way.INTEGRATION, "the better way is open again at once"


REFUSED = {
    "a letter by a stranger is about a set that is not there": (
        lambda zone: proves(zone, "stranger", Way.INTEGRATION),
        "provision.ladder.none",
    ),
    "a letter for a year is too long": (
        lambda zone: proves(zone, "responsible", Way.INTEGRATION, 365),
        "provision.proof.too_long",
    ),
    "a letter without its paper": (
        lambda zone: proves(zone, "responsible", Way.INTEGRATION, sha256=""),
        "provision.proof.paper",
    ),
    "a letter against the last way": (
        lambda zone: proves(zone, "responsible", Way.CARRIER),
        "provision.proof.nothing_below",
    ),
    "a step past a better way": (lambda zone: steps(zone, Way.PAPER), "provision.way.better_open"),
    "a step signed by one side alone": (
        lambda zone: agree(zone, Matter.STEP, ("officer", "second officer"), _workplace()),
        "provision.proposal.other_side",
    ),
    "a step signed by another body": (
        lambda zone: agree(zone, Matter.STEP, ("officer", "stranger"), _workplace()),
        "provision.proposal.closed",
    ),
    "a step proposed by a head": (
        lambda zone: agree(zone, Matter.STEP, ("head", "officer"), _workplace()),
        "account.role",
    ),
}


def _workplace() -> ToPropose:
    return ToPropose(body=BODY, data_set=SET, way=Way.WORKPLACE)


async def test_what_is_not_lawful_is_refused_and_leaves_the_ladder_as_it_was(zone: Zone) -> None:
    await begins(zone)
    for says, (attempt, code) in REFUSED.items():
        with pytest.raises(Problem) as refused:
            await attempt(zone)
        assert refused.value.kind.code == code, says
        if says == "a step past a better way":
            await proves(zone, "officer", Way.INTEGRATION)
    assert (await way_now(zone)).way is Way.INTEGRATION


async def test_a_restricted_set_goes_by_paper_and_nothing_moves_it(zone: Zone) -> None:
    assert (await begins(zone, restricted=True)).way is Way.PAPER
    await proves(zone, "officer", Way.PAPER)
    with pytest.raises(Problem, match=r"provision\.way\.restricted"):
        await steps(zone, Way.CARRIER)
    unmarked = await begins(zone)
    assert (unmarked.way, unmarked.steps[-1].why) == (Way.INTEGRATION, Why.MARKED)
    assert (await begins(zone, restricted=True)).way is Way.PAPER, "what becomes restricted goes to paper at once"


async def test_why_a_set_is_where_it_is_can_be_read_by_its_two_sides(zone: Zone) -> None:
    await begins(zone)
    await proves(zone, "responsible", Way.INTEGRATION)
    (line,) = (await see_ways.ladders_seen(zone.node, zone.tokens["officer"], "", zone.now())).items
    told = await see_ways.explain(zone.node, zone.tokens["head"], line.number, zone.now())
    assert (told.better, told.next_way) == ((), Way.WORKPLACE)
    await steps(zone, Way.WORKPLACE)
    told = await see_ways.explain(zone.node, zone.tokens["officer"], line.number, zone.now())
    (better,) = told.better
    assert (better.way, len(better.proofs), better.next_try) == (Way.INTEGRATION, 1, zone.now() + timedelta(hours=6))
    assert not (await see_ways.ladders_seen(zone.node, zone.tokens["stranger"], "", zone.now())).items
    for absent in (line.number, uuid4()):
        with pytest.raises(Problem, match=r"provision\.ladder\.none"):
            await see_ways.explain(zone.node, zone.tokens["stranger"], absent, zone.now())
