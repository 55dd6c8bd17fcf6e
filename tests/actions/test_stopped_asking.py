"""A block reaches the questions that registers are asked: no new one leaves, none is asked again (SIO25-8)."""

from __future__ import annotations

import asyncio

from actions.conftest import ToldRegister, World
from actions.test_asking import carried_out, submitted
from almasu.actions import submit_request
from almasu.actions.carry_out import LOOK_AGAIN
from almasu.kernel.answers import NoRecord, Question, Reply
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.parties.account import AccountState
from almasu.kernel.requests.request import QuestionState
from patience import looks


class MuteRegister(ToldRegister):
    """A register that takes the question and never answers."""

    async def ask(self, question: Question, seconds: float) -> Reply:
        self.asked.append(question)
        return await asyncio.Future()


async def rows_of(world: World, accepted: submit_request.Accepted) -> list[tuple[QuestionState, str]]:
    async with world.node.store.single() as store:
        request = await store.requests.one(accepted.request.id)
    assert request is not None
    return [(row.state, row.note) for row in request.rows]


async def test_a_block_stops_the_questions_under_way_and_nobody_asks_them_later(world: World) -> None:
    account = await world.account()
    token = await world.working()
    world.registers[1] = MuteRegister()
    world.registers[5].reply = NoRecord(b"")
    accepted = await submitted(world, token)
    world.carrying_out.start(accepted)
    async for _ in looks(0.05):
        if world.registers[1].asked and (await rows_of(world, accepted))[2][0] is QuestionState.NO_RECORD:
            break
    async with world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
    assert LOOK_AGAIN < 1.0, "the next look stops them, and comes within a second (SIO25-8)"
    async for _ in looks(0.1):
        if (rows := await rows_of(world, accepted))[0][0] is not QuestionState.WAITING:
            break
    stopped = (QuestionState.GIVEN_UP, Silence.ASKER_SHUT)
    assert rows == [stopped, stopped, (QuestionState.NO_RECORD, "")]
    world.clock.forward(minutes=2)
    assert await world.carrying_out.take_over(10) == 0
    assert [len(world.registers[number].asked) for number in (1, 3, 5)] == [1, 1, 1]


async def test_a_silent_register_is_not_asked_again_for_somebody_blocked_meanwhile(world: World) -> None:
    account = await world.account()
    token = await world.working()
    accepted = await submitted(world, token, resources=(1,))
    await carried_out(world, accepted)
    async with world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
    world.clock.forward(minutes=2)
    assert await world.carrying_out.take_over(10) == 0
    assert await rows_of(world, accepted) == [(QuestionState.GIVEN_UP, Silence.ASKER_SHUT)]
    assert len(world.registers[1].asked) == 1
    last = (await world.entries())[-1]
    assert (last["kind"], last["says"]["note"]) == ("answer_received", "asker_shut")
