"""Askings to pass information on, as they are kept at each of their two sides (CIS-1f, CIS-1g)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.interstate.carrying import Going
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.onward import OnwardCase, OnwardState
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import SEE_CASES
from almasu.law.canonical import Json

OF_BODY, OF_ITEM = "body", "item"
"""An asking is found by the body of this node, and by the item it is about."""
AT_ONCE, ON_PAGE = 200, 50


@dataclass(frozen=True, slots=True)
class KeptOnward:
    """An asking with the paper that holds it."""

    paper: Paper
    onward: OnwardCase


async def keep_asked(
    node: Node, transaction: Transaction, onward: OnwardCase, by: str, at: datetime, more: Mapping[str, Json]
) -> KeptOnward:
    """Keep an asking for the first time, with its leaf; Problem `paper.changed` where its number is taken."""
    asked = onward.asked
    number = asked.number if onward.ours else incoming(asked.by, asked.number)
    keys = {OF_BODY: onward.own_body, OF_ITEM: f"{onward.own_body}/{asked.item}"}
    paper = new_paper(number, PaperKind.CIS_ONWARD, onward.state.value, at, onward, keys)
    return await _kept(node, transaction, paper, by, {"step": "asked", **more})


async def keep_moved(
    node: Node,
    transaction: Transaction,
    kept: KeptOnward,
    onward: OnwardCase,
    step: str,
    by: str,
    at: datetime,
    more: Mapping[str, Json],
) -> KeptOnward:
    """Keep an asking after a step, with its leaf."""
    paper = kept.paper.moved(onward.state.value, at, onward)
    return await _kept(node, transaction, paper, by, {"step": step, **more})


async def onward_of(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptOnward:
    """Return an asking of one's own body; Problem `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return read(paper).onward.own_body == who.body.id

    return read(await own_paper(transaction, number, PaperKind.CIS_ONWARD, is_own, lock=lock))


async def askings(node: Node, token: str, older: str, at: datetime) -> Page[KeptOnward]:
    """Return a page of the askings of one's own body, made and received, the one that moved last first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        pages = listing(node, str(who.person.account.id), Collection.CIS_ONWARD)
        kind, place = PaperKind.CIS_ONWARD, pages.place(older)
        found = await transaction.papers.found(kind, OF_BODY, who.body.id, place, ON_PAGE + 1)
        page = pages.cut(found, ON_PAGE, of_paper)
        return Page([read(one) for one in page.items], page.after)


async def askings_to_answer(node: Node, token: str, at: datetime) -> Sequence[KeptOnward]:
    """Return the askings that wait for the answer of one's own body, the latest first, as many as a desk shows."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        asked = [OnwardState.ASKED.value]
        papers = await transaction.papers.found(PaperKind.CIS_ONWARD, OF_BODY, who.body.id, None, AT_ONCE, asked)
        return [one for one in map(read, papers) if not one.onward.ours]


async def askings_of_item(node: Node, token: str, item: UUID, at: datetime) -> Sequence[KeptOnward]:
    """Return the askings of one's own body about one item, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        value = f"{who.body.id}/{item}"
        papers = await transaction.papers.found(PaperKind.CIS_ONWARD, OF_ITEM, value, None, AT_ONCE)
        return [read(one) for one in papers]


async def one_asking(node: Node, token: str, number: UUID, at: datetime) -> KeptOnward:
    """Return one asking of one's own body; Problem `paper.unknown` for any other alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        return await onward_of(transaction, who, number)


def going_of(kept: KeptOnward) -> Going:
    """Return how what is said about an asking goes to its other side."""
    onward = kept.onward
    return Going(onward.own_body, onward.other, onward.asked.channel, kept.paper.id)


def read(paper: Paper) -> KeptOnward:
    """Return the asking of a paper."""
    return KeptOnward(paper, msgspec.json.decode(paper.data, type=OnwardCase))


async def _kept(node: Node, transaction: Transaction, paper: Paper, by: str, more: Mapping[str, Json]) -> KeptOnward:
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {**paper.told(), **more}
    await transaction.journal.append(leaf(node, EntryKind.CIS_ONWARD_MOVED, paper.at, by, paper.about(), says))
    return read(paper)
