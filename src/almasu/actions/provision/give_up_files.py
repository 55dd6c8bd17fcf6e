"""Give up files that stopped coming in: refused with a leaf, gone from the disk, in nobody's way (FMA-3.1).

A body may have so many deliveries under way and no more. Without an end of their own a few broken lines would keep it
from giving anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.deliveries import SYSTEM, feeds_of, forget_file, refuse, to_change
from almasu.actions.provision.take_delivery import MOST_UNENDED, file_came
from almasu.kernel.provision.delivery import ABANDONED, Delivery, DeliveryState, refused_of
from almasu.kernel.provision.problems_of_feeds import ABANDONED_FILE


async def give_up_files(node: Node, at: datetime) -> int:
    """Refuse the deliveries to whose files nothing was added for `ABANDONED`; return how many.

    A file that came whole while whoever took its last part was killed is read after all.
    """
    spool, before = feeds_of(node).spool, at - ABANDONED
    untouched = await asyncio.to_thread(spool.untouched_since, before)
    async with node.store.single() as store:
        coming = await store.deliveries.in_states({DeliveryState.TAKING}, MOST_UNENDED)
    given_up = 0
    for one in coming:
        if not _is_abandoned(one, spool.size(one.id), untouched, before):
            continue
        if spool.size(one.id) == one.offered.size:
            await file_came(node, one.id, at)
            continue
        given_up += await _give_up(node, one.id, at)
    return given_up


def _is_abandoned(one: Delivery, size: int, untouched: Collection[UUID], before: datetime) -> bool:
    """Tell whether a delivery is older than that, and its file was last added to before then, if ever."""
    return one.at < before and (size == 0 or one.id in untouched)


async def _give_up(node: Node, number: UUID, at: datetime) -> bool:
    async with node.store.transaction() as transaction:
        delivery = await to_change(transaction, number)
        if delivery.state is not DeliveryState.TAKING:
            return False
        problem = ABANDONED_FILE.at(hours=str(ABANDONED // timedelta(hours=1)))
        await refuse(node, transaction, refused_of(delivery, problem, at), SYSTEM, at)
    await forget_file(node, number)
    return True
