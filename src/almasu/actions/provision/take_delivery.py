"""Take a delivery: what a body says of a file before it sends it, and the bytes as they come in (FMA-3.1, FMA-5)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.deliveries import feeds_of, forget_file, ground_of, of_theirs, refuse, to_change, told
from almasu.actions.provision.obligations import KeptObligations
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_feeds import GIVE_FEED
from almasu.kernel.provision.delivery import UNENDED, Delivery, DeliveryState, Offered, refused_of
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.joint_act import DataSet, Extent, Giving, Schedule
from almasu.kernel.provision.problems_of_feeds import (
    GAP,
    MOST_UNREAD,
    NOT_AT_THE_END,
    NOT_SCHEDULED,
    NOT_TAKING,
    OTHER_FILE,
    OTHER_FORMAT,
    TOO_MUCH,
)

MOST_AT_ONCE = 20
"""Deliveries of one body that may come in or be read at the same time: their files lie on our disk."""
MOST_UNENDED = 1_000
LONGEST_PART = 16 << 20
"""Bytes that one call may add."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Whose delivery it is: the body, and how the journal names whoever acts for it."""

    body: str
    said: str


async def take_delivery(node: Node, token: str, offered: Offered, at: datetime) -> Delivery:
    """Begin a delivery of a set that the act in force gives by a schedule; its file may come in from now on.

    Problems: `account.role`, those of the act, the ladder and the rules; `provision.delivery.not_scheduled`, `.format`,
    `.way`, `.gap`, `.too_many`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, GIVE_FEED, at)
        body = who.actor.body
        return await begun(node, transaction, Giver(body, who.said), offered, node.new_id(), at)


async def begun(
    node: Node,
    transaction: Transaction,
    giver: Giver,
    offered: Offered,
    number: UUID,
    at: datetime,
    state: DeliveryState = DeliveryState.TAKING,
) -> Delivery:
    """Begin a delivery under a number; Problems as `take_delivery` has them."""
    body = giver.body
    await _must_have_place(transaction, body)
    owed = await KeptObligations(node, transaction, giver.said).open_of(body, offered.data_set)
    ground = await ground_of(node, transaction, body, offered.data_set, at, owed[0].due if owed else None)
    schedule = _scheduled(ground.under.data_set, offered)
    delivery = Delivery(
        id=number,
        body=body,
        data_set=ground.under.data_set,
        number=await transaction.deliveries.next_number(body, offered.data_set),
        offered=replace(offered, builds_on=await built_on(transaction, body, offered, schedule)),
        extent=schedule.extent if offered.builds_on or schedule.extent is Extent.FULL else Extent.FULL,
        act_version=ground.under.version.number,
        by=giver.said,
        at=at,
        position=Position(sha256=offered.sha256, size=offered.size),
        key=b"",
        state=state,
        verdicts=ground.verdicts,
        promised=offered.rows,
    )
    delivery = replace(delivery, key=await transaction.deliveries.new_key(delivery.id))
    await transaction.deliveries.begin(delivery)
    await told(node, transaction, delivery, giver.said, at, {"verdicts": dict(ground.verdicts)})
    return delivery


async def add_to_file(node: Node, token: str, number: UUID, offset: int, data: bytes, at: datetime) -> int:
    """Add bytes to the file of a delivery and return how many it has; the whole one is read from then on.

    The last part sent once more, because its answer was lost, is answered the same and added once.
    Problems: `provision.delivery.absent`, `.state`, `.offset`, `.size`. A file whose SHA-256 is another than was said
    is refused: see the delivery.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, GIVE_FEED, at)
        delivery = of_theirs(await transaction.deliveries.one(number), who.actor)
    if delivery.state is not DeliveryState.TAKING:
        raise NOT_TAKING.at()
    size = delivery.offered.size
    if offset + len(data) > size or len(data) > LONGEST_PART:
        raise TOO_MUCH.at("size", size=str(size))
    spool = feeds_of(node).spool
    held = await asyncio.to_thread(spool.append, number, offset, data)
    if held != offset + len(data):
        raise NOT_AT_THE_END.at("offset", size=str(held))
    if held == size:
        await file_came(node, number, at)
    return held


async def file_came(node: Node, number: UUID, at: datetime) -> Delivery:
    """Let a delivery whose file is whole be read; refuse it where the file is another one than was said."""
    spool = feeds_of(node).spool
    digest = await asyncio.to_thread(spool.digest, number)
    async with node.store.transaction() as transaction:
        delivery = await to_change(transaction, number)
        if delivery.state is not DeliveryState.TAKING:
            return delivery
        if digest == delivery.offered.sha256:
            after = replace(delivery, state=DeliveryState.READING)
            await transaction.deliveries.move(after)
            return after
        after = refused_of(delivery, OTHER_FILE.at(), at)
        await refuse(node, transaction, after, delivery.by, at)
    await forget_file(node, number)
    return after


async def _must_have_place(transaction: Transaction, body: str) -> None:
    unread = [one for one in await transaction.deliveries.in_states(UNENDED, MOST_UNENDED) if one.body == body]
    if len(unread) >= MOST_AT_ONCE:
        raise MOST_UNREAD.at("data_set", most=str(MOST_AT_ONCE))


def _scheduled(data_set: DataSet, offered: Offered) -> Schedule:
    if data_set.giving is not Giving.SCHEDULED or data_set.schedule is None:
        raise NOT_SCHEDULED.at("data_set", code=data_set.code)
    if offered.format is not data_set.schedule.format:
        raise OTHER_FORMAT.at("format", format=data_set.schedule.format.value)
    return data_set.schedule


async def built_on(transaction: Transaction, body: str, offered: Offered, schedule: Schedule) -> int:
    """Return the delivery that an incremental file builds on, 0 for a full one; Problem `provision.delivery.gap`."""
    if schedule.extent is Extent.FULL or not offered.builds_on:
        return 0
    done = await transaction.deliveries.done_of(body, offered.data_set)
    last = done[0].number if done else 0
    if offered.builds_on != last:
        raise GAP.at("builds_on", last=str(last))
    return last
