"""Take an incident card along as IODEF, for a team that takes no other form; the export is journalled (ASOI-12)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import acting, connected
from almasu.actions.sector.documents import read, shown_to
from almasu.actions.sector.to_machines import LANGUAGE
from almasu.kernel.interchange.iodef_out import Exported, Told, iodef_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.sector import SEE_DOCUMENTS
from almasu.kernel.sector.content import card_in
from almasu.law.canonical import Json


async def export_iodef(node: Node, token: str, number: UUID, at: datetime) -> Exported:
    """Return a card as IODEF for whoever sees it; Problem `paper.unknown` for what is hidden, unsent or no card."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_DOCUMENTS, at)
        kept = shown_to(await read(transaction, number, who.actor), who.actor)
        seen = kept.document.seen_by_others
        card = None if seen is None else card_in(kept.document.kind, seen.content)
        if seen is None or card is None:
            raise PAPER_UNKNOWN.at()
        profile = (await connected(transaction)).get(kept.document.organisation)
        name = kept.document.organisation if profile is None else profile.name
        made = iodef_of(card, Told(number, name, seen.at, at, LANGUAGE))
        says: dict[str, Json] = {
            "format": "iodef",
            "edition": seen.edition,
            "digest": hashlib.sha256(made.data).hexdigest(),
        }
        told = leaf(node, EntryKind.SECTOR_DOCUMENT_EXPORTED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(told)
        return made
