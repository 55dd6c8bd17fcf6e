"""Servers from which files of feeds are fetched, over HTTP: registered and revoked by signed acts (FMA-3.1)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler

from almasu.actions.provision import feed_servers
from almasu.actions.provision.feed_servers import KeptServer, OfServer
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.provision.delivery import NotCounted, not_counted
from almasu.kernel.provision.feed_server import ServerForm


class ServerLine(msgspec.Struct, frozen=True):
    """A registered server; what lets us in is never told. `state` is registered or revoked."""

    card: UUID
    body: str
    data_set: str
    address: str
    user: str
    host_key: str
    fingerprint: str
    state: str
    at: datetime


class ServersKnown(msgspec.Struct, frozen=True):
    """The servers that the caller sees; `trouble` is why the operator's list of places cannot be read, if so."""

    servers: tuple[ServerLine, ...]
    trouble: NotCounted | None


@get("/servers")
async def servers(running: OfNode, authorization: Bearer) -> ServersKnown:
    """Return registered servers: the Agency sees those of all bodies, a body its own."""
    known = await feed_servers.servers(running.node, token_of(authorization), running.now())
    return ServersKnown(
        tuple(_line(one) for one in known.servers), None if known.trouble is None else not_counted(known.trouble)
    )


def server_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of servers."""
    sign = "sign exactly these bytes."
    return (
        servers,
        *signed_pair(
            "/servers",
            Building(
                ServerForm,
                feed_servers.prepare_server,
                f"Build the act that registers the server of a set, with what lets us in sealed: {sign}",
            ),
            Finishing(feed_servers.register_server, ServerLine, _line, "Register the server."),
        ),
        *signed_pair(
            "/servers-back",
            Building(OfServer, feed_servers.prepare_revocation, f"Build the act that revokes a server: {sign}"),
            Finishing(feed_servers.revoke_server, ServerLine, _line, "Revoke the server at once."),
        ),
    )


def _line(kept: KeptServer) -> ServerLine:
    one = kept.server
    return ServerLine(
        card=kept.number,
        body=one.body,
        data_set=one.data_set,
        address=one.address,
        user=one.user,
        host_key=one.host_key,
        fingerprint=one.fingerprint,
        state=kept.state.value,
        at=kept.at,
    )
