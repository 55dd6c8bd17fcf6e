"""Put the requests of a month into a pack and recount them against the journal (SIO25-21.2)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.control.known_to_control import surroundings
from almasu.actions.control.pack_means import Means
from almasu.actions.control.read_sheets import DayReader
from almasu.actions.node import Node
from almasu.kernel.control.duty import Month
from almasu.kernel.control.pack import (
    Certificate,
    PackInWork,
)
from almasu.kernel.control.problems import NOT_YET
from almasu.kernel.control.recount import Recount, edge_from, edge_tiles
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.tree import EMPTY_EDGE, Edge
from almasu.kernel.ports import Transaction
from almasu.law.moment import days_of

SETTLED = timedelta(minutes=10)
"""So long after a month's end its last leaves have their place before a checkpoint closes it.

The checkpoint before the month is as much older: clocks of witnesses may be ahead of ours, and theirs tell its time.
"""
STRETCH = 4096


@dataclass(frozen=True, slots=True)
class Bounds:
    """A month of a body, and the heads it lies between; no first one at the beginning of the log."""

    body: str
    month: Month
    first: bytes
    last: bytes

    def head(self, note: bytes) -> Checkpoint:
        """Return the checkpoint a note tells of."""
        return read_checkpoint(read_note(note).text)


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
    edge, last = await _edge(means, bounds), bounds.head(bounds.last)
    recount = Recount(body, month.since, month.until, edge)
    await _read(means, recount, last.size)
    reader = DayReader(node, body, at)
    for day in days_of(month.since, month.until - timedelta(seconds=1)):
        async for columns in reader.columns(day, bytes(recount.expected.get(day, b""))):
            await asyncio.to_thread(work.add_columns, columns)
    await asyncio.to_thread(work.surround, await surroundings(node, body, reader.tasks, at))
    compared = await asyncio.to_thread(recount.compared, last.size, last.root, work.leaves())
    times = (month.since, month.until)
    return Certificate(body, *times, edge.size, bounds.first, last.size, bounds.last, edge.rows, compared)


async def _read(means: Means, recount: Recount, size: int) -> None:
    """Take the entries up to a size into a recount: the next ones are read while the last ones are counted."""
    before: Stretch | None = None
    for start in range(recount.edge.size, size, STRETCH):
        coming = means.journal.stretch(start, min(start + STRETCH, size))
        before, _ = await asyncio.gather(coming, _counted(recount, before))
    await _counted(recount, before)


async def _counted(recount: Recount, stretch: Stretch | None) -> None:
    if stretch is not None:
        await asyncio.to_thread(recount.take, stretch.commitments, stretch.contents)


async def _edge(means: Means, bounds: Bounds) -> Edge:
    if not bounds.first:
        return EMPTY_EDGE
    head = bounds.head(bounds.first)
    names = [(level, number) for level, number, width in edge_tiles(head.size) if width]
    return edge_from(head.size, head.root, await means.journal.tiles(names))
