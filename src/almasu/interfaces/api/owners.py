"""The uses of a register, for its owner, over HTTP: ground and role, nobody's name, signed statements (SIO25-16)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from almasu.actions.owning import see_uses
from almasu.actions.owning.see_uses import Period
from almasu.interfaces.api.given import Bearer, OfNode, aware, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.owning.statement import StatementFile, UseLine

Most = Annotated[int, QueryParameter(ge=1, le=200)]


class OwnedLine(msgspec.Struct, frozen=True):
    """A resource of one's own body: its quota a day where it has one, and how often it was asked since midnight."""

    resource: int
    per_day: int | None
    today: int


@get("/resources")
async def own(running: OfNode, authorization: Bearer) -> tuple[OwnedLine, ...]:
    """Return the resources of one's own body, with what is used up of each quota since midnight in Astana."""
    found = await see_uses.quotas(running.node, token_of(authorization), running.now())
    return tuple(OwnedLine(one.resource, one.per_day, one.today) for one in found)


@get("/resources/{resource:int}/uses", response_headers=[GOES_ON])
async def uses(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    resource: FromPath[int],
    since: FromQuery[datetime],
    until: FromQuery[datetime],
    after: After = "",
    most: Most = 50,
) -> Response[tuple[UseLine, ...]]:
    """Return the uses of one's own register in a period, in the order of acceptance. The look is journalled."""
    period = Period(resource, aware(since), aware(until))
    page = await see_uses.uses(running.node, token_of(authorization), period, after, most, running.now())
    return paged(request, page.items, page.after)


@get("/resources/{resource:int}/statement")
async def statement(
    running: OfNode,
    authorization: Bearer,
    resource: FromPath[int],
    since: FromQuery[datetime],
    until: FromQuery[datetime],
) -> StatementFile:
    """Return the statement of a period, signed with the key of receipts, with a proof from the log for each answer."""
    token, log, period = token_of(authorization), running.main, Period(resource, aware(since), aware(until))
    key = log.log_keys.held.current.receipts
    return await see_uses.statement(running.node, token, log.journal, log.origin, key, period, running.now())


def owner_routes() -> Router:
    """Return the routes of owners below /owner."""
    return Router("/owner", route_handlers=[own, uses, statement], guards=[with_session], security=[{"session": []}])
