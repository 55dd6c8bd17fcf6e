"""Put the requests of a month into a pack and recount them against the journal (SIO25-21.2)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.control.known_to_control import fact_of, surroundings
from almasu.actions.control.pack_means import Means
from almasu.actions.control.report import lines, of_body
from almasu.actions.node import Node
from almasu.kernel.control.duty import Month
from almasu.kernel.control.pack import (
    Certificate,
    PackInWork,
)
from almasu.kernel.control.problems import NOT_YET
from almasu.kernel.control.recount import Recount, edge_from, edge_tiles
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.tree import EMPTY_EDGE, Edge
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction

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
    """Put the month's requests into the pack, then recount them against the journal."""
    body, month = bounds.body, bounds.month
    people: dict[UUID, Account] = {}
    tasks: set[str] = set()
    after = None
    while True:
        async with node.store.single() as store:
            found, after = await of_body(store, body, month.since, month.until, after)
            told = await lines(store, found)
        people |= {line.user.id: line.user for line in told}
        tasks |= {line.request.draft.task for line in told}
        await asyncio.to_thread(work.add, [fact_of(node, line) for line in told])
        if after is None:
            break
    await asyncio.to_thread(work.surround, await surroundings(node, body, tasks, at))
    edge, last = await _edge(means, bounds), bounds.head(bounds.last)
    recount = Recount(body, month.since, month.until, edge)
    for start in range(edge.size, last.size, STRETCH):
        stretch = await means.journal.stretch(start, min(start + STRETCH, last.size))
        await asyncio.to_thread(recount.take, stretch.commitments, stretch.contents)
    compared = await asyncio.to_thread(recount.compared, last.size, last.root, work.leaves())
    times = (month.since, month.until)
    return Certificate(body, *times, edge.size, bounds.first, last.size, bounds.last, edge.rows, compared)


async def _edge(means: Means, bounds: Bounds) -> Edge:
    if not bounds.first:
        return EMPTY_EDGE
    head = bounds.head(bounds.first)
    names = [(level, number) for level, number, width in edge_tiles(head.size) if width]
    return edge_from(head.size, head.root, await means.journal.tiles(names))
