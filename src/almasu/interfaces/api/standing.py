"""How the node stands: health for load balancers, measures for Prometheus."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, cast

import msgspec
from litestar import Request, Response, Router, get
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from almasu.interfaces.api.given import OfNode
from almasu.interfaces.api.refusals import ABSENT

log = logging.getLogger(__name__)
MEASURES = CONTENT_TYPE_LATEST.removesuffix("; charset=utf-8")
"""The framework says the charset itself: said twice, a strict reader of measures takes none."""
HANDED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Health(msgspec.Struct, frozen=True):
    """What was tried, and whether it worked: the database is really asked."""

    status: str
    database: str


@get("/healthz")
async def health(running: OfNode) -> Response[Health]:
    """Try what every act needs: a transaction on the database. Whatever goes wrong, no work may be sent here."""
    try:
        async with running.node.store.transaction() as transaction:
            await transaction.sessions.one(b"\x00" * 32)
    except Exception:
        log.exception("the database cannot be used")
        return Response(Health("failing", "unreachable"), status_code=503)
    return Response(Health("ok", "ok"))


@get("/metrics", media_type=MEASURES, include_in_schema=False)
async def metrics(running: OfNode, request: Request[Any, Any, Any]) -> bytes:
    """Return this process's measures to the monitoring; to anybody else there is nothing here."""
    if not may_measure(running.settings.metrics_to, request):
        raise ABSENT.at()
    return generate_latest()


def only_from(places: Iterable[str]) -> Guard:
    """Return the guard of routes that answer a listed place only; to anybody else there is nothing here."""
    listed = tuple(places)

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        if not may_measure(listed, connection):
            raise ABSENT.at()

    return guard


def may_measure(places: Iterable[str], request: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Tell whether a request comes straight from a listed place.

    What a proxy hands on is nobody's own: the proxy may stand on this very machine, and its headers are the sender's.
    """
    if request.client is None or any(name in request.headers for name in HANDED_ON):
        return False
    try:
        peer = ip_address(request.client.host)
    except ValueError:
        return False
    if isinstance(peer, IPv6Address) and peer.ipv4_mapped is not None:
        peer = peer.ipv4_mapped
    return any(peer in ip_network(place) for place in places)


@get("/openapi.json", media_type="application/vnd.oai.openapi+json", include_in_schema=False)
async def openapi(request: Request[Any, Any, Any]) -> bytes:
    """Return the description of the HTTP interface (OpenAPI 3.1), written out when it is first asked for."""
    kept = request.app.state
    if "openapi" not in kept:
        kept.openapi = msgspec.json.encode(request.app.openapi_schema.to_schema())
    return cast("bytes", kept.openapi)


def standing_routes() -> Router:
    """Return the routes of health, measures and description."""
    return Router("/", route_handlers=[health, metrics, openapi])
