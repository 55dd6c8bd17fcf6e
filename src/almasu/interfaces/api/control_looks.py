"""What a controller and a head see over HTTP: whom an order may name, orders, packs, one case, the month's oddities."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.params import FromPath

from almasu.actions.control import appoint, find_breach, look_now, see_packs
from almasu.interfaces.api import messages_of_control as told
from almasu.interfaces.api import messages_of_reports as of_reports
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.messages import Words
from almasu.interfaces.api.saying import words
from almasu.kernel.control.oddity import Oddity
from almasu.wiring.control import means_of


class OddityLine(msgspec.Struct, frozen=True):
    """What is odd, as a sentence with its facts: a reason to look and no accusation. `weight` is 0 to 100."""

    kind: str
    says: Words
    weight: float
    account: str
    requests: tuple[str, ...]
    facts: dict[str, str]


class LookAnswer(msgspec.Struct, frozen=True):
    """What is odd in the last month, the weightiest first; `cut` where only the first requests were looked at."""

    since: datetime
    until: datetime
    requests: int
    cut: bool
    oddities: tuple[OddityLine, ...]


@get("/control/orders/officers")
async def officers(running: OfNode, authorization: Bearer) -> tuple[told.OfficerLine, ...]:
    """Return whom an order of the own body may name, by name and post. The look is journalled."""
    found = await appoint.officers_to_name(running.node, token_of(authorization), running.now())
    return tuple(told.OfficerLine(one.account, one.name, words(one.position)) for one in found)


@get("/control/orders/to-sign")
async def to_sign(running: OfNode, authorization: Bearer) -> tuple[told.OrderLine, ...]:
    """Return the orders that wait for one's signature as the head, in a visit or signed in."""
    found = await appoint.orders_to_sign(running.node, token_of(authorization), running.now())
    return tuple(told.order_line(paper) for paper in found)


@get("/control/orders/{paper:uuid}")
async def one_order(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> told.OrderLine:
    """Return an order to its body's controllers and to the operator."""
    return told.order_line(await appoint.one_order(running.node, token_of(authorization), paper, running.now()))


@get("/control/oddities")
async def oddities(running: OfNode, authorization: Bearer) -> LookAnswer:
    """Return what is odd in the last month of the own body. The look is journalled."""
    found = await look_now.look_now(running.node, means_of(running), token_of(authorization), running.now())
    lines = tuple(_oddity(one) for one in found.oddities)
    return LookAnswer(found.since, found.until, found.totals.count, found.cut, lines)


@get("/control/packs")
async def packs(running: OfNode, authorization: Bearer) -> tuple[told.PackLine, ...]:
    """Return the packs of the own body, the latest first."""
    found = await see_packs.packs(running.node, token_of(authorization), running.now())
    return tuple(told.pack_line(paper) for paper in found)


@get("/control/packs/{paper:uuid}")
async def one_pack(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> told.PackLine:
    """Return a pack of the own body."""
    return told.pack_line(await see_packs.one_pack(running.node, token_of(authorization), paper, running.now()))


@get("/control/cases/{paper:uuid}")
async def one_case(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> of_reports.CaseLine:
    """Return a case on liability of the own body."""
    return of_reports.case_line(await find_breach.one_case(running.node, token_of(authorization), paper, running.now()))


def control_look_routes() -> Router:
    """Return the routes of what a controller and a head see."""
    handlers = [officers, to_sign, one_order, oddities, packs, one_pack, one_case]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])


def _oddity(one: Oddity) -> OddityLine:
    return OddityLine(one.kind.value, words(one.says()), one.weight, one.account, one.requests, dict(one.facts))
