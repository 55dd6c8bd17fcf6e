"""A paper of one's own body, looked for so that what is another's cannot be told from what is not there (CIS-8.4)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction


async def own_paper(
    transaction: Transaction, number: UUID, kind: PaperKind, is_own: Callable[[Paper], bool], *, lock: bool = False
) -> Paper:
    """Return a paper, locked where it is to be changed; `paper.unknown` for foreign, hidden and missing ones alike.

    `is_own` tells what is one's own: of one's body, or what the body of a peer has to do with.

    What is foreign is looked for by the same one statement as what is missing, and never locked: neither the time it
    takes nor a wait for a lock tells them apart.
    """
    papers = transaction.papers
    paper = await papers.latest(number, kind)
    if paper is None or not is_own(paper):
        raise PAPER_UNKNOWN.at()
    return await papers.to_change(number, kind) or paper if lock else paper
