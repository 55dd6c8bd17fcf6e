"""Ask the registers of an accepted request (SIO25-12.1, SIO25-15.1).

The intent stands in the journal before the first question leaves: the leaf of the accepted request names every
register. What ended in silence stays open and is asked again later, at growing intervals, until `GIVE_UP`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget, Chance, Heard, fan_out
from almasu.actions.node import Node
from almasu.actions.settle_question import row_after, settlement_of, stopped
from almasu.actions.withhold import kept_from_asker
from almasu.kernel.answers import Question, Register
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.session import Session
from almasu.kernel.requests.port import Asker
from almasu.kernel.requests.request import (
    OPEN_STATES,
    QuestionRow,
    Request,
    question_digest,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What asking needs beside the node: registers, circuits, time limits, chance, the clock."""

    registers: Mapping[int, Register]
    circuits: Circuits
    budget: Budget
    chance: Chance
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Answered:
    """A request as it stands after a round of asking, every row as it was kept.

    `unchanged` tells that nothing is left to ask, and that with every answer the session was read as it was.
    """

    request: Request
    unchanged: bool


async def ask_registers(
    node: Node, asking: Asking, request: Request, account: Account, session: Session | None = None
) -> Answered:
    """Ask every open question of a request once, for a session that waits for the answers where there is one."""
    asker = None if session is None else Asker(session.token_hash, account.mark)
    rows = {row.exchange_id: row for row in request.rows if row.state in OPEN_STATES}
    unchanged = bool(rows)
    settled: dict[UUID, QuestionRow] = {}

    async def on_reply(heard: Heard) -> None:
        nonlocal unchanged
        row = rows[heard.question.exchange_id]
        at = asking.now()
        reply = await kept_from_asker(node, request, account, heard.reply, at)
        told = heard if reply is heard.reply else replace(heard, reply=reply)
        settlement = replace(settlement_of(node, request, row, told, at), asker=asker)
        # Answers are kept side by side: what was read first may be heard of last, so a change once seen stays seen.
        as_it_was = await node.store.together.take(settlement)
        unchanged = unchanged and as_it_was
        settled[row.exchange_id] = row_after(row, settlement)

    questions = [question_of(node, request, account, row) for row in rows.values()]
    await fan_out(questions, asking.registers, asking.circuits, on_reply, asking.budget, asking.chance)
    after = replace(request, rows=tuple(settled.get(row.exchange_id, row) for row in request.rows))
    return Answered(after, unchanged and after.settled())


async def stop_asking(node: Node, request: Request, at: datetime) -> None:
    """End the questions of a request that are still open, since its officer may ask no more (SIO25-8).

    What a register answered meanwhile stays as it was kept.
    """
    async with node.store.single() as store:
        now = await store.requests.one(request.id)
    for row in () if now is None else now.rows:
        if row.state in OPEN_STATES:
            await node.store.together.take(stopped(node, request, row, at))


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
        digest=question_digest(request.digest, row.resource, request.place()),
        asked_at=request.accepted_at,
    )
