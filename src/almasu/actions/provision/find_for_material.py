"""Find the rows of a key in what a body gave by feeds, for a material of the officer (FMA-3.1, FMA-6.1, FMA-6.2).

A feed holds everybody; an officer has need of one. Nobody leafs through a feed: rows are looked up by a key of the act,
for a material, and come to stand under it as received, each with the line of the file it came in. They are opened like
all that was received: by need, for the purpose, as their regimes allow. That nothing was found is kept as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting, law_of
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.carriers import carrier_in
from almasu.actions.provision.find_rows import FoundRow, present_rows
from almasu.actions.provision.materials import OfAgency, own_open
from almasu.actions.provision.receive import keep_card
from almasu.kernel.answers import Record
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_feeds import FIND_IN_FEEDS
from almasu.kernel.provision.came import Came, InFile, OnCarrier
from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.facts import Used
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.problems_of_asking import NOT_A_KEY
from almasu.kernel.provision.problems_of_feeds import NOTHING_GIVEN
from almasu.kernel.provision.problems_of_handing import NOT_FOR_THIS_PURPOSE
from almasu.kernel.provision.received import Provenance, Received, Use, Wanted, must_allow
from almasu.kernel.provision.received_card import Card, Sought, content_of, regimes_of
from almasu.law.canonical import Json
from almasu.law.problem import Problem

MOST_DELIVERIES = 500
"""Deliveries, the latest first, among which the sets that can be searched are looked for."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A set of a body of which a feed counts, as its last delivery gave it."""

    body: str
    data_set: DataSet


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer looks for: in which set of which body, by which key, and why."""

    body: str
    data_set: str
    key: str
    value: str
    why: str


async def searchable(node: Node, token: str, at: datetime) -> Sequence[Searchable]:
    """Return the sets in which rows can be found, those given last first."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, FIND_IN_FEEDS, at)
        listed = await transaction.deliveries.listed(None, None, MOST_DELIVERIES)
    found: dict[tuple[str, str], Searchable] = {}
    for one in listed:
        if one.state is DeliveryState.DONE and one.data_set.keys:
            found.setdefault((one.body, one.data_set.code), Searchable(one.body, one.data_set))
    return tuple(found.values())


async def find_for_material(node: Node, token: str, material: UUID, search: Search, at: datetime) -> Sequence[Card]:
    """Keep the rows that are found under a material and return their cards, one for each delivery they came in.

    One card without rows tells that nothing was found. What is refused writes a leaf. Problems:
    `provision.material.absent`, `provision.delivery.nothing_given`, `provision.ask.key`, and those of a use.
    """
    try:
        async with node.store.transaction() as transaction:
            who = await acting(transaction, token, FIND_IN_FEEDS, at)
            under = await own_open(transaction, who, material, at)
            done = await _searched(transaction, search)
            await _must_serve(transaction, under, done)
            rows = await present_rows(transaction, search.body, search.data_set, search.key, search.value)
            by_delivery = _by_delivery(done, rows) or [(done[0], [])]
            kept = [_card(node, under, await _came_in(transaction, one), some, search) for one, some in by_delivery]
            verdicts = [_judged(node, who, card, search, at) for card, _ in kept]
            for card, content in kept:
                await keep_card(node, transaction, card, content, who.said, at)
            says: dict[str, Json] = {
                "body": search.body,
                "data_set": search.data_set,
                "key": search.key,
                "rows": len(rows),
                "purpose": under.material.purpose.value,
                "verdicts": verdicts[0],
            }
            told = leaf(node, EntryKind.PROVISION_ROWS_SOUGHT, at, who.said, under.paper.about(), says)
            await transaction.journal.append(told)
            return [card for card, _ in kept]
    except Problem as refusal:
        await _tell_refusal(node, token, material, refusal, at)
        raise


async def _searched(transaction: Transaction, search: Search) -> Sequence[Delivery]:
    """Return the deliveries that hold a set now, the latest first; Problem where none does or the key is none."""
    done = await transaction.deliveries.done_of(search.body, search.data_set)
    if not done:
        raise NOTHING_GIVEN.at("data_set")
    if any(search.key not in one.data_set.keys for one in done):
        raise NOT_A_KEY.at("key", key=search.key[:60])
    if not search.value.strip():
        raise NOT_A_KEY.at("value", key=search.key[:60])
    return done


async def _must_serve(transaction: Transaction, under: OfAgency, done: Sequence[Delivery]) -> None:
    """Make sure that every delivery was given for the purpose of the material; Problem `provision.received.purpose`."""
    versions = {one.number: one for one in await StoredJointActs(transaction.papers).versions(done[0].body)}
    for number in {one.act_version for one in done}:
        if under.material.purpose not in versions[number].read().purposes:
            raise NOT_FOR_THIS_PURPOSE.at("material")


def _by_delivery(done: Sequence[Delivery], rows: Sequence[FoundRow]) -> list[tuple[Delivery, list[FoundRow]]]:
    known = {one.id: one for one in done}
    ordered = sorted(rows, key=lambda row: (-known[row.delivery].number, row.line))
    return [(known[number], list(some)) for number, some in groupby(ordered, key=lambda row: row.delivery)]


@dataclass(frozen=True, slots=True)
class CameIn:
    """A delivery, and what its rows stood in: the file of a feed, or a carrier."""

    delivery: Delivery
    came: Came


async def _came_in(transaction: Transaction, delivery: Delivery) -> CameIn:
    """Return a delivery with what its rows stood in."""
    paper = None
    if delivery.carrier is not None:
        paper = await transaction.papers.latest(delivery.carrier, PaperKind.PROVISION_CARRIER)
    if paper is None:
        return CameIn(delivery, InFile(delivery.number, delivery.offered.name))
    one = carrier_in(paper)
    return CameIn(delivery, OnCarrier(one.id, one.manifest.number, one.manifest.sha256, delivery.number))


def _card(node: Node, under: OfAgency, found: CameIn, rows: Sequence[FoundRow], search: Search) -> tuple[Card, bytes]:
    """Return the card of rows of one delivery with their content."""
    delivery = found.delivery
    of = delivery.data_set
    names = [one.name for one in of.fields]
    content = content_of([msgspec.convert(dict(zip(names, row.values, strict=True)), Record) for row in rows])
    came = Provenance(
        body=delivery.body,
        source=of.source,
        data_set=of.code,
        way=delivery.way,
        act_version=delivery.act_version,
        delivery=delivery.id,
        sha256=delivery.offered.sha256,
        received_at=delivery.ended_at or delivery.at,
    )
    material = under.material
    received = Received(
        node.new_id(), came, regimes_of(of, of.fields), material.purpose, under.paper.id, material.until
    )
    sought = Sought(search.key, search.value, search.why, tuple(row.line for row in rows))
    return Card(received, of.name, of.fields, of.secrecy, len(rows), sought=sought, came=found.came), content


def _judged(node: Node, who: Acting, card: Card, search: Search, at: datetime) -> dict[str, Json]:
    """Return the verdicts on what is found; Problems as for a use."""
    received = card.received
    wanted = Wanted(Use.OPEN, received.purpose, search.why, frozenset({received.material}))
    must_allow(received, wanted, who.actor, at)
    used = Used(at=at, needed=True, journalled=True, secrecy=frozenset(received.secrecy))
    return {one.rule_id: verdict_word(one.verdict) for one in law_of(node).judged("used", used)}


async def _tell_refusal(node: Node, token: str, material: UUID, refusal: Problem, at: datetime) -> None:
    """Write the leaf of a search that was refused, where whoever wanted it may work here at all."""
    async with node.store.transaction() as transaction:
        try:
            who = await acting(transaction, token, FIND_IN_FEEDS, at)
        except Problem:
            return
        says: dict[str, Json] = {"use": "find", "reason": refusal.kind.code}
        told = leaf(node, EntryKind.PROVISION_USE_REFUSED, at, who.said, f"paper:{material}", says)
        await transaction.journal.append(told)
