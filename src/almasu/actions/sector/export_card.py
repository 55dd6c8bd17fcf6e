"""Take an incident card along as IODEF or STIX, for teams whose programs take these; each export is journalled
(ASOI-12).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import acting, connected
from almasu.actions.sector.documents import read, shown_to
from almasu.actions.sector.to_machines import LANGUAGE
from almasu.kernel.interchange.iodef_out import Exported, Told, iodef_of
from almasu.kernel.interchange.stix_incident import stix_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.sector import SEE_DOCUMENTS
from almasu.kernel.sector.content import card_in
from almasu.kernel.sector.incident import Card
from almasu.law.canonical import Json


class Form(StrEnum):
    """What a card is taken along as."""

    IODEF = "iodef"
    STIX = "stix"


MAKERS: Mapping[Form, Callable[[Card, Told], Exported]] = MappingProxyType({Form.IODEF: iodef_of, Form.STIX: stix_of})


async def export_card(node: Node, token: str, number: UUID, form: Form, at: datetime) -> Exported:
    """Return a card in a form for whoever sees it; Problem `paper.unknown` for what is hidden, unsent or no card."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_DOCUMENTS, at)
        kept = shown_to(await read(transaction, number, who.actor), who.actor)
        seen = kept.document.seen_by_others
        card = None if seen is None else card_in(kept.document.kind, seen.content)
        if seen is None or card is None:
            raise PAPER_UNKNOWN.at()
        profile = (await connected(transaction)).get(kept.document.organisation)
        name = kept.document.organisation if profile is None else profile.name
        first = kept.document.sendings[0].at
        made = MAKERS[form](card, Told(number, name, first, seen.at, at, LANGUAGE))
        says: dict[str, Json] = {
            "format": form.value,
            "edition": seen.edition,
            "digest": hashlib.sha256(made.data).hexdigest(),
        }
        told = leaf(node, EntryKind.SECTOR_DOCUMENT_EXPORTED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(told)
        return made
