"""Ask the registers of an accepted request (SIO25-12.1, SIO25-15.1).

The intent stands in the journal before the first question leaves: the leaf of the accepted request names every
register. What ended in silence stays open and is asked again later, at growing intervals, until `GIVE_UP`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget, Chance, Heard, fan_out
from almasu.actions.node import Node
from almasu.actions.put_to_law import depth_of
from almasu.actions.take_answers import Outcome, settled
from almasu.kernel.answers import Question, Records, Register, Reply
from almasu.kernel.grounds.asked import Depth
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Settlement
from almasu.kernel.requests.request import (
    OPEN_STATES,
    QuestionRow,
    QuestionState,
    Request,
    question_digest,
    state_after,
)

GIVE_UP = timedelta(hours=72)
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """What asking needs beside the node: registers, circuits, time limits, chance, the clock."""

    registers: Mapping[int, Register]
    circuits: Circuits
    budget: Budget
    chance: Chance
    now: Callable[[], datetime]


async def ask_registers(node: Node, asking: Asking, request: Request, account: Account) -> Request:
    """Ask every open question of a request once and return it as it then stands, every row as it was kept."""
    rows = {row.exchange_id: row for row in request.rows if row.state in OPEN_STATES}
    settled: dict[UUID, QuestionRow] = {}

    async def on_reply(heard: Heard) -> None:
        row = rows[heard.question.exchange_id]
        settlement = settlement_of(node, request, row, heard, asking.now())
        await node.store.together.take(settlement)
        settled[row.exchange_id] = row_after(row, settlement)

    questions = [question_of(node, request, account, row) for row in rows.values()]
    await fan_out(questions, asking.registers, asking.circuits, on_reply, asking.budget, asking.chance)
    return replace(request, rows=tuple(settled.get(row.exchange_id, row) for row in request.rows))


def row_after(row: QuestionRow, settlement: Settlement) -> QuestionRow:
    """Return a row as the store keeps it after a settlement."""
    return replace(
        row,
        state=settlement.state,
        attempts=row.attempts + 1,
        asked_at=settlement.asked_at,
        settled_at=None if settlement.state in OPEN_STATES else settlement.at,
        records=settlement.records,
        note=settlement.note,
        next_at=settlement.next_at,
        leaf=settlement.leaf,
    )


def question_of(node: Node, request: Request, account: Account, row: QuestionRow) -> Question:
    """Return the question one register is asked; the officer is named by a pseudonym (SIO25-16)."""
    return Question(
        exchange_id=row.exchange_id,
        request_id=request.id,
        resource=node.resources[row.resource],
        key=request.draft.key,
        asker=account.pseudonym(),
        role=account.role.value,
        ground=request.draft.ground,
        purpose=request.draft.purpose,
        task=request.draft.task,
        digest=question_digest(request.digest, row.resource),
        asked_at=request.accepted_at,
    )


def settlement_of(node: Node, request: Request, row: QuestionRow, heard: Heard, at: datetime) -> Settlement:
    """Return how a question stands after a reply; silence that lasted past `GIVE_UP` ends it."""
    state, next_at = state_after(heard.reply), None
    if state is QuestionState.NO_REPLY:
        next_at = next_try(request.accepted_at, row.attempts, at)
        state = QuestionState.GIVEN_UP if next_at is None else state
    records = len(heard.reply.records) if isinstance(heard.reply, Records) else 0
    return settled(node, request, row, Outcome(kept_of(heard), records, state, next_at), at)


def next_try(accepted_at: datetime, attempts: int, at: datetime) -> datetime | None:
    """Return when a silent register is asked again: pauses double up to an hour; None after `GIVE_UP`."""
    if at - accepted_at >= GIVE_UP:
        return None
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts, 16)
    return at + min(doubled, LONGEST_PAUSE)


def kept_of(heard: Heard) -> Reply:
    """Return what is kept of a reply: of a register asked only whether it holds anything, nothing but the count.

    House rule `sio_pso.detail_follows_a_hit`: the detail is a second, reasoned step.
    """
    if isinstance(heard.reply, Records) and depth_of(heard.question.resource) is Depth.HIT:
        return Records((), b"")
    return heard.reply
