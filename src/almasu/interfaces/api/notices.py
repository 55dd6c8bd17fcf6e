"""Where notices go and how they are delivered, over HTTP (ASOI-3.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.node import Node
from almasu.actions.sector import notice_places as acts
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.papers.paper import Paper
from almasu.kernel.sector.notices import Notice, PlaceForm
from almasu.kernel.signatures.prepared import PreparedAct


class PlaceLine(msgspec.Struct, frozen=True):
    """A place in a list; never its key."""

    id: UUID
    channel: str
    address: str
    state: str
    at: datetime


class PlaceOpened(msgspec.Struct, frozen=True):
    """A place that was registered, and the key by which its receiver checks notices, in base64; empty for mail."""

    id: UUID
    key: str


class PlaceKey(msgspec.Struct, frozen=True):
    """The key by which the receiver checks notices, in base64."""

    key: str


class OfPlace(msgspec.Struct, frozen=True):
    """Which place an act is about."""

    place: UUID


class PlaceStands(msgspec.Struct, frozen=True):
    """Where a place stands after an act."""

    id: UUID
    state: str


class NoticeLine(msgspec.Struct, frozen=True):
    """A notice at one place: how far it is, how often it was tried, why it was not taken, when it is tried again."""

    id: UUID
    place: UUID
    document: UUID
    state: str
    queued_at: datetime
    moved_at: datetime
    tries: int
    why: str
    again_at: datetime | None


@get("/notice-places")
async def listed(running: OfNode, authorization: Bearer) -> tuple[PlaceLine, ...]:
    """Return where notices of the caller's organisation go or went, newest first."""
    found = await acts.places(running.node, token_of(authorization), running.now())
    return tuple(PlaceLine(one.id, to.channel.value, to.address, one.state, one.at) for one, to in found)


@get("/notices", response_headers=[GOES_ON])
async def notices(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[NoticeLine, ...]]:
    """Return notices of the caller's organisation, the last that moved first; the next page is in `Link`."""
    found = await acts.notices(running.node, token_of(authorization), after, running.now())
    return paged(request, (_line(*one) for one in found.items), found.after)


@post("/notice-places/{place:uuid}/key", status_code=200)
async def key(running: OfNode, authorization: Bearer, place: FromPath[UUID]) -> PlaceKey:
    """Return the key of a webhook for its owner; that it was taken is journalled."""
    return PlaceKey(await acts.take_key(running.node, token_of(authorization), place, running.now()))


def notice_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of notices."""
    sign = "sign exactly these bytes."
    return (
        listed,
        notices,
        key,
        *signed_pair(
            "/notice-places",
            Building(PlaceForm, acts.prepare_place, f"Build the act that registers where notices go: {sign}"),
            Finishing(acts.open_place, PlaceOpened, _opened, "Register the place; a webhook gets a key of its own."),
        ),
        *signed_pair(
            "/notice-closings",
            Building(OfPlace, _closing, f"Build the act that closes a place: {sign}"),
            Finishing(acts.close_place, PlaceStands, _stands, "Close the place; what waits for it is given up."),
        ),
    )


async def _closing(node: Node, token: str, form: OfPlace, at: datetime) -> PreparedAct:
    return await acts.prepare_closing(node, token, form.place, at)


def _opened(opened: acts.Opened) -> PlaceOpened:
    return PlaceOpened(opened.paper.id, opened.key)


def _stands(paper: Paper) -> PlaceStands:
    return PlaceStands(paper.id, paper.state)


def _line(paper: Paper, notice: Notice) -> NoticeLine:
    return NoticeLine(
        paper.id,
        notice.place,
        notice.about,
        paper.state,
        notice.at,
        paper.at,
        notice.tries,
        notice.last,
        paper.due_at,
    )
