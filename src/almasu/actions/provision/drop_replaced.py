"""Destroy the rows of deliveries that a later full set has stood in place of for a while (FMA-6.2).

The Agency keeps what it needs: the set as it is now, and what was found in it for a material. What a full set replaced
is kept beside it only for as long as the body may want it back (see `take_back`).
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from almasu.actions.node import Node
from almasu.actions.provision.deliveries import to_change, told
from almasu.kernel.provision.delivery import Delivery, DeliveryState, is_replaced_for_good

SYSTEM = "system:destroying"
MOST_AT_ONCE = 100
"""Deliveries of one set whose rows one round destroys: the next round goes on."""


async def drop_replaced(node: Node, at: datetime) -> int:
    """Destroy the rows and the key of each delivery that was replaced for good; return how many there were."""
    async with node.store.transaction() as transaction:
        sets = await transaction.deliveries.sets_given()
    dropped = 0
    for body, data_set in sets:
        async with node.store.transaction() as transaction:
            base = (await transaction.deliveries.done_of(body, data_set))[-1:]
            older = await transaction.deliveries.done_before(base[0], MOST_AT_ONCE) if base else ()
        for one in older:
            dropped += await _dropped(node, base[0], one, at)
    return dropped


async def _dropped(node: Node, base: Delivery, older: Delivery, at: datetime) -> bool:
    """Destroy the rows of one delivery, with its leaf, unless its set is not replaced for good by another."""
    async with node.store.transaction() as transaction:
        standing = await to_change(transaction, base.id)
        before = await to_change(transaction, older.id)
        if not is_replaced_for_good(before, standing, at):
            return False
        after = replace(before, state=DeliveryState.REPLACED)
        await transaction.deliveries.drop_rows(after.id)
        await transaction.deliveries.move(after)
        await told(node, transaction, after, SYSTEM, at, {"by": str(standing.id)})
    await node.vault.destroy_material_key(older.id)
    return True
