"""Whom a document of the sectoral exchange gives something to look at, and what a notice may say of it (ASOI-3.3)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.queue_notices import queue
from almasu.actions.sector.acting import connected
from almasu.actions.sector.documents import Kept
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.content import values_in
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.notices import (
    kind_told,
)

ACTOR = "system:notices"
MOST_PLACES = 20_000
AT_ONCE = 50
LONGEST_WHY = 60


async def notify(node: Node, transaction: Transaction, sent: Kept, at: datetime) -> None:
    """Queue notices for everybody to whom a document was just sent, or given back."""
    document = sent.document
    seen = document.seen_by_others
    if seen is None:
        return
    degree = degree_of(document.kind, seen.content)
    to = await _recipients(transaction, sent)
    await queue(node, transaction, to, sent.paper.id, kind_told(document.kind, degree), at)


async def _recipients(transaction: Transaction, sent: Kept) -> set[str]:
    match sent.document.kind:
        case DocumentKind.THREAT_ALERT | DocumentKind.VULNERABILITY_ALERT:
            return set(await connected(transaction)) - {sent.document.organisation}
        case DocumentKind.INCIDENT_CARD:
            return {""}
        case DocumentKind.REQUEST | DocumentKind.ANSWER:
            return set(sent.addressees)


async def notify_returned(node: Node, transaction: Transaction, back: Kept, at: datetime) -> None:
    """Queue notices for an organisation whose document the sectoral centre returned (ASOI-15)."""
    degree = degree_of(back.document.kind, back.document.content)
    to, kind = {back.document.organisation}, kind_told(back.document.kind, degree)
    await queue(node, transaction, to, back.paper.id, kind, at)


def degree_of(kind: DocumentKind, content: bytes) -> Degree:
    """Return the mark of a document; RED where its kind has none."""
    said = values_in(kind, content).get("confidentiality")
    return Degree.RED if said is None else Degree(str(said))
