"""Items of received information: kept with owner, purpose and marks, used for their purpose alone (CIS-7.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.problems import OTHER_PURPOSE
from almasu.kernel.interstate.secrecy import Received, serves
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import USE_ITEM
from almasu.law.canonical import Json
from almasu.law.text import Text

RECEIVED = "received"
OF_BODY = "body"
AT_ONCE = 200


class Item(msgspec.Struct, frozen=True):
    """What was received and what it says; of a secret one only its card is here (CIS-4.4).

    `case` is the paper of the request or offer it came by, `part` the number of its item, "" for an offer. `consent` is
    the owner's act under which another body passed it on, `uses` counts how often it was opened.
    """

    received: Received
    content: str
    case: UUID
    part: str
    at: datetime
    carrier: Carrier = Carrier()
    consent: UUID | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item with the paper that holds it."""

    paper: Paper
    item: Item


class ItemFile(Item, frozen=True):
    """An item as it leaves in a file: the names of the bodies that it names by their ids, in three languages."""

    names: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """An item that somebody takes along: who, and what the bodies it names are called."""

    kept: KeptItem
    by: str
    names: Mapping[str, Text]

    def file(self) -> ItemFile:
        """Return it as a file for programs: owner and every mark in it (CIS-1f, CIS-4.3)."""
        named = {body: {"kk": name.kk, "ru": name.ru, "en": name.en} for body, name in self.names.items()}
        return ItemFile(**msgspec.structs.asdict(self.kept.item), names=named)


async def keep_item(node: Node, transaction: Transaction, item: Item, by: str, at: datetime) -> None:
    """Keep a received item for the body it was given to, with its leaf."""
    keys = {OF_BODY: item.received.receiver}
    paper = new_paper(item.received.number, PaperKind.CIS_ITEM, RECEIVED, at, item, keys)
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {
        **paper.told(),
        "owner": item.received.owner,
        "secret": item.received.is_secret,
        "case": str(item.case),
        "form": item.carrier.form.value,
        "way": item.carrier.way.value,
    }
    await transaction.journal.append(leaf(node, EntryKind.CIS_ITEM_MOVED, at, by, paper.about(), says))


async def keep_marked(
    node: Node, transaction: Transaction, kept: KeptItem, item: Item, by: str, at: datetime, more: Mapping[str, Json]
) -> KeptItem:
    """Keep an item after a mark was entered beside its own, with its leaf."""
    paper = kept.paper.moved(RECEIVED, at, item)
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {**paper.told(), "step": "equal_entered", **more}
    await transaction.journal.append(leaf(node, EntryKind.CIS_ITEM_MOVED, at, by, paper.about(), says))
    return KeptItem(paper, item)


async def item_card(node: Node, token: str, number: UUID, at: datetime) -> KeptItem:
    """Return an item without opening what it says; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        return await own_item(transaction, who, number)


async def use_item(node: Node, token: str, number: UUID, purpose: str, at: datetime) -> KeptItem:
    """Open what an item says for a purpose; each time is counted (CIS-7.2, CIS-1i).

    Problem `cis.other_purpose`, journalled, for any purpose but its own.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        kept, fits = await used_for(node, transaction, who, number, purpose, at)
    if not fits:
        raise OTHER_PURPOSE.at("purpose")
    return kept


async def take_item(node: Node, token: str, number: UUID, purpose: str, at: datetime) -> TakenAlong:
    """Take an item along with its owner and every mark; counted and journalled as an export (CIS-7.2, CIS-1i).

    Problem `cis.other_purpose`, journalled, for any purpose but its own.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, USE_ITEM, at)
        kept, fits = await used_for(node, transaction, who, number, purpose, at, export=True)
    if not fits:
        raise OTHER_PURPOSE.at("purpose")
    return TakenAlong(kept, who.person.account.person.full_name(), _names(kept.item.received, who.directory))


def _names(received: Received, directory: Directory) -> Mapping[str, Text]:
    """Return what the bodies and the states that an item names are called, by id and by code."""
    bodies = (directory.body(one) for one in (received.owner, received.holder, received.receiver))
    states = (directory.party(one.state) for one in received.stamps)
    return {
        **{one.id: one.name for one in bodies if one is not None},
        **{one.code: one.name for one in states if one is not None},
    }


async def used_for(
    node: Node, transaction: Transaction, who: Acting, number: UUID, purpose: str, at: datetime, *, export: bool = False
) -> tuple[KeptItem, bool]:
    """Journal that somebody wants an item for a purpose; return it, and whether that is the one it was given for."""
    kept = await own_item(transaction, who, number, lock=True)
    fits = serves(kept.item.received, purpose)
    says: dict[str, Json] = {
        "owner": kept.item.received.owner,
        "marks": [one.original for one in kept.item.received.stamps],
        "export": export,
    }
    if fits:
        used = replace(kept.item, uses=kept.item.uses + 1)
        kept = KeptItem(kept.paper.moved(RECEIVED, at, used), used)
        await transaction.papers.keep(kept.paper)
        says.update(kept.paper.told())
    kind = EntryKind.CIS_ITEM_USED if fits else EntryKind.CIS_USE_REFUSED
    await transaction.journal.append(leaf(node, kind, at, who.said, kept.paper.about(), says))
    return kept, fits


async def own_item(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptItem:
    """Return an item of one's own body; Problem `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return read(paper).received.receiver == who.body.id

    paper = await own_paper(transaction, number, PaperKind.CIS_ITEM, is_own, lock=lock)
    return KeptItem(paper, read(paper))


def read(paper: Paper) -> Item:
    """Return the item of a paper."""
    return msgspec.json.decode(paper.data, type=Item)
