"""Tell the operator's command line what the law says of a document of the sector; the telling is a leaf (ASOI-4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.sector.documents import opened
from almasu.actions.sector.judge import verdicts_on
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Store
from almasu.kernel.sector.law import SectorLaw
from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.seeing import NOBODY
from almasu.law.rule import Finding


@dataclass(frozen=True, slots=True)
class Explaining:
    """What an explanation needs of a node: where documents are kept, its law, fresh secure bytes, who asks."""

    store: Store
    law: SectorLaw
    random: Callable[[int], bytes]
    actor: str


async def explain_document(explaining: Explaining, number: UUID, at: datetime) -> tuple[Finding, ...]:
    """Return the verdicts on a document as its own organisation sees them; Problem `paper.unknown`."""
    async with explaining.store.transaction() as transaction:
        paper = await transaction.papers.latest(number, PaperKind.SECTOR_DOCUMENT)
        if paper is None:
            raise PAPER_UNKNOWN.at("DOCUMENT")
        held = (await opened(transaction, paper)).held
        duty = Duty.RESPONSIBLE_WORKER if held.document.organisation else Duty.SECTORAL_CENTRE
        who = Actor(NOBODY, duty, held.document.organisation)
        found = await verdicts_on(explaining.law, transaction, held, (None, None), who)
        says = {"explained": {one.rule_id: verdict_word(one.verdict) for one in found}}
        kind = EntryKind.SECTOR_DOCUMENT_VIEWED
        entry = Entry(kind, at, explaining.actor, paper.about(), says, explaining.random(32))
        await transaction.journal.append(entry)
        return found
