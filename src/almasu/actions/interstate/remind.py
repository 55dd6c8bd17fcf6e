"""End standing requests after their last day, at both sides alike (CIS-7b)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.interstate.cases import SYSTEM, Step, keep_moved, read
from almasu.actions.node import Node
from almasu.kernel.interstate.case import CaseState, ended
from almasu.kernel.papers.paper import PaperKind

AT_ONCE = 500
OPEN = (CaseState.RECEIVED.value, CaseState.OPEN.value)


async def end_standing(node: Node, at: datetime) -> int:
    """Close the standing requests whose last day is over; return how many."""
    closed = 0
    async with node.store.transaction() as transaction:
        papers = await transaction.papers.in_states(PaperKind.CIS_CASE, OPEN, None, AT_ONCE)
        for paper in papers:
            if ended(read(paper).case, at) == read(paper).case:
                continue
            locked = await transaction.papers.to_change(paper.id, PaperKind.CIS_CASE)
            if locked is None:
                continue
            known = read(locked)
            after = ended(known.case, at)
            if after != known.case:
                await keep_moved(node, transaction, known, after, Step("ended", SYSTEM, at))
                closed += 1
    return closed
