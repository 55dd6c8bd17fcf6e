"""Put the requests of a month into a pack and recount them against the journal (SIO25-21.2)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.control.count_journal import SETTLED, counted_on, edge_at, stretches
from almasu.actions.control.known_to_control import surroundings
from almasu.actions.control.pack_means import Means
from almasu.actions.control.read_sheets import DayReader
from almasu.actions.node import Node
from almasu.kernel.control.counted import Counted, head_of
from almasu.kernel.control.duty import Month
from almasu.kernel.control.pack import (
    Certificate,
    PackInWork,
)
from almasu.kernel.control.problems import NOT_YET
from almasu.kernel.control.recount import Recount
from almasu.kernel.control.sheet import day_bounds
from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import Edge
from almasu.kernel.ports import Transaction
from almasu.law.moment import days_of
from almasu.law.problem import Fault

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A month of a body, and the heads it lies between; no first one at the beginning of the log."""

    body: str
    month: Month
    first: bytes
    last: bytes


async def bounds_of(transaction: Transaction, body: str, month: Month, at: datetime) -> Bounds:
    """Return the heads that a month lies between; Problem `control.pack.not_yet` where no head closes it yet."""
    closed = month.until + SETTLED
    last = await transaction.control.checkpoint_after(closed) if at >= closed else None
    if last is None:
        raise NOT_YET.at("month")
    first = await transaction.control.checkpoint_before(month.since - SETTLED) or b""
    return Bounds(body, month, first, last)


async def fill(node: Node, means: Means, work: PackInWork, bounds: Bounds, at: datetime) -> Certificate:
    """Count the month's requests by the journal, put them into the pack day by day, and compare its list with it."""
    body, month = bounds.body, bounds.month
    edge, last = await edge_at(means.journal, bounds.first), head_of(bounds.last)
    recount = await _recounted(node, means, bounds, edge, last)
    reader = DayReader(node, body, at)
    for day in days_of(month.since, month.until - timedelta(seconds=1)):
        async for columns in reader.columns(day, bytes(recount.expected.get(day, b""))):
            await asyncio.to_thread(work.add_columns, columns)
    await asyncio.to_thread(work.surround, await surroundings(node, body, reader.tasks, at))
    compared = await asyncio.to_thread(recount.compared, last.size, last.root, work.leaves())
    times = (month.since, month.until)
    return Certificate(body, *times, edge.size, bounds.first, last.size, bounds.last, edge.rows, compared)


async def _recounted(node: Node, means: Means, bounds: Bounds, edge: Edge, last: Checkpoint) -> Recount:
    """Return the month counted from head to head, or, where that is not what is kept, anew entry by entry."""
    counts = await _counts(node, bounds.month)
    recount = await _counted(means, bounds, edge, last.size, counts)
    if counts and not await _as_kept(node, recount, last):
        log.warning("the counts of the journal of %s are not what it holds: it is counted anew", bounds.month)
        recount = await _counted(means, bounds, edge, last.size, ())
    return recount


async def _counts(node: Node, month: Month) -> Sequence[Counted]:
    """Return the counts of the days of a month as far as they are there and as they were kept."""
    found = list[Counted]()
    for day in days_of(month.since, month.until - timedelta(seconds=1)):
        try:
            async with node.store.single() as store:
                counted = await counted_on(store, day)
            found += [] if counted is None else [counted]
        except (Fault, Malformed):
            log.exception("the count of %s is not as this node wrote it", day)
    return found


async def _counted(means: Means, bounds: Bounds, edge: Edge, size: int, counts: Sequence[Counted]) -> Recount:
    recount = Recount(bounds.body, bounds.month.since, bounds.month.until, edge)
    for counted in counts:
        await _pass_over(means, recount, counted, size)
    await _read(means, recount, size)
    return recount


async def _pass_over(means: Means, recount: Recount, counted: Counted, size: int) -> None:
    """Go over what was counted, after reading what lies before it; nothing where it is not of this tree."""
    try:
        begins, head = counted.begins(), counted.head()
        if not recount.edge.size <= begins[0] <= head.size <= size:
            return
        edge = await edge_at(means.journal, counted.last)
    except Malformed:
        log.exception("a count of the journal does not end with a head of it")
        return
    await _read(means, recount, begins[0])
    if (recount.edge.size, recount.edge.root()) == begins:
        await asyncio.to_thread(recount.pass_over, edge, counted.accepted)


async def _read(means: Means, recount: Recount, size: int) -> None:
    async for stretch in stretches(means.journal, recount.edge.size, size):
        await asyncio.to_thread(recount.take, stretch.commitments, stretch.contents)


async def _as_kept(node: Node, recount: Recount, last: Checkpoint) -> bool:
    """Tell whether counts led to the last head, and to as many requests of each day, of all bodies, as are kept."""
    if (recount.edge.size, recount.edge.root()) != (last.size, last.root):
        return False
    days = days_of(recount.since, recount.until - timedelta(seconds=1))
    async with node.store.single() as store:
        kept = [await store.sheets.accepted(*day_bounds(day)) for day in days]
    return kept == [recount.of_day[day] for day in days]
