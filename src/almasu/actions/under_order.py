"""Powers that rest on an order of departmental control: without one in force a control officer has none (SIO25-21.1).

The order is read inside the act's own transaction: one that has ended, or that a later one replaced, empowers nobody.
"""

from __future__ import annotations

from datetime import datetime

from almasu.actions.entering import Entered, in_office
from almasu.kernel.control.order import MOST_ORDERS, OrderState, empowering
from almasu.kernel.control.problems import NO_ORDER
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power, Reach

IN_FORCE = (OrderState.IN_FORCE.value,)


async def order_over(transaction: Transaction, account: Account, at: datetime) -> Paper:
    """Return the order that lets an account control its body today; Problem `control.no_order`."""
    body = account.body_bin
    orders = await transaction.papers.found(PaperKind.CONTROL_ORDER, "body", body, None, MOST_ORDERS, IN_FORCE)
    order = empowering(orders, body, account.id, at)
    if order is None:
        raise NO_ORDER.at()
    return order


async def make_sure_of_order(transaction: Transaction, account: Account | None, power: Power, at: datetime) -> None:
    """Raise `control.no_order` where what a power reaches for an account rests on an order and none empowers it.

    What somebody reaches without an order - their own, what names them - is to be told apart before; whatever else is
    asked for is refused so, there or not (DESIGN 7).
    """
    if account is not None and Reach.BODY_BY_ORDER in power.reach(account.role):
        await order_over(transaction, account, at)


async def in_power(transaction: Transaction, token: str, power: Power, at: datetime) -> Entered:
    """Return a person who may work and has a power, under an order where it rests on one.

    Problems: `account.role`, `control.no_order`.
    """
    person = await in_office(transaction, token, power.roles, at)
    await make_sure_of_order(transaction, person.account, power, at)
    return person
