"""Change the calendar under a decree: every open clock of the sector is counted anew, and the change journalled.

The sectoral centre acts for the authorised body; the decree is named in the signed act (Labour Code 85(3), DESIGN 3.5).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import IN_FORCE, Acting, acting, calendar_now, decrees, law_of, signing
from almasu.actions.sector.assignments import assignment_in, moved_part
from almasu.actions.sector.deliver import receipt_in
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import CHANGE_CALENDAR, SEE_PROFILES
from almasu.kernel.sector.assignment import OPEN, UNDECIDED, Assignment
from almasu.kernel.sector.document import Stage
from almasu.kernel.sector.kept import Held
from almasu.kernel.sector.law import ALERT_DECISION, ANSWER, CORRECTION, REQUEST_DECISION
from almasu.kernel.sector.receipt import ReceiptState
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law import moment
from almasu.law.decree import NOT_NAMED, Decree, wrong_in
from almasu.law.problem import ProblemGroup
from almasu.law.recount import Moved, OpenClock, recounted
from almasu.law.term import Term
from almasu.law.text import Text

AT_ONCE = 1_000
"""Papers that are read at once while clocks are counted anew."""
RUNNING: tuple[tuple[PaperKind, str], ...] = (
    *((PaperKind.SECTOR_RECEIPT, state) for state in (ReceiptState.RECEIVED, ReceiptState.PROPOSED)),
    *((PaperKind.SECTOR_DOCUMENT, stage) for stage in (Stage.RETURNED, Stage.AT_HEAD)),
    *((PaperKind.SECTOR_ASSIGNMENT, state) for state in OPEN),
)
"""In which states a clock may run. One state at a time is read, since the index has the order inside a state."""
LEAST_NAME = 5


@dataclass(frozen=True, slots=True)
class Changed:
    """What a decree did: the clocks that were open, and how many of them end at another moment now."""

    decree: Decree
    open: int
    moved: int


async def prepare_calendar(node: Node, token: str, decree: Decree, at: datetime) -> PreparedAct:
    """Build the act that lays a decree over the calendar; ProblemGroup with what is wrong in it."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CHANGE_CALENDAR, at)
        await _check(node, transaction, decree)
        named = f"{decree.name}, {decree.signed_on:%d.%m.%Y}"
        human = Text(
            kk=f"Күнтізбені өзгертемін: {named}.",
            ru=f"Изменяю календарь рабочих дней: {named}.",
            en=f"I change the calendar of working days: {named}.",
        )
        intent = Intent(ActPurpose.CALENDAR, who.person.account.person.iin, msgspec.to_builtins(decree), human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def change_calendar(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Changed:
    """Lay the signed decree over the calendar and count every open clock anew, all in one act."""
    signed = await signed_act(node, token, act, ActPurpose.CALENDAR, cms, at)
    decree = msgspec.convert(signed.body, Decree)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, CHANGE_CALENDAR, at)
        await _check(node, transaction, decree)
        paper = new_paper(node.new_id(), PaperKind.CALENDAR_OVERLAY, IN_FORCE, at, decree, {})
        await transaction.papers.keep(paper)
        calendar = await calendar_now(node, transaction)
        count = moved = 0
        async for clocks in _open_clocks(node, transaction):
            count += len(clocks)
            for change in recounted(clocks, calendar):
                await _move(node, transaction, change, who, at)
                moved += 1
        says = {**paper.told(), **told_of(node, signed), "open": count, "moved": moved}
        await transaction.journal.append(leaf(node, EntryKind.CALENDAR_CHANGED, at, who.said, paper.about(), says))
    return Changed(decree, count, moved)


async def calendar_changes(node: Node, token: str, at: datetime) -> Sequence[Decree]:
    """Return the decrees laid over the calendar, the latest first."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_PROFILES, at)
        return sorted(await decrees(transaction), key=lambda one: one.signed_on, reverse=True)


async def _check(node: Node, transaction: Transaction, decree: Decree) -> None:
    problems = wrong_in(decree, await calendar_now(node, transaction))
    if len(decree.name.strip()) < LEAST_NAME:
        problems = (NOT_NAMED.at("name"), *problems)
    if problems:
        raise ProblemGroup(problems)


async def _open_clocks(node: Node, transaction: Transaction) -> AsyncIterator[Sequence[OpenClock[Paper]]]:
    """Yield every clock that runs, page by page: however many run, one page of them is in memory.

    A clock that is moved stands where it stood in the order of reading, so none is met twice and none is passed over.
    """
    terms = law_of(node).terms
    for kind, state in RUNNING:
        after: Place | None = None
        while True:
            papers = await transaction.papers.in_states(kind, [state], after, AT_ONCE)
            yield [clock for paper in papers for clock in _clocks_of(paper, terms)]
            if len(papers) < AT_ONCE:
                break
            after = of_paper(papers[-1])


def _clocks_of(paper: Paper, terms: Mapping[str, Term]) -> Iterator[OpenClock[Paper]]:
    """Yield the clocks of a paper: of a decision on an alert, of what is to be mended, of a request at an addressee."""
    if paper.kind is PaperKind.SECTOR_RECEIPT:
        part = receipt_in(paper)
        yield OpenClock(paper, terms[ALERT_DECISION], part.received_at, part.due_at)
    elif paper.kind is PaperKind.SECTOR_DOCUMENT:
        document = msgspec.json.decode(paper.data, type=Held).document
        if document.correct_by is not None:
            yield OpenClock(paper, terms[CORRECTION], document.returned_at, document.correct_by)
    else:
        request = assignment_in(paper)
        if request.take_by is not None and request.state in UNDECIDED:
            yield OpenClock(paper, terms[REQUEST_DECISION], request.received_at, request.take_by)
        began = request.answer_counts_from
        if request.answer_by is not None and began is not None:
            yield OpenClock(paper, terms[ANSWER], began, request.answer_by)


def _with_new_end(node: Node, part: Assignment, change: Moved[Paper]) -> Assignment:
    if change.clock.term == law_of(node).terms[ANSWER]:
        return msgspec.structs.replace(part, answer_by=change.due)
    return msgspec.structs.replace(part, take_by=change.due)


async def _move(node: Node, transaction: Transaction, change: Moved[Paper], who: Acting, at: datetime) -> None:
    """Keep a clock with its new end, and tell the journal from when to when it moved."""
    paper, due = change.clock.of, change.due
    if paper.kind is PaperKind.SECTOR_ASSIGNMENT:
        # Two clocks of one request may move: each goes on from what the one before it kept.
        paper = await transaction.papers.to_change(paper.id, paper.kind) or paper
        before, after = change.clock.due, moved_part(paper, _with_new_end(node, assignment_in(paper), change))
    elif paper.kind is PaperKind.SECTOR_RECEIPT:
        part = receipt_in(paper)
        before, after = part.due_at, paper.moved(paper.state, paper.at, msgspec.structs.replace(part, due_at=due), due)
    else:
        held = msgspec.json.decode(paper.data, type=Held)
        before = held.document.correct_by or due
        document = msgspec.structs.replace(held.document, correct_by=due)
        after = paper.moved(paper.state, paper.at, msgspec.structs.replace(held, document=document), due)
    await transaction.papers.keep(after)
    says = {**after.told(), "was": moment.written(before), "due": moment.written(due)}
    await transaction.journal.append(leaf(node, EntryKind.CLOCK_RECOUNTED, at, who.said, after.about(), says))
