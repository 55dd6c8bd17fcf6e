"""Read a delivery: each block kept with the position in one transaction, and all counted at the end or none.

Whoever reads may be killed at any moment: what was kept is followed by what comes next, and a second reader of the
same file is out of turn. Nothing of a delivery is seen before all of it counts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.deliveries import (
    BY_CARRIER,
    BY_FEED,
    SYSTEM,
    feeds_of,
    forget_file,
    ground_of,
    refuse,
    secrets_of,
    to_change,
    told,
)
from almasu.actions.provision.obligations import KeptObligations
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.coverage import names_beyond
from almasu.kernel.provision.deliveries_port import ReadBlock
from almasu.kernel.provision.delivery import Delivery, DeliveryState, Settled, refused_of, state_of, with_block
from almasu.kernel.provision.feeds import progress
from almasu.kernel.provision.feeds.counting import rows_otherwise
from almasu.kernel.provision.feeds.progress import FeedState, OutOfTurn
from almasu.kernel.provision.feeds.reading import Broken, Fell
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.obligations import settled_by
from almasu.kernel.provision.problems_of_act import FIELD_BEYOND
from almasu.kernel.provision.problems_of_carriers import ROWS_OTHERWISE
from almasu.kernel.provision.problems_of_feeds import GAP, NOT_NEWER, READING_FALLS, TOO_WRONG
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json
from almasu.law.problem import Problem

Clock = Callable[[], datetime]
REJECTED_ROWS = "rejected_rows"
"""What a delivery lacks that counts without all of its rows."""
MOST_UNREAD = 100
MOST_FALLS = 5
"""How often the reading may fall at one place before the whole file is refused: it is the file that fells it."""


async def read_waiting(node: Node, now: Clock) -> int:
    """Read every delivery whose file is whole, and return how many came to their end."""
    async with node.store.single() as store:
        waiting = await store.deliveries.in_states({DeliveryState.READING}, MOST_UNREAD)
    ended = 0
    for one in waiting:
        with suppress(OutOfTurn):
            ended += (await read_delivery(node, one.id, now)).ended_at is not None
    return ended


async def read_delivery(node: Node, number: UUID, now: Clock) -> Delivery:
    """Read a delivery from where it stands to its end; OutOfTurn where another reader was faster.

    Where whoever reads falls, that is counted: it is read again another time, and refused once it fell too often.
    """
    async with node.store.single() as store:
        delivery = await store.deliveries.one(number)
    if delivery is None or delivery.state is not DeliveryState.READING:
        raise OutOfTurn
    refused: Rejected | None = None
    blocks = feeds_of(node).reads.behind(delivery, secrets_of(node, delivery))
    try:
        while (one := await blocks.next()) is not None:
            delivery = await keep_block(node, number, one, now())
    except Broken as broken:
        refused = broken.rejected
    except Fell:
        return await fallen(node, number, now())
    finally:
        await blocks.stop()
    return await end_delivery(node, number, refused, now())


async def keep_block(node: Node, number: UUID, read: ReadBlock, at: datetime) -> Delivery:
    """Keep one block in a transaction of its own; OutOfTurn where it is not next."""
    async with node.store.transaction() as transaction:
        return await kept_block(transaction, node.random, number, read, at)


async def kept_block(
    transaction: Transaction, random: Callable[[int], bytes], number: UUID, read: ReadBlock, at: datetime
) -> Delivery:
    """Keep the sealed rows of a block, what is told of it, position and leaf; OutOfTurn where it is not next."""
    before = await to_change(transaction, number)
    if before.state is not DeliveryState.READING:
        raise OutOfTurn
    progress.moved(before.position, read.block)
    kept, block = transaction.deliveries, read.block
    digest = await kept.keep_segment(before, block.number, block.accepted, read.packed, read.keys)
    after, tell = with_block(before, block, digest, read.flaws)
    if tell:
        await kept.keep_rejections(number, block.number, tell)
    await kept.move(after)
    says: dict[str, Json] = {
        "block": block.number,
        "accepted": block.accepted,
        "rejected": block.rejected,
        "digest": digest.hex(),
    }
    entry = Entry(EntryKind.PROVISION_BLOCK_KEPT, at, SYSTEM, before.about(), says, random(32))
    await transaction.journal.append(entry)
    return after


async def fallen(node: Node, number: UUID, at: datetime) -> Delivery:
    """Count that the reading fell, with its leaf; the last time the delivery is refused. OutOfTurn as for a block."""
    async with node.store.transaction() as transaction:
        before = await to_change(transaction, number)
        if before.state is not DeliveryState.READING:
            raise OutOfTurn
        after = replace(before, falls=before.falls + 1)
        if after.falls < MOST_FALLS:
            await transaction.deliveries.move(after)
            await told(node, transaction, after, SYSTEM, at, {"falls": after.falls})
            return after
        after = refused_of(after, READING_FALLS.at(falls=str(after.falls)), at)
        await refuse(node, transaction, after, SYSTEM, at, falls=after.falls)
    await forget_file(node, number)
    return after


async def end_delivery(node: Node, number: UUID, refused: Rejected | None, at: datetime) -> Delivery:
    """End the reading: the delivery counts, whole and in its order, or none of it is kept.

    The act, the way and the rules are looked at again: what is not lawful any more does not count.
    """
    async with node.store.transaction() as transaction:
        before = await to_change(transaction, number)
        if before.state is not DeliveryState.READING:
            raise OutOfTurn
        position = progress.ended(before.position, law_of(node).tolerance, whole=refused is None)
        because = await _because(node, transaction, before, at) if position.state is FeedState.DONE else None
        if refused is None and position.state is FeedState.REFUSED and position.rejected:
            read = position.accepted + position.rejected
            because = TOO_WRONG.at(rows=str(read), rejected=str(position.rejected))
        if because is not None:
            after = refused_of(before, because, at)
        else:
            after = replace(before, position=position, state=state_of(position), refused=refused, ended_at=at)
        if after.state is DeliveryState.REFUSED:
            await refuse(node, transaction, after, SYSTEM, at)
        else:
            await make_countable(transaction, after)
            after = await _settled(node, transaction, after, at)
            await transaction.deliveries.move(after)
            await told(node, transaction, after, SYSTEM, at)
    if after.state is DeliveryState.REFUSED:
        await forget_file(node, number)
    else:
        feeds_of(node).spool.drop(number)
    return after


async def make_countable(transaction: Transaction, delivery: Delivery) -> None:
    """Make sure that every row of a delivery is there as it was kept, and write the index of its keys."""
    await transaction.deliveries.must_be_whole(delivery)
    await transaction.deliveries.write_index(delivery)


async def _because(node: Node, transaction: Transaction, delivery: Delivery, at: datetime) -> Problem | None:
    """Return what keeps a whole file from counting, None where it counts."""
    if (otherwise := _rows_otherwise(delivery)) is not None:
        return otherwise
    try:
        by = BY_CARRIER if delivery.way is Way.CARRIER else BY_FEED
        ground = await ground_of(node, transaction, delivery.body, delivery.data_set.code, at, by=by)
    except Problem as problem:
        return problem
    if beyond := names_beyond(delivery.data_set, ground.under.data_set):
        return FIELD_BEYOND.at(beyond[0], field=beyond[0])
    # Read with the ladder of the set locked by its ground: of two that end at once one sees the other.
    done = await transaction.deliveries.done_of(delivery.body, delivery.data_set.code)
    last = done[0].number if done else 0
    order = progress.Delivery(delivery.number, delivery.extent, delivery.offered.builds_on)
    try:
        progress.must_follow(order, last)
    except OutOfTurn:
        return NOT_NEWER.at(last=str(last))
    except progress.Gap:
        return GAP.at(last=str(last))
    return None


def _rows_otherwise(delivery: Delivery) -> Problem | None:
    """Return that a file has another number of rows than was said, or none where nobody said so, None else."""
    promised, read = delivery.promised, delivery.position.accepted + delivery.position.rejected
    if promised not in (None, read) and delivery.way is Way.CARRIER:
        return ROWS_OTHERWISE.at(promised=str(promised))
    return rows_otherwise(delivery.extent, promised, read)


async def _settled(node: Node, transaction: Transaction, delivery: Delivery, at: datetime) -> Delivery:
    """Return a delivery with the duties it settles, each of which is told that something came, and what it lacks."""
    duties = KeptObligations(node, transaction, SYSTEM)
    owed = settled_by(await duties.open_of(delivery.body, delivery.data_set.code), delivery.extent, delivery.at)
    lacks = (REJECTED_ROWS,) if delivery.position.rejected else ()
    for one in owed:
        await duties.give(one.id, at, lacks)
    return replace(delivery, settled=tuple(Settled(one.id, one.given_at, one.lacks) for one in owed))
