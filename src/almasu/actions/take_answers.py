"""What an answer comes to: its state, its leaf, a commitment to what came (SIO25-15.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.answers import Reply
from almasu.kernel.journal.entry import EntryKind, commitment, entry_bytes
from almasu.kernel.ports import Settlement
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request, note_of, question_digest
from almasu.kernel.sealing.seal import SALT_BYTES, committed


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
    entry = entry_bytes(leaf(node, EntryKind.ANSWER_RECEIVED, at, actor, about, says))
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
        entry=entry,
        leaf=commitment(entry),
    )
