"""Count the journal of a day that is over, between two heads: packs go over it without reading it (SIO25-21.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from almasu.actions.control.pack_means import OpenedJournal
from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.control.counted import (
    PART,
    Count,
    Counted,
    CountSays,
    count_in,
    count_number,
    count_paper,
    counted_from,
    head_of,
)
from almasu.kernel.control.duty import month_of
from almasu.kernel.control.recount import edge_from, edge_tiles
from almasu.kernel.control.sheet import day_bounds, is_over
from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.tree import EMPTY_EDGE, Edge
from almasu.kernel.papers.paper import FIRST_VERSION, PaperKind
from almasu.kernel.ports import Transaction
from almasu.law.moment import days_of

SETTLED = timedelta(minutes=10)
"""So long after a day's end its last leaves have their place before a checkpoint closes it.

The checkpoint before a month is as much older: clocks of witnesses may be ahead of ours, and theirs tell its time.
"""
STRETCH = 4096
SYSTEM = "system:exchange"


@dataclass(frozen=True, slots=True)
class _Heads:
    """The notes between which a day is counted; no first one at the beginning of the log."""

    first: bytes
    last: bytes


async def count_missing(node: Node, journal: OpenedJournal, at: datetime) -> int:
    """Count the days of this month and the one before that nobody counted; return how many were counted.

    A day that is not over for long enough is not counted yet, and one whose end no head closes.
    """
    days = [day for day in days_of(month_of(at).before().since, at) if is_over(day, at)]
    async with node.store.single() as store:
        written = await store.sheets.written([count_number(day) for day in days])
    before, counted = None, 0
    for day in days:
        if count_number(day) in written:
            before = day
        elif await count_day(node, journal, day, before, at):
            before, counted = day, counted + 1
    return counted


async def count_day(node: Node, journal: OpenedJournal, day: date, before: date | None, at: datetime) -> bool:
    """Count what the journal holds since the day counted before and keep it with its leaf; tell whether there was any.

    Malformed where the entries do not lead from the one head to the other.
    """
    async with node.store.single() as store:
        heads = await _heads(store, day, before)
    if heads is None:
        return False
    edge, last = await edge_at(journal, heads.first), head_of(heads.last)
    if edge.size >= last.size:
        return False
    count = Count(edge)
    async for stretch in stretches(journal, edge.size, last.size):
        await asyncio.to_thread(count.take, stretch.commitments, stretch.contents)
    data = await asyncio.to_thread(count.told, heads.first, heads.last)
    await _keep(node, day, (edge.size, last.size), data, at)
    return True


async def counted_on(transaction: Transaction, day: date) -> Counted | None:
    """Return the count of a day, None where there is none; Fault or Malformed where it is not as it was kept."""
    number = count_number(day)
    paper = await transaction.papers.latest(number, PaperKind.CONTROL_COUNT)
    if paper is None:
        return None
    digest = count_in(paper).digest
    data = await transaction.sheets.part(number, paper.version, PART, digest)
    return None if data is None else counted_from(data)


async def stretches(journal: OpenedJournal, first: int, last: int) -> AsyncIterator[Stretch]:
    """Yield the entries first..last-1; the next ones are read while somebody works with the last ones."""
    starts = range(first, last, STRETCH)
    coming = [asyncio.create_task(journal.stretch(one, min(one + STRETCH, last))) for one in starts[:1]]
    try:
        for start in starts:
            ready = await coming.pop()
            after = start + STRETCH
            if after < last:
                coming.append(asyncio.create_task(journal.stretch(after, min(after + STRETCH, last))))
            yield ready
    finally:
        for one in coming:
            one.cancel()


async def edge_at(journal: OpenedJournal, note: bytes) -> Edge:
    """Return the right edge of the tree under a head, the empty one under none; Malformed where the tiles differ."""
    if not note:
        return EMPTY_EDGE
    head: Checkpoint = head_of(note)
    names = [(level, number) for level, number, width in edge_tiles(head.size) if width]
    return edge_from(head.size, head.root, await journal.tiles(names))


async def _heads(transaction: Transaction, day: date, before: date | None) -> _Heads | None:
    """Return the heads of a day: from where an earlier day was counted to, to the first one after its end."""
    since, until = day_bounds(day)
    last = await transaction.control.checkpoint_after(until + SETTLED)
    if last is None:
        return None
    counted = None if before is None else await counted_on(transaction, before)
    if counted is not None:
        return _Heads(counted.last, last)
    return _Heads(await transaction.control.checkpoint_before(since + SETTLED) or b"", last)


async def _keep(node: Node, day: date, sizes: tuple[int, int], data: bytes, at: datetime) -> None:
    async with node.store.transaction() as transaction:
        digest = await transaction.sheets.keep(count_number(day), FIRST_VERSION, PART, data)
        says = CountSays(day, *sizes, digest)
        paper = count_paper(says, at)
        await transaction.papers.keep(paper)
        told = {**paper.told(), "day": day.isoformat(), "first": says.first, "last": says.last, "digest": digest}
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_COUNT_KEPT, at, SYSTEM, paper.about(), told))
