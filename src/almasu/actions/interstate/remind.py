"""End standing requests and offers after their last day; remind both sides of the thirty days (CIS-7b, CIS-8.2).

A reminder is a row of its own, so each is given once; outwards goes a letter that says nothing but to come in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate import offers_kept
from almasu.actions.interstate.cases import SYSTEM, KeptCase, Step, case_to_change, keep_moved, own_body, read
from almasu.actions.node import Node
from almasu.actions.queue_notices import queue
from almasu.actions.turn_pages import every, of_clock
from almasu.kernel.interstate.case import Case, CaseState, ended
from almasu.kernel.interstate.offering import OfferState, lapsed
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction

AT_ONCE = 500
SOON = timedelta(days=5)
"""So long before the thirty days end a body is reminded (our safeguard for CIS-8.2)."""
OPEN = (CaseState.RECEIVED.value, CaseState.OPEN.value)


class Which(StrEnum):
    """Of what a body is reminded."""

    SOON = "soon"
    OVERDUE = "overdue"
    REVIEW = "review"
    """A standing request is to be looked at again by whoever asks; each day that was set is reminded of once."""


class Reminded(msgspec.Struct, frozen=True):
    """That a body was reminded of a request."""

    case: UUID
    body: str
    which: Which
    at: datetime


async def remind(node: Node, at: datetime) -> int:
    """Remind of every clock that ends soon or ended, each once at each side; return how many reminders were given."""
    given, after = 0, None
    while True:
        async with node.store.transaction() as transaction:
            due = await transaction.papers.due(PaperKind.CIS_CASE, at + SOON, AT_ONCE, OPEN, after)
            for paper in due:
                given += await _remind_of(node, transaction, read(paper), at)
        if len(due) < AT_ONCE:
            return given
        after = of_clock(due[-1])


async def remind_of_reviews(node: Node, at: datetime) -> int:
    """Remind of every standing request whose day to be looked at again has come; return how many reminders (CIS-7b)."""
    async with node.store.transaction() as transaction:
        papers, kind = transaction.papers, PaperKind.CIS_CASE
        due = [
            kept
            async for paper in every(lambda after, most: papers.in_states(kind, OPEN, after, most))
            if (kept := read(paper)).case.review_is_due(at)
        ]
        return sum([await _given(node, transaction, kept, Which.REVIEW, at) for kept in due])


async def reminded_of(transaction: Transaction, kept: KeptCase) -> Sequence[Reminded]:
    """Return of which clocks of a request its body was reminded."""
    found = [await transaction.papers.latest(_place(kept, which), PaperKind.CIS_REMINDER) for which in Which]
    return [msgspec.json.decode(one.data, type=Reminded) for one in found if one is not None]


async def _remind_of(node: Node, transaction: Transaction, kept: KeptCase, at: datetime) -> int:
    which = _owed(kept.case, at)
    return 0 if which is None else await _given(node, transaction, kept, which, at)


async def _given(node: Node, transaction: Transaction, kept: KeptCase, which: Which, at: datetime) -> int:
    """Give a reminder, once; return how many were given."""
    place = _place(kept, which)
    if await transaction.papers.latest(place, PaperKind.CIS_REMINDER) is not None:
        return 0
    body = own_body(kept.case)
    told = Reminded(kept.paper.id, body, which, at)
    paper = new_paper(place, PaperKind.CIS_REMINDER, which.value, at, told, {})
    await transaction.papers.keep(paper)
    says = {**paper.told(), "case": str(kept.paper.id), "which": which.value}
    await transaction.journal.append(leaf(node, EntryKind.CIS_REMINDED, at, SYSTEM, paper.about(), says))
    await queue(node, transaction, {body}, kept.paper.id, "", at)
    return 1


def _owed(case: Case, at: datetime) -> Which | None:
    """Return of what the bodies of a request are to be reminded: nothing once all was told of in time."""
    reception = case.reception
    if reception is None or reception.due_at is None:
        return None
    if reception.overdue_items(at) or (reception.first_told_at is None and at > reception.due_at):
        return Which.OVERDUE
    return Which.SOON if reception.first_told_at is None else None


def _place(kept: KeptCase, which: Which) -> UUID:
    day = f"/{kept.case.review_on}" if which is Which.REVIEW else ""
    return uuid5(kept.paper.id, f"reminder/{which.value}{day}")


async def end_standing(node: Node, at: datetime) -> int:
    """Close the standing requests whose last day is over; return how many."""
    async with node.store.transaction() as transaction:
        papers, kind = transaction.papers, PaperKind.CIS_CASE
        over = [
            paper.id
            async for paper in every(lambda after, most: papers.in_states(kind, OPEN, after, most))
            if ended(read(paper).case, at) != read(paper).case
        ]
    return sum([await _end(node, number, at) for number in over])


async def end_offers(node: Node, at: datetime) -> int:
    """End the offers that nobody answered by their last day; return how many (CIS-7c)."""
    async with node.store.transaction() as transaction:
        papers, kind, states = transaction.papers, PaperKind.CIS_OFFER, [OfferState.OFFERED.value]
        over = [
            paper.id
            async for paper in every(lambda after, most: papers.in_states(kind, states, after, most))
            if offers_kept.read(paper).kept.offer.is_over(at)
        ]
        for number in over:
            paper = await papers.to_change(number, kind)
            if paper is None:
                continue
            held = offers_kept.read(paper)
            after = lapsed(held.kept.offer, at)
            if after != held.kept.offer:
                await offers_kept.keep_moved(node, transaction, held, after, SYSTEM, at)
    return len(over)


async def _end(node: Node, number: UUID, at: datetime) -> bool:
    """Close one, and tell whether it was open still."""
    async with node.store.transaction() as transaction:
        known = await case_to_change(transaction, number)
        if known is None or (after := ended(known.case, at)) == known.case:
            return False
        await keep_moved(node, transaction, known, after, Step("ended", SYSTEM, at))
        return True
