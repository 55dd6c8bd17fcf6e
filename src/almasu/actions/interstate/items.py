"""Items of received information: kept with owner, purpose and marks, used for their purpose alone (CIS-7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.node import Node
from almasu.kernel.interstate.problems import OTHER_PURPOSE
from almasu.kernel.interstate.secrecy import Received, serves
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import USE_ITEM

RECEIVED = "received"
OF_BODY = "body"
AT_ONCE = 200


class Item(msgspec.Struct, frozen=True):
    """What was received and what it says; of a secret one only its card is here (CIS-4.4).

    `case` is the paper of the request or offer it came by, `part` the number of its item, "" for an offer.
    """

    received: Received
    content: str
    case: UUID
    part: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item with the paper that holds it."""

    paper: Paper
    item: Item


async def keep_item(node: Node, transaction: Transaction, item: Item, by: str, at: datetime) -> None:
    """Keep a received item for the body it was given to, with its leaf."""
    keys = {OF_BODY: item.received.receiver}
    paper = new_paper(item.received.number, PaperKind.CIS_ITEM, RECEIVED, at, item, keys)
    await transaction.papers.keep(paper)
    says = {**paper.told(), "owner": item.received.owner, "secret": item.received.is_secret, "case": str(item.case)}
    await transaction.journal.append(leaf(node, EntryKind.CIS_ITEM_MOVED, at, by, paper.about(), says))


async def received_items(node: Node, token: str, at: datetime) -> Sequence[KeptItem]:
    """Return the items of one's own body, the latest first; what they say is opened one by one."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        papers = await transaction.papers.found(PaperKind.CIS_ITEM, OF_BODY, who.body.id, None, AT_ONCE)
        return [KeptItem(one, _read(one)) for one in papers]


async def item_card(node: Node, token: str, number: UUID, at: datetime) -> KeptItem:
    """Return an item without opening what it says; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        return await _own(transaction, who, number)


async def use_item(node: Node, token: str, number: UUID, purpose: str, at: datetime) -> KeptItem:
    """Open what an item says for a purpose; Problem `cis.other_purpose`, journalled, for any but its own (CIS-7.2)."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        kept = await _own(transaction, who, number)
        fits = serves(kept.item.received, purpose)
        kind = EntryKind.CIS_ITEM_USED if fits else EntryKind.CIS_USE_REFUSED
        says = {"owner": kept.item.received.owner, "marks": [one.original for one in kept.item.received.stamps]}
        await transaction.journal.append(leaf(node, kind, at, who.said, kept.paper.about(), says))
    if not fits:
        raise OTHER_PURPOSE.at("purpose")
    return kept


async def _own(transaction: Transaction, who: Acting, number: UUID) -> KeptItem:
    paper = await transaction.papers.latest(number, PaperKind.CIS_ITEM)
    if paper is None or _read(paper).received.receiver != who.body.id:
        raise PAPER_UNKNOWN.at()
    return KeptItem(paper, _read(paper))


def _read(paper: Paper) -> Item:
    return msgspec.json.decode(paper.data, type=Item)
