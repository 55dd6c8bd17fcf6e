"""The blind step between two nodes: asked and committed first, answered later, counted by the day, told to no log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace

from almasu.actions.interstate.ask_blind import states_reached
from almasu.actions.interstate.messages import blind
from almasu.kernel.interstate.blind import Budget
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.blind_rows import QUESTION_KIND, Asked, AskedBody
from almasu.kernel.interstate.messages import Direction, MessageState
from almasu.law.problem import Problem
from almasu.wiring.between_nodes import handlers
from interfaces.interstate.conftest import Pair, Side
from interfaces.interstate.test_between_nodes import revoke
from interfaces.interstate.test_two_histories import people_of

KZ, KG = "interstate/kz", "interstate/kg"
OWN = [f"9001{place:08d}" for place in range(20)]
BODY = "kg-gknb"
HELD = OWN[:3] + [f"8001{place:08d}" for place in range(100)]


@pytest.fixture
def work() -> BlindWork:
    try:
        from almasu.connectors.psi.apart import BlindApart
    except ImportError as missing:
        pytest.skip(f"not run: {missing}")
    return BlindApart(ThreadPoolExecutor(1))


async def known(peer: str, body: str) -> Sequence[str]:
    return HELD if body == BODY else []


def blinded(pair: Pair, budget: Budget | None = None) -> tuple[Side, Side]:
    for side in (pair.kz, pair.kg):
        side.handlers = dict(handlers({"parcel": side.hears}, budget))
    return pair.kz, pair.kg


async def ask(side: Side, work: BlindWork, keys: Sequence[str] = OWN, body: str = BODY) -> Asked:
    done = await blind.blinded_subjects(side.node, work, keys)
    async with side.node.store.transaction() as transaction:
        to = blind.Addressee(KG, body)
        return await blind.ask_blind(side.node, transaction, done, to, "case 7", side.clock())


async def kept(side: Side, number: UUID) -> Asked:
    async with side.node.store.transaction() as transaction:
        asked = await transaction.lines.asked(number)
    assert asked is not None
    return asked


async def test_a_lead_comes_back_and_nothing_else_leaves_either_side(pair: Pair, work: BlindWork) -> None:
    kz, kg = blinded(pair)
    asked = await ask(kz, work)
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 0, "nothing is answered before it came"
    assert await kz.sends() == 1
    async with kg.node.store.transaction() as transaction:
        [held] = await transaction.lines.to_answer(9)
    assert held.taken.question == asked.question, "what was asked is committed to before it is answered"
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 1
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 0, "and answered once"
    assert await kg.sends() == 1
    assert await blind.read_answers(kz.node, work, kz.clock()) == 1
    read = await kept(kz, asked.question.number)
    assert sorted(one.key for one in read.leads) == OWN[:3]
    assert (read.subjects, read.key, read.prepared, read.answer) == (None, b"", b"", b"")
    steps = [[one["step"] for one in await side.leaves("interstate_blind_moved")] for side in (kz, kg)]
    assert steps == [["asked", "read"], ["committed", "answered"]]
    for side in (kz, kg):
        said = json.dumps([await side.leaves(f"interstate_{kind}_moved") for kind in ("blind", "message", "peer")])
        assert not any(key in said for key in (*OWN, *HELD))
    pair.later(timedelta(days=31))
    assert await blind.forget_leads(kz.node, kz.clock(), most=1) == 1
    assert (await kept(kz, asked.question.number)).leads == ()
    assert await blind.forget_leads(kz.node, kz.clock()) == 0, "what holds nothing any more is not looked at again"


async def test_a_body_is_asked_about_its_own_subjects_alone(pair: Pair, work: BlindWork) -> None:
    kz, kg = blinded(pair)
    other = await ask(kz, work, body="kg-interior")
    assert await kz.sends() == 1
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 1
    assert await kg.sends() == 1
    assert await blind.read_answers(kz.node, work, kz.clock()) == 1
    read = await kept(kz, other.question.number)
    assert (read.leads, read.state) == ((), "read")


async def test_the_budget_of_a_day_holds_over_restarts_and_the_asker_is_told(pair: Pair, work: BlindWork) -> None:
    kz, kg = blinded(pair, Budget(subjects=200, questions=20))
    for _ in range(3):
        last = await ask(kz, work)
        assert await kz.sends() == 1
        blinded(pair, Budget(subjects=200, questions=20))
    sent = await kz.kept(KG, Direction.OUT)
    assert await kg.sends() == 1
    assert [one.state for one in await kz.kept(KG, Direction.OUT)][2] is MessageState.NOT_ACCEPTED
    spent = await kept(kz, last.question.number)
    assert (spent.refused, spent.subjects, spent.key, len(sent)) == ("cis.blind.budget", None, b"", 3)
    pair.later(timedelta(days=1))
    await ask(kz, work)
    assert await kz.sends() == 1
    async with kg.node.store.transaction() as transaction:
        assert len(await transaction.lines.to_answer(9)) == 3


async def test_those_states_alone_are_offered_whose_node_takes_a_question(pair: Pair) -> None:
    kz = pair.kz
    head = (await people_of(kz))["head"]
    assert await states_reached(kz.node, head, kz.clock()) == {"KG"}
    await revoke(kz, KG)
    assert await states_reached(kz.node, head, kz.clock()) == frozenset()


async def test_a_question_of_a_node_that_was_shut_out_since_holds_up_no_other(pair: Pair, work: BlindWork) -> None:
    kz, kg = blinded(pair)
    await ask(kz, work)
    assert await kz.sends() == 1
    await revoke(kg, KZ)
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 1
    assert await blind.answer_committed(kg.node, work, known, kg.clock()) == 0, "it is worked on once and no more"
    assert (await kg.leaves("interstate_blind_moved"))[-1]["problem"] == "cis.peer.absent"


async def test_a_question_of_another_node_of_another_day_or_with_other_bytes_is_not_taken(
    pair: Pair, work: BlindWork
) -> None:
    kz, kg = blinded(pair)
    asked = await ask(kz, work)
    async with kz.node.store.transaction() as transaction:
        [message] = await transaction.lines.messages(KG, Direction.OUT, 0, 9)
        body = await transaction.lines.body(message)
    assert body is not None
    said = msgspec.msgpack.decode(body[32:], type=AskedBody)
    assert await kz.sends() == 1
    lies = [
        replace(said, blinded=b"other"),
        replace(said, question=replace(said.question, asking="interstate/by")),
        replace(said, question=replace(said.question, size=200)),
        replace(said, question=replace(said.question, number=UUID(int=7), purpose=" ")),
        replace(said, question=replace(said.question, number=UUID(int=8), purpose="Секретно\nпроверка лиц по делу")),
        replace(said, question=replace(said.question, number=UUID(int=9), purpose="ы" * 100_000)),
    ]
    await kz.puts(KG, *[msgspec.msgpack.encode(one) for one in lies], b"\xc1", kind=QUESTION_KIND)
    assert await kz.sends() == 7
    assert await kg.sends() == 7
    told = [one.problem for one in (await kz.kept(KG, Direction.OUT))[1:]]
    assert told == [
        "cis.blind.not_committed",
        "cis.message.unreadable", "cis.blind.not_committed", "cis.blind.purpose", "cis.secret_text", "cis.value",
        "cis.message.unreadable",
    ]  # fmt: skip
    async with kg.node.store.transaction() as transaction:
        assert [one.taken.question for one in await transaction.lines.to_answer(9)] == [asked.question]


async def test_too_few_subjects_and_no_purpose_are_no_question(pair: Pair, work: BlindWork) -> None:
    kz, _ = blinded(pair)
    with pytest.raises(Problem, match=r"cis\.blind\.subjects"):
        await ask(kz, work, OWN[:5])
    assert await kz.kept(KG, Direction.OUT) == []
