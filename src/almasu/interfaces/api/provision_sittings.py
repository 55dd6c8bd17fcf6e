"""Sessions at the workplaces of bodies over HTTP: begun, read, ended, what was seen there (FMA-3.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.provision import looks as looking
from almasu.actions.provision import sittings as sitting_down
from almasu.actions.provision.sittings import KeptSitting
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.provision.look import Look
from almasu.kernel.provision.received import Received
from almasu.wiring.workplaces import entrance


class SitDown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Under which seat a session begins, and the material that what is seen is kept under, where the seat keeps it."""

    seat: UUID
    material: UUID | None = None


class SittingLine(msgspec.Struct, frozen=True):
    """A session: whose, at which set of which body, from when to when, why it ended, how many looks it had."""

    id: UUID
    state: str
    seat: UUID
    body: str
    data_set: str
    person: UUID
    since: datetime
    ended_at: datetime | None
    why: str
    looks: int
    edition: str


class SittingCard(SittingLine, frozen=True):
    """A session; to whoever looked, the material that what was seen lies under, and whether it is there still."""

    material: UUID | None = None
    material_stands: bool = False


class Begun(msgspec.Struct, frozen=True):
    """A session that was begun: `address` opens it in a browser, once and within a minute."""

    sitting: SittingLine
    address: str


class LookLine(msgspec.Struct, frozen=True):
    """One exchange; `path` and digests are empty for everybody but whoever looked.

    `cuts` are the names that were cut from what came, for they are beyond the act (FMA-5).
    """

    id: UUID
    number: int
    at: datetime
    method: str
    path: str
    fate: str
    status: int
    sent: int
    received: int
    sent_sha256: str
    received_sha256: str
    kind: str
    took: int
    kept: bool
    cuts: tuple[str, ...] = ()


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which purpose something is opened, and why."""

    purpose: str
    why: str


class LookShown(msgspec.Struct, frozen=True):
    """A look with its content: the bytes that were sent and that came, in base64, and what binds them."""

    look: LookLine
    of: Received
    kind: str
    sent: bytes
    received: bytes


@post("/sittings", status_code=201)
async def begin(running: OfNode, authorization: Bearer, data: JSONBody[SitDown]) -> Begun:
    """Sit down at a workplace under one's own seat."""
    token, at = token_of(authorization), running.now()
    kept, ticket = await sitting_down.sit_down(running.node, token, data.seat, data.material, at)
    return Begun(_line(kept), entrance(running.settings, ticket))


@get("/sittings", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[SittingLine, ...]]:
    """Return the sessions that the caller may know of, the last moved first."""
    page = await sitting_down.sittings(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(_line, page.items), page.after)


@get("/sittings/{sitting:uuid}")
async def one(running: OfNode, authorization: Bearer, sitting: FromPath[UUID]) -> SittingCard:
    """Return one session; the journal says that it was looked at."""
    token, at = token_of(authorization), running.now()
    line = _line((await sitting_down.sitting(running.node, token, sitting, at))[0])
    material, stands = await looking.seen_under(running.node, token, sitting, at) or (None, False)
    return SittingCard(**msgspec.structs.asdict(line), material=material, material_stands=stands)


@get("/sittings/{sitting:uuid}/looks", response_headers=[GOES_ON])
async def looks(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    sitting: FromPath[UUID],
    after: After = "",
    most: Most = 50,
) -> Response[tuple[LookLine, ...]]:
    """Return the exchanges of a session, newest first."""
    page = await looking.looks(running.node, token_of(authorization), sitting, after, most, running.now())
    return paged(request, map(_look, page.items), page.after)


@post("/sittings/{sitting:uuid}/end", status_code=200)
async def end(running: OfNode, authorization: Bearer, sitting: FromPath[UUID]) -> SittingLine:
    """End a session by hand, at once."""
    return _line(await sitting_down.end_by_hand(running.node, token_of(authorization), sitting, running.now()))


@post("/looks/{look:uuid}/open", status_code=200)
async def opened(running: OfNode, authorization: Bearer, look: FromPath[UUID], data: JSONBody[Opening]) -> LookShown:
    """Open what was seen from the material it is kept under; the journal names purpose and reason."""
    token, at = token_of(authorization), running.now()
    found = await looking.open_look(running.node, token, look, data.purpose, data.why, at)
    return LookShown(_look(found.look), found.received, found.content.kind, found.content.sent, found.content.received)


def sitting_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (begin, listed, one, looks, end, opened)


def _line(one: KeptSitting) -> SittingLine:
    held = one.sitting
    why = "" if held.why is None else held.why.value
    return SittingLine(
        one.paper.id,
        one.state.value,
        held.seat,
        held.body,
        held.data_set,
        held.person,
        held.since,
        held.cut_at,
        why,
        one.looks,
        held.edition,
    )


def _look(one: Look) -> LookLine:
    return LookLine(
        one.id,
        one.number,
        one.at,
        one.method,
        one.path,
        one.fate.value,
        one.status,
        one.sent,
        one.received,
        one.sent_sha256,
        one.received_sha256,
        one.kind,
        one.took,
        one.kept,
        one.cuts,
    )
