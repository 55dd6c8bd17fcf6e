"""Ask many registers at once: each answer is delivered as it comes, none waits for another.

1. A register whose circuit is open is not asked: its question gets the silence `resting` at once.
2. Every other register is asked at the same moment, within its own time limit and the interactive limit.
3. A silence that may pass is asked again after a pause, inside the same limits, with the same exchange id.
4. What ended in silence stays open: it is delivered as silence and returned, for the worker to ask again later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from almasu.actions.circuits import Circuits
from almasu.kernel.answers import NoReply, Question, Register, Reply
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.exchange.retry import Retry, next_pause


@dataclass(frozen=True, slots=True)
class Budget:
    """How long may be waited, in seconds: `interactive` for the whole fan-out, `of_register` by resource number."""

    interactive: float
    each: float
    of_register: Mapping[int, float] = field(default_factory=dict)
    retry: Retry = field(default_factory=Retry)

    def seconds_for(self, number: int) -> float:
        """Return the time limit of one register."""
        return min(self.interactive, self.of_register.get(number, self.each))


@dataclass(frozen=True, slots=True)
class Heard:
    """What one question ended in: the last reply, how often the register was asked, how many seconds it all took."""

    question: Question
    reply: Reply
    attempts: int
    seconds: float

    @property
    def stays_open(self) -> bool:
        """Tell whether the question must be asked again later."""
        return isinstance(self.reply, NoReply)


OnReply = Callable[[Heard], Awaitable[None]]
Chance = Callable[[], float]


async def fan_out(
    questions: Sequence[Question],
    registers: Mapping[int, Register],
    circuits: Circuits,
    on_reply: OnReply,
    budget: Budget,
    chance: Chance,
) -> tuple[Question, ...]:
    """Ask all questions, deliver what is heard to `on_reply`, return the questions that stay open.

    A failure of `on_reply` or of a connector (a fault of ours) leaves its question open, lets the others finish and is
    then raised in an ExceptionGroup. Cancelling the caller cancels everything at once.
    """
    open_questions: list[Question] = []
    faults: list[Exception] = []

    async def one(question: Question) -> None:
        try:
            heard = await _hear(question, registers.get(question.resource.number), circuits, budget, chance)
            await on_reply(heard)
        except Exception as fault:  # noqa: BLE001 - raised again below, when the others have been heard
            faults.append(fault)
            open_questions.append(question)
        else:
            if heard.stays_open:
                open_questions.append(question)

    async with asyncio.TaskGroup() as group:
        for question in questions:
            group.create_task(one(question))
    if faults:
        raise ExceptionGroup("replies that could not be taken in", faults)
    return tuple(open_questions)


async def _hear(
    question: Question, register: Register | None, circuits: Circuits, budget: Budget, chance: Chance
) -> Heard:
    """Ask one register until it answers or its time is used up."""
    clock = asyncio.get_running_loop().time
    number = question.resource.number
    began = clock()
    if register is None:
        return Heard(question, NoReply(Silence.NOT_CONNECTED, "", retriable=False), 0, 0.0)
    ends = began + budget.seconds_for(number)
    attempts = 0
    reply: Reply = NoReply(Silence.RESTING, "", retriable=True)
    while circuits.let_through(number, clock()):
        attempts += 1
        reply = await _ask_once(register, question, ends - clock())
        if not isinstance(reply, NoReply):
            circuits.answered(number)
            return Heard(question, reply, attempts, clock() - began)
        circuits.failed(number, clock())
        pause = next_pause(attempts, budget.retry, chance(), ends - clock()) if reply.retriable else None
        if pause is None:
            break
        await asyncio.sleep(pause)
    return Heard(question, reply, attempts, clock() - began)


async def _ask_once(register: Register, question: Question, seconds: float) -> Reply:
    """Ask once; a connector that forgets its time limit is cut off by ours."""
    try:
        async with asyncio.timeout(seconds):
            return await register.ask(question, seconds)
    except TimeoutError:
        return NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
