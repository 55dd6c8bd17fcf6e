"""A Party leaves: what is open with it until its last day, and what stood open on that day (CIS-18).

A Party leaves six months after its notice at the earliest and settles what arose before. So requests that were taken in
while it was bound are still told of; new ones are refused. What was received keeps its owner, its marks and its
purpose; it goes on to nobody any more by the consent of an owner whose state is not bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate import cases, items
from almasu.actions.interstate.acting import acting, law_of, peer_of
from almasu.actions.interstate.cases import SYSTEM
from almasu.actions.interstate.directory import directory_of, paper_number
from almasu.actions.node import Node
from almasu.actions.turn_pages import every
from almasu.kernel.interstate.case import CaseState
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import SEE_LEAVING
from almasu.law.moment import in_astana

OF_BODY, LISTED = "body", "listed"
CASES, ITEMS = PaperKind.CIS_CASE, PaperKind.CIS_ITEM
OPEN = (CaseState.SENT.value, CaseState.RECEIVED.value, CaseState.OPEN.value)


class OpenCase(msgspec.Struct, frozen=True):
    """A request that is open: its number here, which side we are, where it stands, until when it must be told of."""

    number: UUID
    side: str
    state: str
    due_at: datetime | None


class Leaving(msgspec.Struct, frozen=True):
    """What is open between a body of ours and those of a Party that leaves; `until` is its first day without effect.

    `items` is how much of what the body holds is owned by bodies of that Party. `listed_at` is when the list was
    closed: None while the Party is still bound, and the list as it stands now.
    """

    party: str
    until: date
    open: tuple[OpenCase, ...]
    items: int
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Ours:
    """A body of this node, the directory, and whose leaving is looked at."""

    body: str
    directory: Directory
    party: str
    until: date


async def leaving(node: Node, token: str, at: datetime) -> Sequence[Leaving]:
    """Return the Parties that leave or left, each with what is open between them and one's own body."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_LEAVING, at)
        found = []
        for party, until in _leave(who.directory):
            ours = _Ours(who.body.id, who.directory, party, until)
            paper = await transaction.papers.latest(_number(ours), PaperKind.CIS_LEAVING)
            closed = None if paper is None else msgspec.json.decode(paper.data, type=Leaving)
            found.append(closed or await _open(node, transaction, ours, None))
        return found


async def list_left(node: Node, at: datetime) -> int:
    """Close the list of what was open with each Party that left, for each body of this node; return how many lists."""
    law, today, closed = law_of(node), in_astana(at).date(), 0
    async with node.store.transaction() as transaction:
        directory = await directory_of(law, transaction)
        ours = sorted(one.id for one in directory.bodies if peer_of(one) == law.state)
        for party, until in _leave(directory):
            for body in ours if until <= today else ():
                one = _Ours(body, directory, party, until)
                if await transaction.papers.latest(_number(one), PaperKind.CIS_LEAVING) is not None:
                    continue
                made = await _open(node, transaction, one, at)
                paper = new_paper(_number(one), PaperKind.CIS_LEAVING, LISTED, at, made, {OF_BODY: body})
                await transaction.papers.keep(paper)
                says = {**paper.told(), "party": party, "open": len(made.open), "items": made.items}
                entry = leaf(node, EntryKind.CIS_PARTY_LEFT, at, SYSTEM, paper.about(), says)
                await transaction.journal.append(entry)
                closed += 1
    return closed


def _leave(directory: Directory) -> Sequence[tuple[str, date]]:
    """Return the Parties that told that they leave, with the first day without effect."""
    return [
        (one.code, span.until)
        for one in directory.parties
        for span in directory.bound_spans(one.code)
        if span.until is not None
    ]


async def _open(node: Node, transaction: Transaction, ours: _Ours, at: datetime | None) -> Leaving:
    """Return what is open; where our own state leaves, it is open with everybody."""
    everybody = ours.party == law_of(node).state
    theirs = {one.id for one in ours.directory.bodies if everybody or one.party == ours.party}
    papers, body = transaction.papers, ours.body
    listed = [
        OpenCase(one.paper.id, one.case.side.value, one.case.state.value, one.case.due_at)
        async for paper in every(lambda after, most: papers.found(CASES, cases.OF_BODY, body, after, most, OPEN))
        if (one := cases.read(paper)).case.other in theirs
    ]
    owned = 0
    async for paper in every(lambda after, most: papers.found(ITEMS, items.OF_BODY, body, after, most)):
        owned += items.read(paper).received.owner in theirs
    return Leaving(ours.party, ours.until, tuple(listed), owned, at)


def _number(ours: _Ours) -> UUID:
    return paper_number("leaving", f"{ours.party}/{ours.until}/{ours.body}")
