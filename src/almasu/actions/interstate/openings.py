"""Openings of received information: stated for a purpose, journalled, then shown to whoever opened it (CIS-7.2).

The purpose is told by an act of its own and never stands in an address; what was opened is shown again for a while, to
the same person alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import acting
from almasu.actions.interstate.items import KeptItem, own_item, used_for
from almasu.actions.node import Node
from almasu.kernel.interstate.problems import OTHER_PURPOSE
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.interstate import USE_ITEM

OPENED = "opened"
STANDS = timedelta(minutes=15)
"""For so long what was opened is shown again without stating its purpose anew."""


class Opening(msgspec.Struct, frozen=True):
    """Who opened which item, and for which purpose."""

    item: UUID
    by: UUID
    purpose: str


async def open_item(node: Node, token: str, number: UUID, purpose: str, at: datetime) -> UUID:
    """Open an item for a purpose; return the number of the opening.

    Problem `cis.other_purpose`, journalled, for any purpose but the one it was given for.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        _, fits = await used_for(node, transaction, who, number, purpose, at)
        opening = Opening(number, who.person.account.id, purpose)
        paper = new_paper(node.new_id(), PaperKind.CIS_OPENING, OPENED, at, opening, {})
        if fits:
            await transaction.papers.keep(paper)
    if not fits:
        raise OTHER_PURPOSE.at("purpose")
    return paper.id


async def opened(node: Node, token: str, item: UUID, opening: UUID, at: datetime) -> KeptItem:
    """Return an item as it was opened; `paper.unknown` for somebody else, for another item, and after a while."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        kept = await own_item(transaction, who, item)
        paper = await transaction.papers.latest(opening, PaperKind.CIS_OPENING)
        if paper is None or at > paper.at + STANDS:
            raise PAPER_UNKNOWN.at()
        told = msgspec.json.decode(paper.data, type=Opening)
        if (told.item, told.by) != (item, who.person.account.id):
            raise PAPER_UNKNOWN.at()
        return kept
