"""Who looked at what came of one's own request, over HTTP (SIO25-15.1, SIO25-19.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.params import FromPath

from almasu.actions.who_viewed import who_viewed
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session


class LookLine(msgspec.Struct, frozen=True):
    """One look or one taking along: when, by which kind of act, of which resource alone; null is all of them."""

    at: datetime
    kind: str
    resource: int | None


@get("/requests/{request_id:uuid}/looks")
async def looks(running: OfNode, authorization: Bearer, request_id: FromPath[UUID]) -> tuple[LookLine, ...]:
    """Return the looks at one's own request and what was taken along of it, the latest first."""
    found = await who_viewed(running.node, token_of(authorization), request_id, running.now())
    return tuple(LookLine(one.at, one.kind.value, one.resource) for one in found)


def look_routes() -> Router:
    """Return the route of looks."""
    return Router("/", route_handlers=[looks], guards=[with_session], security=[{"session": []}])
