"""The blind step over messages: asked and signed, committed and counted, and only then answered (CIS-8.4).

The question is the body of a signed message: what it was committed to is in the rows and the journal of both nodes
before anything is answered, by a turn of the worker of its own. Subjects never leave their node; subjects, hits and
keys are in no leaf and no log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.messages.putting import ACTOR, put_message
from almasu.actions.node import Node
from almasu.kernel.interstate import blind
from almasu.kernel.interstate.blind import BlindState, Budget, Question, Subjects
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.blind_rows import ANSWER_KIND, QUESTION_KIND, AnswerBody, Asked, AskedBody, Held
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.messages import NotAccepted, Received
from almasu.kernel.interstate.problems_of_blind import NOT_BLIND
from almasu.kernel.interstate.problems_of_messages import NOT_READ
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.problem import Problem

Known = Callable[[str, str], Awaitable[Sequence[str]]]
"""Gives the keys of the subjects that a body of this node knows and may be asked about: of which peer asks, which body.

A body that is not of this node knows nobody.
"""
AT_ONCE = 8
MOST_SENT = 1_000
"""Questions to one peer without an answer, among which a refused one is looked for."""
Shape = TypeVar("Shape", AskedBody, AnswerBody, NotAccepted)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a blind question goes to: the node, and the body that works there."""

    peer: str
    body: str


@dataclass(frozen=True, slots=True)
class Blinded:
    """Subjects of a question with the sums done: the key of the asking side, and the bytes that will be sent."""

    chosen: Subjects
    key: bytes
    sent: bytes


async def blinded_subjects(node: Node, work: BlindWork, subjects: Sequence[str]) -> Blinded:
    """Do the sums of a question, outside of any transaction: they may take seconds. Problem `cis.blind.subjects`."""
    own = len({key.strip() for key in subjects} - {""})
    salts = [node.random(blind.SALT_BYTES) for _ in range(blind.filled_size(own))]
    chosen = blind.chosen(subjects, salts)
    key, sent = await work.blinded(chosen.keys)
    return Blinded(chosen, key, sent)


async def ask_blind(
    node: Node, transaction: Transaction, blinded: Blinded, to: Addressee, purpose: str, at: datetime
) -> Asked:
    """Ask a body at a peer which of some subjects it knows; the answer comes as a message.

    Problems `cis.blind.purpose`, `cis.peer.absent`.
    """
    chosen = blinded.chosen
    question = blind.must_state_purpose(
        Question(
            number=node.new_id(),
            asking=node.audience,
            asked=to.peer,
            day=in_astana(at).date(),
            purpose=purpose,
            size=len(chosen.keys),
            root=chosen.root(),
            blinded=hashlib.sha256(blinded.sent).digest(),
            body=to.body,
        )
    )
    body = msgspec.msgpack.encode(AskedBody(question, blinded.sent))
    message = await put_message(node, transaction, to.peer, QUESTION_KIND, body, at)
    asked = Asked(to.peer, question, at, chosen, blinded.key, message=message.envelope.number)
    await transaction.lines.keep_asked(asked)
    await _tell(node, transaction, question, "asked", at)
    return asked


async def take_question(node: Node, transaction: Transaction, received: Received, budget: Budget) -> None:
    """Take a question: committed to, counted against the asker's budget of our day, answered later.

    Problems `cis.message.unreadable`, `cis.blind.budget`, `.subjects`, `.purpose`, `.not_committed`, and those of
    `must_fit`.
    """
    said = _read(received.body, AskedBody)
    question = said.question
    must_fit(question)
    if (question.asking, question.asked) != (received.peer, node.audience):
        raise NOT_READ.at("question")
    day = in_astana(received.at).date()
    known = list(await transaction.lines.held_on(received.peer, day))
    before = await transaction.lines.held(received.peer, question.number)
    if before is not None and before not in known:
        known.append(before)
    taken = blind.taken(question, [one.taken for one in known], budget, received.at)
    blind.must_answer(taken, said.blinded)
    if before is not None:
        return
    await transaction.lines.keep_held(Held(received.peer, day, taken, said.blinded))
    await _tell(node, transaction, question, "committed", received.at)


async def answer_committed(node: Node, work: BlindWork, known: Known, at: datetime) -> int:
    """Answer the questions that are committed to; return how many. Each is answered once."""
    async with node.store.transaction() as transaction:
        waiting = await transaction.lines.to_answer(AT_ONCE)
    for held in waiting:
        question = held.taken.question
        try:
            blind.must_answer(held.taken, held.blinded)
            ours = await known(held.peer, question.body)
            prepared, answer = await work.answer(held.peer, held.day, ours, held.blinded, question.size)
            await _answer(node, held, AnswerBody(question.number, prepared, answer), at)
        except Problem as no:
            await _unanswered(node, held, no, at)
    return len(waiting)


async def _answer(node: Node, held: Held, said: AnswerBody, at: datetime) -> None:
    """Put the answer, once; Problems `cis.peer.absent`, `cis.message.too_large`."""
    question = held.taken.question
    async with node.store.transaction() as transaction:
        now = await transaction.lines.held(held.peer, question.number)
        if now is None or now.taken.state is BlindState.ANSWERED:
            return
        await put_message(node, transaction, held.peer, ANSWER_KIND, msgspec.msgpack.encode(said), at)
        done = replace(now, taken=blind.answered(now.taken, said.prepared + said.answer), blinded=b"")
        await transaction.lines.keep_held(done)
        await _tell(node, transaction, question, "answered", at)


async def _unanswered(node: Node, held: Held, no: Problem, at: datetime) -> None:
    """Tell the asker that its committed bytes cannot be answered; they are answered never.

    A peer that was stopped or revoked since is told nothing, and holds up no other.
    """
    question = held.taken.question
    async with node.store.transaction() as transaction:
        body = msgspec.msgpack.encode(AnswerBody(question.number, b"", b""))
        with suppress(Problem):
            await put_message(node, transaction, held.peer, ANSWER_KIND, body, at)
        done = replace(held, taken=replace(held.taken, state=BlindState.ANSWERED), blinded=b"")
        await transaction.lines.keep_held(done)
        await _tell(node, transaction, question, "not_answered", at, {"problem": no.kind.code})


async def take_answer(node: Node, transaction: Transaction, received: Received) -> None:
    """Keep the answer to a question of ours until it is read; Problem `cis.message.unreadable` for any other."""
    said = _read(received.body, AnswerBody)
    asked = await transaction.lines.asked(said.number)
    if asked is None or asked.peer != received.peer or asked.state != "sent":
        raise NOT_READ.at("answer")
    if not said.answer:
        await transaction.lines.keep_asked(_ended(asked, received.at, NOT_BLIND.code))
        return
    await transaction.lines.keep_asked(replace(asked, prepared=said.prepared, answer=said.answer))


async def read_answers(node: Node, work: BlindWork, at: datetime) -> int:
    """Read which of our own subjects peers seem to know; leads end after their days, all else is forgotten now."""
    async with node.store.transaction() as transaction:
        came = await transaction.lines.to_read(AT_ONCE)
    for one in came:
        step, ended = "read", one
        try:
            ended = await _read_one(work, one, at)
        except Problem as no:
            step, ended = "not_read", _ended(one, at, no.kind.code)
        async with node.store.transaction() as transaction:
            now = await transaction.lines.asked(one.question.number)
            if now is not None and now.state == "came":
                await transaction.lines.keep_asked(ended)
                await _tell(node, transaction, one.question, step, at)
    return len(came)


async def _read_one(work: BlindWork, asked: Asked, at: datetime) -> Asked:
    if asked.subjects is None:
        raise NOT_READ.at("answer")
    hits = await work.hits(asked.key, asked.subjects.keys, asked.prepared, asked.answer)
    found = blind.leads(asked.question, asked.subjects, hits, at)
    return replace(_ended(asked, at, ""), leads=found)


async def was_not_taken(node: Node, transaction: Transaction, received: Received) -> None:
    """Note that a peer did not take a question of ours: what was kept for its answer goes."""
    told = _read(received.body, NotAccepted)
    for asked in await transaction.lines.sent(received.peer, MOST_SENT):
        if asked.message == told.number and asked.subjects is not None:
            await transaction.lines.keep_asked(_ended(asked, received.at, told.code))
            await _tell(node, transaction, asked.question, "refused", received.at, {"problem": told.code})


async def forget_leads(node: Node, at: datetime, most: int = 100) -> int:
    """Forget leads whose days are over, and subjects of questions that were never answered; return of how many.

    All that are old enough are looked at, `most` in one transaction: no lead of a question ends earlier than its days.
    """
    forgotten, after, until = 0, None, at - blind.LEADS_LAST
    while True:
        async with node.store.transaction() as transaction:
            found = await transaction.lines.to_forget(until, after, most)
            forgotten += sum([await _forgot(transaction, one, at) for one in found])
        if len(found) < most:
            return forgotten
        after = found[-1]


async def _forgot(transaction: Transaction, asked: Asked, at: datetime) -> bool:
    """Forget of a question what is to be forgotten; tell whether it was something."""
    standing = tuple(one for one in asked.leads if one.until > at)
    lost = asked.subjects is not None and at - asked.at > blind.LEADS_LAST + timedelta(days=1)
    if standing == asked.leads and not lost and not asked.is_over:
        return False
    await transaction.lines.keep_asked(replace(_ended(asked, at, "") if lost else asked, leads=standing))
    return True


def _ended(asked: Asked, at: datetime, code: str) -> Asked:
    """Return a question without what was kept for its answer."""
    return replace(asked, subjects=None, key=b"", prepared=b"", answer=b"", answered_at=at, refused=code)


def _read(data: bytes, kind: type[Shape]) -> Shape:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise NOT_READ.at("body") from wrong


async def _tell(
    node: Node,
    transaction: Transaction,
    question: Question,
    step: str,
    at: datetime,
    more: dict[str, Json] | None = None,
) -> None:
    """Write the leaf of a step: number, sides, size and what was committed to; never a subject, never a hit."""
    says: dict[str, Json] = {
        "step": step,
        "asking": question.asking,
        "asked": question.asked,
        "size": question.size,
        "root": question.root.hex(),
        "blinded": question.blinded.hex(),
        **(more or {}),
    }
    told = leaf(node, EntryKind.INTERSTATE_BLIND_MOVED, at, ACTOR, f"blind:{question.number}", says)
    await transaction.journal.append(told)
