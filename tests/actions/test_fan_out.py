"""The fan-out over many registers: fakes that honour the port, no network, no waiting longer than told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget, Heard, fan_out
from almasu.kernel.answers import NoRecord, NoReply, Question, Records, Refused, Reply, Unreadable
from almasu.kernel.exchange.circuit import Breaker, State
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.retry import Retry
from connectors.world import question, resource

SILENCE = NoReply(Silence.CUT_OFF, "", retriable=True)
QUICK = Retry(attempts=3, first=0.001, factor=1.0, longest=0.001, least_time=0.0)


class Scripted:
    """A register that gives its replies in order, the last one for ever. An Event as reply is awaited first."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[Question] = []

    async def ask(self, question: Question, seconds: float) -> Reply:
        self.asked.append(question)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class Mute:
    """A register that never answers and forgets its time limit."""

    async def ask(self, question: Question, seconds: float) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError


class Broken:
    """A connector with a fault of ours."""

    async def ask(self, question: Question, seconds: float) -> Reply:
        raise ZeroDivisionError


class Desk:
    """Takes in what is heard."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []

    async def take(self, heard: Heard) -> None:
        self.heard.append(heard)

    def replies(self) -> dict[int, Reply]:
        return {one.question.resource.number: one.reply for one in self.heard}


def asked_of(number: int) -> Question:
    return replace(question(), resource=resource(number))


def circuits(failures: int = 100) -> Circuits:
    return Circuits(Breaker(failures, rest=1000), lambda number, state, count: None)


ONCE = Retry(attempts=1)


def budget(interactive: float = 5.0, retry: Retry = ONCE) -> Budget:
    return Budget(interactive, each=interactive, retry=retry)


def no_chance() -> float:
    return 0.0


async def ask_all(registers, desk: Desk, of: Budget, lines: Circuits | None = None) -> tuple[Question, ...]:
    questions = [asked_of(number) for number in registers]
    return await fan_out(questions, registers, lines or circuits(), desk.take, of, no_chance)


async def test_every_kind_of_answer_is_delivered_as_it_is() -> None:
    replies = {
        1: Records(({"plate": "1"},), b"raw"),
        2: NoRecord(b"raw"),
        3: Refused("NO", "no", b"raw"),
        4: Unreadable(Nonsense.MALFORMED, "", b"raw"),
    }
    desk = Desk()
    left = await ask_all({number: Scripted(reply) for number, reply in replies.items()}, desk, budget())
    assert desk.replies() == replies
    assert left == ()


async def test_silence_is_delivered_and_stays_open() -> None:
    desk = Desk()
    left = await ask_all({1: Scripted(SILENCE), 2: Scripted(NoRecord(b""))}, desk, budget())
    assert [one.resource.number for one in left] == [1]
    assert desk.replies()[1] == SILENCE


async def test_a_mute_register_holds_nobody_up() -> None:
    desk = Desk()
    left = await ask_all({1: Mute(), 2: Scripted(NoRecord(b""))}, desk, budget(0.05))
    assert [one.question.resource.number for one in desk.heard] == [2, 1]
    assert desk.replies()[1] == NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
    assert [one.resource.number for one in left] == [1]


async def test_each_register_has_its_own_time_limit() -> None:
    desk = Desk()
    of = Budget(interactive=30, each=30, of_register={1: 0.01}, retry=ONCE)
    await ask_all({1: Mute()}, desk, of)
    assert desk.heard[0].seconds < 30


async def test_passing_silence_is_asked_again_with_the_same_exchange_id() -> None:
    register = Scripted(SILENCE, SILENCE, NoRecord(b""))
    desk = Desk()
    left = await ask_all({1: register}, desk, budget(retry=QUICK))
    assert left == ()
    assert desk.heard[0].attempts == 3
    assert len({one.exchange_id for one in register.asked}) == 1


@pytest.mark.parametrize(
    "reply",
    [
        NoReply(Silence.CREDENTIALS_REFUSED, "", retriable=False),
        Refused("NO", "no", b""),
        Unreadable(Nonsense.MALFORMED, "", b""),
    ],
)
async def test_what_asking_again_cannot_help_is_asked_once(reply: Reply) -> None:
    register = Scripted(reply)
    await ask_all({1: register}, Desk(), budget(retry=QUICK))
    assert len(register.asked) == 1


async def test_a_resource_without_a_register_is_said_to_be_unconnected() -> None:
    desk = Desk()
    left = await fan_out([asked_of(9)], {}, circuits(), desk.take, budget(), no_chance)
    assert desk.replies()[9] == NoReply(Silence.NOT_CONNECTED, "", retriable=False)
    assert len(left) == 1


async def test_a_register_that_keeps_failing_is_left_to_rest_and_it_is_told() -> None:
    told: list[tuple[int, State, int]] = []
    lines = Circuits(Breaker(2, rest=1000), lambda number, state, count: told.append((number, state, count)))
    register = Scripted(SILENCE)
    desk = Desk()
    for _ in range(4):
        await ask_all({1: register}, desk, budget(), lines)
    assert len(register.asked) == 2
    assert told == [(1, State.OPEN, 2)]
    assert desk.heard[-1].reply == NoReply(Silence.RESTING, "", retriable=True)
    assert desk.heard[-1].attempts == 0


async def test_a_retry_that_opens_the_circuit_keeps_the_true_reason() -> None:
    desk = Desk()
    await ask_all({1: Scripted(SILENCE)}, desk, budget(retry=QUICK), circuits(failures=1))
    assert desk.heard[0].reply == SILENCE


async def test_a_fault_of_ours_spoils_only_its_own_question() -> None:
    desk = Desk()
    with pytest.raises(ExceptionGroup) as raised:
        await ask_all({1: Broken(), 2: Scripted(NoRecord(b""))}, desk, budget())
    assert raised.group_contains(ZeroDivisionError)
    assert desk.replies() == {2: NoRecord(b"")}


async def test_an_answer_being_taken_in_is_not_cut_by_the_interactive_limit() -> None:
    finished: list[int] = []
    entered = asyncio.Event()

    async def take(heard: Heard) -> None:
        if heard.question.resource.number == 2:
            entered.set()
            return
        await entered.wait()
        finished.append(heard.question.resource.number)

    registers = {1: Scripted(NoRecord(b"")), 2: Mute()}
    await fan_out([asked_of(1), asked_of(2)], registers, circuits(), take, budget(0.05), no_chance)
    assert finished == [1]


async def test_a_cancelled_fan_out_stops_asking_at_once() -> None:
    desk = Desk()
    running = asyncio.create_task(ask_all({1: Mute()}, desk, budget(30)))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert desk.heard == []
