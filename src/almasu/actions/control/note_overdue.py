"""Notice that the control of a month is overdue, say it once, and show it to body, head and operator (SIO25-21.2).

The worker looks again and again. The notice is a paper with its leaf: no restart and no second worker says it twice,
and a pack signed late closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.visit import signer_of
from almasu.kernel.control.duty import Month, MonthDuty, duties, month_named
from almasu.kernel.control.order import MOST_ORDERS, ControlOrder, OrderState, order_in
from almasu.kernel.control.overdue import OverdueState, overdue_in, overdue_number, overdue_paper
from almasu.kernel.control.pack import PackState, pack_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Role
from almasu.kernel.ports import Transaction

VALID = (OrderState.IN_FORCE.value, OrderState.ENDED.value)
SYSTEM = "system:exchange"
MOST = 1000


async def note_overdue(node: Node, at: datetime) -> int:
    """Say of every month that is overdue that it is, once; return how many were new."""
    async with node.store.single() as store:
        orders = await store.papers.in_states(PaperKind.CONTROL_ORDER, VALID, None, MOST)
    bodies = sorted({order_in(one).body_bin for one in orders})
    told = 0
    for body in bodies:
        async with node.store.transaction() as transaction:
            told += await _note_of(node, transaction, body, at)
    return told


async def duties_of(node: Node, store: Transaction, body: str, at: datetime) -> tuple[MonthDuty, ...]:
    """Return the months of a body's control, the latest first; none where no order was ever in force."""
    orders = await _orders(store, body)
    if not orders:
        return ()
    begun = min(Month(one.since.year, one.since.month).since for one in orders)
    packs = await store.papers.found(PaperKind.CONTROL_PACK, "body", body, None, MOST_ORDERS, [PackState.SIGNED.value])
    done: dict[Month, datetime] = {}
    for one in packs:
        month = month_named(pack_in(one).month)
        done[month] = min(done.get(month, one.at), one.at)
    return duties(begun, done, node.law.due, at)


async def close_overdue(node: Node, transaction: Transaction, body: str, month: str, at: datetime) -> None:
    """Close the notice about a month whose pack is being signed; nothing where there is none."""
    found = await transaction.papers.to_change(overdue_number(body, month), PaperKind.CONTROL_OVERDUE)
    if found is not None and found.state == OverdueState.TOLD:
        says = msgspec.structs.replace(overdue_in(found), done_at=at)
        await _keep(node, transaction, found.moved(OverdueState.DONE.value, at, says), at)


async def view_overdue(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return notices: to the operator those that stand, to a control officer the body's, to a head those to them."""
    async with node.store.single() as store:
        signer = await signer_of(store, token, at)
        kind = PaperKind.CONTROL_OVERDUE
        role = None if signer.account is None else signer.account.role
        if role is Role.OPERATOR:
            return await store.papers.in_states(kind, [OverdueState.TOLD.value], None, MOST)
        if signer.account is not None and role is Role.CONTROLLER:
            return await store.papers.found(kind, "body", signer.account.body_bin, None, MOST_ORDERS)
        return await store.papers.found(kind, "head", signer.visitor.iin, None, MOST_ORDERS)


async def _note_of(node: Node, transaction: Transaction, body: str, at: datetime) -> int:
    order = (await _orders(transaction, body))[0]
    new = 0
    for duty in await duties_of(node, transaction, body, at):
        if duty.done_at is not None or not duty.overdue:
            continue
        paper = overdue_paper(body, duty, order.officers, order.head_iin, at)
        if await transaction.papers.latest(paper.id, PaperKind.CONTROL_OVERDUE) is None:
            await _keep(node, transaction, paper, at)
            new += 1
    return new


async def _orders(store: Transaction, body: str) -> Sequence[ControlOrder]:
    """Return the orders of a body that were ever in force, the latest first."""
    found = await store.papers.found(PaperKind.CONTROL_ORDER, "body", body, None, MOST_ORDERS, VALID)
    return sorted(map(order_in, found), key=lambda one: one.since, reverse=True)


async def _keep(node: Node, transaction: Transaction, paper: Paper, at: datetime) -> None:
    await transaction.papers.keep(paper)
    says = {**paper.told(), "month": overdue_in(paper).month}
    await transaction.journal.append(leaf(node, EntryKind.CONTROL_OVERDUE, at, SYSTEM, paper.about(), says))
