"""A body without a node is reached by courier: registers, receipts, and its papers are taken by the same law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.interstate.conftest import Between, State, asked_for, received_items
from almasu.actions.interstate import enter_packet, packets, see_cases, tell, write_request
from almasu.actions.interstate.brought import Brought, SaysIncomplete, SaysOutcomes, SaysRequest, SaysWithdrawn
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.kernel.interstate.answering import Done, Ground, Refused
from almasu.kernel.interstate.asking import Item, Matter, Missing, Subject, Way
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.packets import PacketState, digest_of
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.sending import Channel
from almasu.law.problem import Problem
from almasu.law.text import Text

NODELESS, SCAN = "by-kgb", "ab" * 32
DONE = Done("проверены учёты границы", "лицо въезжало дважды")
REQUEST = SaysRequest(
    requesting=NODELESS,
    way=Way.ONE_TIME,
    subject=Subject.TERRORISM,
    basis="дело № 5-2026 о подготовке террористического акта",
    items=(Item(Matter.PERSON, "сведения о месте нахождения лица"),),
    purpose="розыск подозреваемого по делу",
)


@pytest.fixture
async def kz(between: Between) -> State:
    """A node that knows a body of Belarus, and no node of it."""
    name = Text("Мемлекеттік қауіпсіздік комитеті", "Комитет госбезопасности", "State Security Committee")
    body = Body(NODELESS, "BY", BodyKind.COMPETENT, name, date(2018, 8, 27), None, date(2019, 5, 1), ground="нота")
    await between.kz.signs("keeper", prepare_body, enter_body, body)
    return between.kz


async def sent(kz: State, **change: object) -> Any:
    asked = asked_for(requested=NODELESS, **{"channel": Channel.COURIER, **change})
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked, kz.now())
    form = write_request.OfDraft(draft.paper.id)
    return await kz.signs("head", write_request.prepare_request, write_request.send_request, form)


async def register(kz: State, direction: Direction, who: str = "officer") -> list[Any]:
    return list((await packets.register(kz.node, kz.tokens[who], direction, "", kz.now())).items)


async def handed(kz: State, number: Any) -> None:
    told = packets.ToHandOver("Сидоров, дипкурьер", "пломба 118")
    await packets.hand_over(kz.node, kz.tokens["officer"], number, told, kz.now())


async def carried(kz: State, between: Between, number: Any) -> Any:
    await handed(kz, number)
    between.clock.at += timedelta(days=3)
    await kz.come_in()
    receipt = packets.Receipt("Ковалёв", kz.now() - timedelta(days=1), SCAN)
    return await packets.note_receipt(kz.node, kz.tokens["officer"], number, receipt, kz.now())


def brought(kz: State, says: Any, **change: Any) -> Brought:
    told = {"theirs": "12/77", "dated": kz.now().date(), "came_at": kz.now(), "courier": "Сидоров", "document": SCAN}
    return Brought(says=says, **{**told, **change})


async def entered(kz: State, says: Any, who: str = "officer", **change: Any) -> Any:
    form = brought(kz, says, **change)
    return await kz.signs(who, enter_packet.prepare_entering, enter_packet.enter_packet, form)


async def test_a_request_goes_by_courier_and_its_clock_starts_with_the_receipt(between: Between, kz: State) -> None:
    case = await sent(kz)
    (waits,) = await register(kz, Direction.OUT)
    assert (waits.packet.number, waits.paper.state) == (f"1/{kz.now().year}", PacketState.WAITS)
    assert waits.packet.document == digest_of(waits.packet.text)
    assert str(case.case.asked.number) in waits.packet.text
    assert kz.post.bag == [], "nothing of it went over the network"
    printed = await packets.take_print(kz.node, kz.tokens["officer"], waits.paper.id, kz.now())
    assert printed.packet.text == waits.packet.text
    received = await carried(kz, between, waits.paper.id)
    assert received.paper.state == PacketState.RECEIVED
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], case.paper.id, kz.now())
    assert (known.case.state, known.case.reception.received_at) == (CaseState.RECEIVED, kz.now() - timedelta(days=1))
    answer = {
        1: (Done("проверены учёты границы", "лицо въезжало дважды"),),
        2: (Refused(Ground.LAW, "закон запрещает это"),),
    }
    await entered(kz, SaysOutcomes(case.paper.id, answer))
    closed = await see_cases.one_case(kz.node, kz.tokens["officer"], case.paper.id, kz.now())
    assert closed.case.state is CaseState.CLOSED
    (item,) = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert (item.item.received.owner, item.item.content) == (NODELESS, "лицо въезжало дважды")
    (incoming,) = await register(kz, Direction.IN)
    assert (incoming.packet.theirs, incoming.packet.case) == ("12/77", case.paper.id)
    with pytest.raises(Problem, match=r"cis\.packet\.entered"):
        await entered(kz, SaysWithdrawn(case.paper.id))


async def test_a_request_that_came_by_courier_is_answered_by_a_numbered_packet(between: Between, kz: State) -> None:
    came_at = kz.now() - timedelta(days=2)
    await entered(kz, REQUEST, came_at=came_at, dated=came_at.date())
    (theirs,) = await see_cases.cases(kz.node, kz.tokens["head"], kz.now())
    assert (theirs.case.side, theirs.case.channel) == (Side.ASKED, Channel.COURIER)
    assert theirs.case.reception.received_at == came_at, "the thirty days run from the receipt, not from the entering"
    outcome = {1: (Done("проверены учёты границы", "лицо на территорию не въезжало"),)}
    await kz.signs("head", tell.prepare_telling, tell.tell, tell.Form(theirs.paper.id, outcome))
    of_it = await packets.packets_of_case(kz.node, kz.tokens["officer"], theirs.paper.id, kz.now())
    (out,) = [one for one in of_it if one.packet.direction is Direction.OUT]
    assert "лицо на территорию не въезжало" in out.packet.text
    assert "cis_packet_moved" in await kz.kinds()


async def test_an_incomplete_request_goes_back_by_courier_with_what_it_lacks(kz: State) -> None:
    await entered(kz, SaysRequest(NODELESS, Way.ONE_TIME, Subject.TERRORISM, "", REQUEST.items, REQUEST.purpose))
    (out,) = await register(kz, Direction.OUT)
    assert "предмет и основание" in out.packet.text


async def test_our_incomplete_request_comes_back_by_courier(between: Between, kz: State) -> None:
    case = await sent(kz)
    (waits,) = await register(kz, Direction.OUT)
    await handed(kz, waits.paper.id)
    await entered(kz, SaysIncomplete(case.paper.id, (Missing.BASIS,)))
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], case.paper.id, kz.now())
    assert (known.case.state, known.case.reception.missing) == (CaseState.RETURNED, (Missing.BASIS,))


WRONG = {
    "a day in the future": ({"came_at": timedelta(days=1)}, "came_at"),
    "a document dated after its receipt": ({"dated": timedelta(days=2)}, "dated"),
    "a hash that is none": ({"document": "00"}, "document"),
    "no number of the sender": ({"theirs": " "}, "theirs"),
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_the_register_cannot_hold_is_not_entered(kz: State, wrong: str) -> None:
    change, where = WRONG[wrong]
    moved = {
        name: kz.now() + one if name == "came_at" else (kz.now() + one).date() if isinstance(one, timedelta) else one
        for name, one in change.items()
    }
    with pytest.raises(Problem) as refused:
        await entered(kz, REQUEST, **moved)
    assert (refused.value.kind.code, refused.value.where) == ("cis.packet.value", where)


async def test_a_stranger_finds_no_packet_and_one_that_is_with_the_courier_is_not_handed_over_again(kz: State) -> None:
    case = await sent(kz)
    (waits,) = await register(kz, Direction.OUT)
    assert await register(kz, Direction.OUT, "stranger") == []
    for open_it in (
        packets.one_packet(kz.node, kz.tokens["stranger"], waits.paper.id, kz.now()),
        packets.packets_of_case(kz.node, kz.tokens["stranger"], case.paper.id, kz.now()),
    ):
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await open_it
    await handed(kz, waits.paper.id)
    with pytest.raises(Problem, match=r"cis\.packet\.moved"):
        await handed(kz, waits.paper.id)
    early = packets.Receipt("Ковалёв", kz.now() - timedelta(days=1), SCAN)
    with pytest.raises(Problem, match=r"cis\.packet\.value"):
        await packets.note_receipt(kz.node, kz.tokens["officer"], waits.paper.id, early, kz.now())


async def test_nothing_is_entered_by_hand_for_a_request_between_nodes(between: Between) -> None:
    kz = between.kz
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(), kz.now())
    with pytest.raises(Problem, match=r"cis\.packet\.other_way"):
        await entered(kz, SaysWithdrawn(draft.paper.id))
