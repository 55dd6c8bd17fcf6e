"""Sweep the spool: the plain file that a crash left behind is removed, with its leaf (FMA-3.4, FMA-6.2).

A file belongs to a delivery that is coming in or read, or to a fetch that is not over. Any other one that nobody has
touched for a while was left by a process that was killed between opening a carrier and keeping its delivery.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.deliveries import feeds_of
from almasu.actions.provision.fetch_cards import KIND, fetch_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.delivery import DeliveryState
from almasu.kernel.provision.fetching import FetchState

SYSTEM = "system:sweeping"
UNTOUCHED = timedelta(minutes=10)
"""After how long a file that belongs to nobody is left behind: what is being opened is written to all the time."""
MOST_FETCHES = 1_000
_STILL_READ = frozenset({DeliveryState.TAKING, DeliveryState.READING})


async def sweep_spool(node: Node, at: datetime) -> int:
    """Remove the files of the spool that belong to nothing; return how many there were."""
    spool = feeds_of(node).spool
    swept = 0
    for number in await asyncio.to_thread(spool.untouched_since, at - UNTOUCHED):
        async with node.store.transaction() as transaction:
            if await _belongs(transaction, number):
                continue
            says = {"size": spool.size(number)}
            entry = leaf(node, EntryKind.PROVISION_SPOOL_SWEPT, at, SYSTEM, f"delivery:{number}", says)
            await transaction.journal.append(entry)
        spool.drop(number)
        swept += 1
    return swept


async def _belongs(transaction: Transaction, number: UUID) -> bool:
    """Tell whether the file of a delivery is still wanted."""
    delivery = await transaction.deliveries.one(number)
    if delivery is not None:
        return delivery.state in _STILL_READ
    waiting = await transaction.papers.in_states(KIND, (FetchState.WAITING,), None, MOST_FETCHES)
    return any(fetch_in(paper).delivery == number for paper in waiting)
