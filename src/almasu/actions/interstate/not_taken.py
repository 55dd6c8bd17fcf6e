"""What the other side did not accept of what a body of ours told it: the body learns of it, and why (CIS-6.1).

A message is taken before it is judged, so its receipt says nothing of that. Without this a request that the other node
may not take would be "sent" for ever, and a notice that came too late would look as if it had been given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import acting
from almasu.actions.interstate.cases import SYSTEM
from almasu.actions.node import Node
from almasu.actions.queue_notices import queue
from almasu.kernel.interstate.messages import Direction, Message, MessageState, NotAccepted, Received
from almasu.kernel.interstate.problems_of_messages import NOT_READ, PEER_ABSENT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import SEE_CASES

OF_PAPER, OF_BODY, KEPT = "paper", "body", "kept"
LATELY = timedelta(days=10)
"""So long what was not accepted stands among what waits for its body."""
AT_ONCE = 200
"""Of one request, offer, asking or consultation that are shown, the latest first."""


class NotTaken(msgspec.Struct, frozen=True):
    """Which step of which paper of a body the other side did not accept: the code of its problem, and when we knew."""

    paper: UUID
    body: str
    step: str
    code: str
    at: datetime


async def was_not_taken(node: Node, transaction: Transaction, received: Received) -> None:
    """Note for its body that a peer did not accept a message of ours; of any other message nothing is noted."""
    try:
        told = msgspec.msgpack.decode(received.body, type=NotAccepted)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise NOT_READ.at("body") from wrong
    message = await transaction.lines.message(received.peer, Direction.OUT, told.number)
    if message is not None:
        await note_not_taken(node, transaction, message, told.code, received.at)


async def note_not_taken(node: Node, transaction: Transaction, message: Message, code: str, at: datetime) -> None:
    """Keep, once, that a message of ours was not accepted, with its leaf; its body is told to come in."""
    about = message.about
    if about is None:
        return
    place = uuid5(about.paper, f"not_taken/{message.peer}/{message.envelope.number}")
    if await transaction.papers.latest(place, PaperKind.CIS_NOT_TAKEN) is not None:
        return
    noted = NotTaken(about.paper, about.body, about.step, code, at)
    keys = {OF_PAPER: str(about.paper), OF_BODY: about.body}
    paper = new_paper(place, PaperKind.CIS_NOT_TAKEN, KEPT, at, noted, keys)
    await transaction.papers.keep(paper)
    says = {**paper.told(), "of": str(about.paper), "step": about.step, "problem": code}
    await transaction.journal.append(leaf(node, EntryKind.CIS_NOT_TAKEN, at, SYSTEM, paper.about(), says))
    await queue(node, transaction, {about.body}, about.paper, "", at)


async def will_not_go(node: Node, transaction: Transaction, peer: str, at: datetime) -> None:
    """Note of everything that waits for a peer that was shut out that it goes nowhere any more."""
    lines, after = transaction.lines, 0
    while found := await lines.in_state(peer, Direction.OUT, MessageState.PENDING, AT_ONCE, after):
        for message in found:
            await note_not_taken(node, transaction, message, PEER_ABSENT.code, at)
        after = found[-1].envelope.number


async def not_taken(node: Node, token: str, number: UUID, at: datetime) -> Sequence[NotTaken]:
    """Return what of one's own body's paper the other side did not accept; nothing for what is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        found = await transaction.papers.found(PaperKind.CIS_NOT_TAKEN, OF_PAPER, str(number), None, AT_ONCE)
        return [one for one in map(read, found) if one.body == who.body.id]


async def lately_not_taken(node: Node, token: str, at: datetime) -> Sequence[NotTaken]:
    """Return what the other sides did not accept of one's own body lately, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        found = await transaction.papers.found(PaperKind.CIS_NOT_TAKEN, OF_BODY, who.body.id, None, AT_ONCE)
        return [one for one in map(read, found) if at - one.at < LATELY]


def read(paper: Paper) -> NotTaken:
    """Return what a paper notes."""
    return msgspec.json.decode(paper.data, type=NotTaken)
