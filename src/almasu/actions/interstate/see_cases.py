"""See the requests of one's own body: what we asked, what we were asked, what is due and late (CIS-8.2, CIS-8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import acting
from almasu.actions.interstate.cases import OF_BODY, KeptCase, case_of, read
from almasu.actions.interstate.remind import Reminded, reminded_of
from almasu.actions.node import Node
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.powers.interstate import SEE_CASES

AT_ONCE = 200
NOT_CLOSED = tuple(one.value for one in CaseState if one not in (CaseState.CLOSED, CaseState.RETURNED))
"""Requests that a list shows, the latest first."""


async def cases(node: Node, token: str, at: datetime, side: Side | None = None) -> Sequence[KeptCase]:
    """Return the requests of one's own body, the latest first; of one side where told."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        papers = await transaction.papers.found(PaperKind.CIS_CASE, OF_BODY, who.body.id, None, AT_ONCE)
        found = [read(one) for one in papers]
        return [one for one in found if side is None or one.case.side is side]


async def waiting(node: Node, token: str, at: datetime) -> Sequence[KeptCase]:
    """Return the requests of one's own body that are not closed: drafts, on their way, with a clock."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        found = transaction.papers.found(PaperKind.CIS_CASE, OF_BODY, who.body.id, None, AT_ONCE, NOT_CLOSED)
        return [read(one) for one in await found]


async def reminders(node: Node, token: str, number: UUID, at: datetime) -> Sequence[Reminded]:
    """Return of which clocks of a request one's own body was reminded; Problem `paper.unknown` for any other."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        return await reminded_of(transaction, await case_of(transaction, who, number))


async def one_case(node: Node, token: str, number: UUID, at: datetime) -> KeptCase:
    """Open a request, with its leaf; Problem `paper.unknown` for what is foreign, hidden or missing alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        kept = await case_of(transaction, who, number)
        if kept.case.state is not CaseState.DRAFT:
            entry = leaf(node, EntryKind.CIS_CASE_VIEWED, at, who.said, kept.paper.about(), {"side": kept.case.side})
            await transaction.journal.append(entry)
        return kept
