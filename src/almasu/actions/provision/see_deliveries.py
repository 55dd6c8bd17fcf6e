"""What both sides see of deliveries: the list, one with its progress, the report of rejected rows (FMA-3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.deliveries import feeds_of, of_theirs
from almasu.actions.turn_pages import listing
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_feeds import SEE_FEEDS
from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.feeds.report import MOST_TOLD, Rejected
from almasu.kernel.provision.fetching import Fetch, FetchState
from almasu.kernel.provision.parties import Side

MOST_BLOCKS = 10_000
MOST_FETCHES = 500
SHOWN = 200
"""Flaws that a page tells; the file of the report tells all that are kept."""


@dataclass(frozen=True, slots=True)
class SeenDelivery:
    """A delivery as somebody sees it: how much of its file came in, and the first flaws."""

    delivery: Delivery
    came: int
    flaws: Sequence[Rejected]


async def deliveries(node: Node, token: str, older: str, most: int, at: datetime) -> Page[Delivery]:
    """Return deliveries, the latest first: the Agency sees those of all bodies, a body its own."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_FEEDS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_DELIVERIES)
        body = who.actor.body if who.actor.side is Side.BODY else None
        found = await transaction.deliveries.listed(body, pages.place(older), most + 1)
        return pages.cut(found, most, _place)


@dataclass(frozen=True, slots=True)
class SeenFetch:
    """What came of fetching a set's file: the card, its state since when, when it is tried again, how much came.

    `delivery` is what became of a file that was taken, None before.
    """

    number: UUID
    fetch: Fetch
    state: FetchState
    at: datetime
    again_at: datetime | None
    came: int
    delivery: Delivery | None = None

    @property
    def is_under_way(self) -> bool:
        """Tell whether the file is fetched or read, or will be."""
        is_read = self.delivery is not None and self.delivery.ended_at is None
        return self.state is FetchState.WAITING or is_read


async def fetches(node: Node, token: str, at: datetime) -> Sequence[SeenFetch]:
    """Return what came of fetching files, the latest first: the Agency sees those of all bodies, a body its own."""
    kind = PaperKind.PROVISION_FETCH
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_FEEDS, at)
        papers = transaction.papers
        if who.actor.side is Side.BODY:
            found = await papers.found(kind, "body", who.actor.body, None, MOST_FETCHES)
        else:
            found = await papers.in_states(kind, tuple(FetchState), None, MOST_FETCHES)
        seen = [_fetch(node, paper) for paper in found]
        taken = [one.fetch.delivery for one in seen if one.state is FetchState.TAKEN]
        read = {one.id: one for one in await transaction.deliveries.these(taken)}
    return [replace(one, delivery=read.get(one.fetch.delivery)) for one in seen]


def _fetch(node: Node, paper: Paper) -> SeenFetch:
    fetch = msgspec.json.decode(paper.data, type=Fetch)
    came = feeds_of(node).spool.size(fetch.delivery) if paper.due_at is not None else fetch.size
    return SeenFetch(paper.id, fetch, FetchState(paper.state), paper.at, paper.due_at, came)


async def see_delivery(node: Node, token: str, number: UUID, at: datetime) -> SeenDelivery:
    """Return a delivery for somebody of its sides, and journal that it was opened; `provision.delivery.absent`."""
    async with node.store.transaction() as transaction:
        who, delivery = await _theirs(transaction, token, number, at)
        await _noted(node, transaction, who, delivery, "page", at)
        flaws = await _flaws(transaction, delivery, SHOWN)
    return SeenDelivery(delivery, _came(node, delivery), flaws)


async def progress_of(node: Node, token: str, number: UUID, at: datetime) -> SeenDelivery:
    """Return how far a delivery is, without its flaws; `provision.delivery.absent`."""
    async with node.store.transaction() as transaction:
        _, delivery = await _theirs(transaction, token, number, at)
    return SeenDelivery(delivery, _came(node, delivery), ())


async def give_row_report(node: Node, token: str, number: UUID, at: datetime) -> tuple[Delivery, Sequence[Rejected]]:
    """Return what is told of rejected rows, to be taken along, with its leaf; `provision.delivery.absent`."""
    async with node.store.transaction() as transaction:
        who, delivery = await _theirs(transaction, token, number, at)
        await _noted(node, transaction, who, delivery, "report", at)
        return delivery, await _flaws(transaction, delivery, MOST_TOLD)


async def _theirs(transaction: Transaction, token: str, number: UUID, at: datetime) -> tuple[Acting, Delivery]:
    who = await acting(transaction, token, SEE_FEEDS, at)
    return who, of_theirs(await transaction.deliveries.one(number), who.actor)


async def _noted(
    node: Node, transaction: Transaction, who: Acting, delivery: Delivery, what: str, at: datetime
) -> None:
    said = leaf(node, EntryKind.PROVISION_DELIVERY_VIEWED, at, who.said, delivery.about(), {"as": what})
    await transaction.journal.append(said)


async def _flaws(transaction: Transaction, delivery: Delivery, most: int) -> Sequence[Rejected]:
    told = [] if delivery.refused is None or not delivery.refused.line else [delivery.refused]
    after = 0
    while len(told) < most:
        found = await transaction.deliveries.rejections(delivery.id, after, 20)
        if not found:
            break
        told += [one for block in found.values() for one in block]
        after = max(found)
    return told[:most]


def _came(node: Node, delivery: Delivery) -> int:
    if delivery.state is DeliveryState.TAKING:
        return feeds_of(node).spool.size(delivery.id)
    return delivery.offered.size


def _place(delivery: Delivery) -> Place:
    return Place(delivery.at, delivery.id)
