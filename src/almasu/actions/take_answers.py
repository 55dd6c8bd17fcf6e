"""Take answers in: kept sealed and journalled, those that come at the same moment in one transaction (SIO25-15.2).

A question that was settled before is left as it is: an answer that comes twice counts once.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.answers import Reply
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Settlement
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request, note_of, question_digest
from almasu.kernel.sealing.seal import SALT_BYTES, committed

BATCH = 64


class AnswerDesk:
    """Takes in what comes at one process; answers that wait at the same moment are kept by one statement."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._waiting: list[tuple[Settlement, asyncio.Future[None]]] = []
        self._draining: asyncio.Task[None] | None = None

    async def take(self, settlement: Settlement) -> None:
        """Keep an answer and return when it and its leaf are committed.

        Raises what the store raised, and then nothing of it was kept.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((settlement, done))
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._drain())
        await done

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            try:
                async with self._node.store.single() as store:
                    await store.requests.take([settlement for settlement, _ in batch])
            except Exception as fault:  # noqa: BLE001 - handed to everyone who waits for this batch
                for _, done in batch:
                    if not done.done():
                        done.set_exception(fault)
            else:
                for _, done in batch:
                    if not done.done():
                        done.set_result(None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking once came to: the reply as it is kept, how many records it held, and the state of the question.

    `next_at` is when a question that stays open is asked again.
    """

    reply: Reply
    records: int
    state: QuestionState
    next_at: datetime | None


def settled(node: Node, request: Request, row: QuestionRow, outcome: Outcome, at: datetime) -> Settlement:
    """Return how a question stands after a reply, with its leaf: which question, which outcome, a commitment to what
    came. Silence is written too, each time a register was asked.
    """
    salt, note = node.random(SALT_BYTES), note_of(outcome.reply)
    says = {
        "resource": row.resource,
        "outcome": outcome.state.value,
        "note": note,
        "records": outcome.records,
        "question": question_digest(request.digest, row.resource).hex(),
        "answer": committed(salt, "answer", reply_bytes(outcome.reply)),
    }
    actor, about = f"resource:{row.resource}", f"exchange:{row.exchange_id}"
    return Settlement(
        exchange_id=row.exchange_id,
        request=request.id,
        material=request.material,
        resource=row.resource,
        state=outcome.state,
        note=note,
        records=outcome.records,
        asked_at=request.accepted_at if row.asked_at is None else row.asked_at,
        at=at,
        next_at=outcome.next_at,
        salt=salt,
        reply=outcome.reply,
        entry=leaf(node, EntryKind.ANSWER_RECEIVED, at, actor, about, says),
    )
