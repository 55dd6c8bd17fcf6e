"""An organisation's own part of what others sent it: of an alert its receipt, of a request its assignment."""

from __future__ import annotations

from uuid import UUID

from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.kept import part_number
from almasu.kernel.sector.parties import Actor


async def own_part(transaction: Transaction, document: UUID, who: Actor, kind: PaperKind) -> Paper:
    """Return the part that somebody's organisation has of a document; Problem `paper.unknown` where it has none."""
    return _there(await transaction.papers.latest(part_number(document, who.organisation), kind))


async def own_part_to_change(transaction: Transaction, document: UUID, who: Actor, kind: PaperKind) -> Paper:
    """Return the same, locked until this transaction ends."""
    return _there(await transaction.papers.to_change(part_number(document, who.organisation), kind))


def _there(found: Paper | None) -> Paper:
    if found is None:
        raise PAPER_UNKNOWN.at()
    return found
