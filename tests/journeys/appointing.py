"""The order that lets a controller work: drafted, signed by the head, confirmed by the operator, each in the portal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from almasu.law import moment
from almasu.testing.people import VISITORS
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.visitor import Visitor, person_with, visitor

HEAD = next(person for person in VISITORS if person.role == "head")
DRAFT = "/offices/control/orders/new"


def day(days: int = 0) -> str:
    """A day of Astana, so many from today."""
    return (moment.in_astana(now()) + timedelta(days=days)).date().isoformat()


async def order_of(controller: Visitor, **change: str) -> Mapping[str, str]:
    """The form of an order that names the controller, filled in."""
    await controller.goes(DRAFT)
    offered = dict(re.findall(r'name="officers" value="([^"]+)"[^>]*>(.*?)</label>', controller.last.text, re.DOTALL))
    [account] = [number for number, words in offered.items() if controller.person.surname in words]
    ordinary = {"number": "9-Б", "dated": day(), "head_iin": HEAD.iin, "head_position": "Төраға", "since": day()}
    return ordinary | {"officers": account} | change


async def appointed(demo: Demo, controller: Visitor, **change: str) -> None:
    """Put an order in force, which ends whatever order another journey left."""
    await controller.fills_in(DRAFT, await order_of(controller, **change))
    number = controller.last.path.rsplit("/", 1)[1]
    async with visitor(demo, HEAD) as head, visitor(demo, person_with("operator")) as operator:
        await head.goes("/visit")
        await head.signs()
        await head.does(f"/offices/control-orders-to-sign/{number}/confirm", {})
        await operator.comes_in()
        await operator.fills_in(f"/offices/control-orders/{number}/decide", {"decision": "confirm"})
        assert operator.last.path == "/offices/control-orders", operator.last.words


async def without_order(demo: Demo, controller: Visitor) -> None:
    """Leave the controller without an order today, whatever another journey left: the next one begins in a year."""
    await controller.goes("/offices/control/reports")
    if controller.last.status == 200:
        await appointed(demo, controller, number="8-Б", since=day(365))
        await controller.goes("/offices/control/reports")
    assert controller.last.status == 403, controller.last.words
