"""An order on departmental control in force, as head and operator would have left it."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import msgspec

from actions.conftest import World
from almasu.kernel.control.order import ControlOrder, HeadSigned, OrderState, order_in, order_paper
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account
from almasu.law.moment import in_astana

HEAD = "720411350348"


async def ordered(world: World, account: Account) -> Paper:
    """Name an account for the control of its body, from today and until further notice."""
    at = world.clock()
    day, head = in_astana(at).date(), HeadSigned(uuid4(), at, HEAD)
    says = ControlOrder("12-Б", day, account.body_bin, HEAD, "Төраға", (account.id,), day, None, account.id, head)
    paper = replace(order_paper(uuid4(), says, at), state=OrderState.IN_FORCE.value)
    async with world.node.store.transaction() as transaction:
        await transaction.papers.keep(paper)
    return paper


async def ended(world: World, order: Paper) -> None:
    """End an order, as a later one would."""
    async with world.node.store.transaction() as transaction:
        says = msgspec.structs.replace(order_in(order), ended_at=world.clock())
        await transaction.papers.keep(order.moved(OrderState.ENDED.value, world.clock(), says))
