"""Settle a question: how it stands after a reply, what is kept of it, when it is asked again (SIO25-15.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from almasu.actions.entering import leaf
from almasu.actions.fan_out import Heard
from almasu.actions.node import Node
from almasu.actions.put_to_law import depth_of
from almasu.kernel.answers import NoReply, Records, Reply
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.grounds.asked import Depth
from almasu.kernel.journal.entry import EntryKind, commitment, entry_bytes
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import Settlement
from almasu.kernel.requests.request import (
    OPEN_STATES,
    QuestionRow,
    QuestionState,
    Request,
    note_of,
    question_digest,
    state_after,
)
from almasu.kernel.sealing.seal import SALT_BYTES, committed

GIVE_UP = timedelta(hours=72)
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking once came to: the reply as it is kept, how many records it held, and the state of the question.

    `next_at` is when a question that stays open is asked again.
    """

    reply: Reply
    records: int
    state: QuestionState
    next_at: datetime | None


def settlement_of(node: Node, request: Request, row: QuestionRow, heard: Heard, at: datetime) -> Settlement:
    """Return how a question stands after a reply; silence that lasted past `GIVE_UP` ends it."""
    state, next_at = state_after(heard.reply), None
    if state is QuestionState.NO_REPLY:
        next_at = next_try(request.accepted_at, row.attempts, at)
        state = QuestionState.GIVEN_UP if next_at is None else state
    records = len(heard.reply.records) if isinstance(heard.reply, Records) else 0
    return _settled(node, request, row, Outcome(kept_of(heard, request), records, state, next_at), at)


def stopped(node: Node, request: Request, row: QuestionRow, at: datetime) -> Settlement:
    """Return the end of a question whose officer may not ask any more (SIO25-8)."""
    reply = NoReply(Silence.ASKER_SHUT, "", retriable=False)
    return _settled(node, request, row, Outcome(reply, 0, QuestionState.GIVEN_UP, None), at)


def next_try(accepted_at: datetime, attempts: int, at: datetime) -> datetime | None:
    """Return when a silent register is asked again: pauses double up to an hour; None after `GIVE_UP`."""
    if at - accepted_at >= GIVE_UP:
        return None
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts, 16)
    return at + min(doubled, LONGEST_PAUSE)


def kept_of(heard: Heard, request: Request) -> Reply:
    """Return what is kept of a reply: of a register asked only whether it holds anything, nothing but the count.

    House rule `sio_pso.detail_follows_a_hit`: the detail is a second, reasoned step.
    """
    if isinstance(heard.reply, Records) and depth_of(heard.question.resource, request.draft) is Depth.HIT:
        return Records((), b"")
    return heard.reply


def _settled(node: Node, request: Request, row: QuestionRow, outcome: Outcome, at: datetime) -> Settlement:
    """Return how a question stands after a reply, with its leaf: which question, which outcome, a commitment to what
    came. Silence is written too, each time a register was asked.
    """
    salt, note = node.random(SALT_BYTES), note_of(outcome.reply)
    says = {
        "resource": row.resource,
        "outcome": outcome.state.value,
        "note": note,
        "records": outcome.records,
        "question": question_digest(request.digest, row.resource, request.place()).hex(),
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
