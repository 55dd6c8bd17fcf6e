"""Seats at a workplace through the real acts: on proofs against integration, for one person, for a term (FMA-3.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from actions.provision.conftest import BODY, PEOPLE, Zone
from actions.provision.test_joint_acts import drafts, in_force
from almasu.actions.provision import seats
from almasu.actions.provision.ladders import KeptLadders, Moved
from almasu.actions.provision.seats import Back, Form, KeptSeat, SeatState
from almasu.kernel.provision.ladder import proved, stepped
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.way import Way
from almasu.kernel.signatures.act import said_by
from almasu.law.problem import Problem
from kernel.provision.acts import act_of, data_set
from kernel.provision.conftest import LONGEST, letter

MISTYPED = (int(PEOPLE["officer"][0][-1]) + 1) % 10
WHY = "Шлюз жоқ, деректерді осы жерден қарайды."


async def at_workplace(zone: Zone) -> None:
    """An act in force whose set is given at a workplace: a letter says that integration is impossible."""
    await in_force(zone, await drafts(zone, content=act_of(data_set(giving="on_request", schedule=None))))
    async with zone.node.store.transaction() as transaction:
        ladders, at = KeptLadders(zone.node, transaction), zone.now()
        paper, found = await ladders.to_change(BODY, "vehicles", at)
        by = Actor(zone.accounts["responsible"].id, Duty.RESPONSIBLE, BODY)
        found = stepped(proved(found, letter(Way.INTEGRATION, at), by, at, LONGEST), Way.WORKPLACE, at)
        await ladders.change(paper, found, Moved("stepped", at))


def form_of(zone: Zone, **change: Any) -> Form:
    told = {"data_set": "vehicles", "iin": PEOPLE["officer"][0], "why": WHY, "until": zone.now() + timedelta(days=9)}
    return msgspec.convert({**told, **change}, Form)


async def issues(zone: Zone, **change: Any) -> KeptSeat:
    made = await zone.signs("responsible", seats.prepare_seat, seats.issue_seat, form_of(zone, **change))
    assert isinstance(made, KeptSeat)
    return made


async def test_a_seat_holds_why_integration_is_impossible_whose_it_is_and_its_term(zone: Zone) -> None:
    await at_workplace(zone)
    act = await seats.prepare_seat(zone.node, zone.tokens["responsible"], form_of(zone), zone.now())
    signs = said_by(act.data).human
    whose = zone.accounts["officer"].person.full_name()
    assert all(whose in said for said in signs.values()), "whose number was typed is read and signed"
    made = await issues(zone)
    seat = made.held.seat
    assert (made.state, seat.person, len(seat.proofs)) == (SeatState.ISSUED, zone.accounts["officer"].id, 1)
    assert made.held.verdicts["fma_provision.workplace_in_its_turn"] == "met"
    for who in ("officer", "responsible", "head", "head of agency"):
        assert (await seats.seat(zone.node, zone.tokens[who], seat.id, zone.now())).held.seat == seat
    for who in ("second officer", "stranger"):
        assert (await seats.seats(zone.node, zone.tokens[who], "", 5, zone.now())).items == []
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await seats.seat(zone.node, zone.tokens[who], seat.id, zone.now())
    back = Back(seat.id, "Қызметкер басқа бөлімге ауысты.")
    taken = await zone.signs("head", seats.prepare_back, seats.revoke_seat, back)
    assert (taken.state, taken.held.seat.is_open(zone.now())) == (SeatState.REVOKED, False)
    with pytest.raises(Problem, match=r"provision\.handing\.state"):
        await seats.prepare_back(zone.node, zone.tokens["head"], back, zone.now())
    assert [one["paper_state"] for one in await zone.told("provision_seat_moved")] == ["issued", "revoked"]


async def test_no_seat_without_its_way_its_person_or_its_term(zone: Zone) -> None:
    await in_force(zone, await drafts(zone, content=act_of(data_set(giving="on_request", schedule=None))))
    with pytest.raises(Problem, match=r"provision\.way\.better_open"):
        await issues(zone)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("provision.seat.person", {"iin": PEOPLE["head"][0]}),
        ("subject.identity_number.check_digit", {"iin": f"{PEOPLE['officer'][0][:-1]}{MISTYPED}"}),
        ("provision.words_needed", {"why": "керек"}),
        ("provision.act.not_covered", {"data_set": "weddings"}),
    ],
    ids=["not an officer", "a mistyped number", "no reason", "not of the act"],
)
async def test_what_a_seat_lacks_is_named(zone: Zone, code: str, change: dict[str, Any]) -> None:
    await at_workplace(zone)
    with pytest.raises(Problem) as told:
        await issues(zone, **change)
    assert told.value.kind.code == code


async def test_a_seat_ends_with_its_term(zone: Zone) -> None:
    await at_workplace(zone)
    with pytest.raises(Problem, match=r"provision\.seat\.term"):
        await issues(zone, until=zone.now() + timedelta(days=181))
    made = await issues(zone)
    assert await seats.end_seats(zone.node, zone.now()) == 0
    assert await seats.end_seats(zone.node, zone.world.clock.forward(days=9)) == 1
    await zone.again()
    ended = await seats.seat(zone.node, zone.tokens["officer"], made.paper.id, zone.now())
    assert (ended.state, ended.held.seat.is_open(zone.now())) == (SeatState.ENDED, False)
