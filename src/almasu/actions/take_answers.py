"""Take answers in: kept sealed and journalled, those that come at the same moment in one transaction (SIO25-15.2).

A question that was settled before is left as it is: an answer that comes twice counts once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.answers import Reply
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import Settlement, Transaction
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.request import Request, question_digest
from almasu.kernel.sealing.seal import committed

BATCH = 64


Act = Callable[[Transaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One reply to one question of one request, on its way into the store."""

    request: Request
    settlement: Settlement
    reply: Reply


class AnswerDesk:
    """Takes in what comes at one process; what waits at the same moment shares a transaction."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._waiting: list[tuple[Taken | Act, asyncio.Future[None]]] = []
        self._draining: asyncio.Task[None] | None = None

    async def take(self, taken: Taken | Act) -> None:
        """Keep an answer, or do another act, and return when it is committed.

        Raises what the store raised, and then nothing of it was kept.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((taken, done))
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._drain())
        await done

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            try:
                await self._together([taken for taken, _ in batch])
            except Exception as fault:  # noqa: BLE001 - handed to everyone who waits for this batch
                for _, done in batch:
                    if not done.done():
                        done.set_exception(fault)
            else:
                for _, done in batch:
                    if not done.done():
                        done.set_result(None)

    async def _together(self, batch: list[Taken | Act]) -> None:
        answers = [taken for taken in batch if isinstance(taken, Taken)]
        async with self._node.store.transaction() as transaction:
            await keep_answers(self._node, transaction, answers)
            for act in batch:
                if not isinstance(act, Taken):
                    await act(transaction)


async def keep_answers(node: Node, transaction: Transaction, answers: Sequence[Taken]) -> None:
    """Settle questions and write their leaves; silence is written too, each time a register was asked."""
    if not answers:
        return
    still_open = await transaction.requests.still_open([taken.settlement.exchange_id for taken in answers])
    for taken in answers:
        if taken.settlement.exchange_id in still_open:
            leaf_of_answer = await transaction.journal.append(answer_entry(node, taken))
            material = taken.request.material
            await transaction.requests.settle(taken.settlement, taken.reply, material, leaf_of_answer)


def answer_entry(node: Node, taken: Taken) -> Entry:
    """Return the leaf of an answer: which question, which outcome, and a commitment to what came."""
    settlement = taken.settlement
    says = {
        "resource": settlement.resource,
        "outcome": settlement.state.value,
        "note": settlement.note,
        "records": settlement.records,
        "question": question_digest(taken.request.digest, settlement.resource).hex(),
        "answer": committed(settlement.salt, "answer", reply_bytes(taken.reply)),
    }
    about = f"exchange:{settlement.exchange_id}"
    return leaf(node, EntryKind.ANSWER_RECEIVED, settlement.at, f"resource:{settlement.resource}", about, says)
