"""Files of feeds fetched from a body's own server, over HTTP: asked for now, and what came of it (FMA-3.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions.provision import fetch_delivery, see_deliveries
from almasu.actions.provision.see_deliveries import SeenFetch
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.provision.delivery import NotCounted


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which set's file is to be fetched now."""

    data_set: Annotated[str, msgspec.Meta(max_length=60)]


class FetchLine(msgspec.Struct, frozen=True):
    """What came of fetching a set's file: `delivery` is that of the file once it is `taken`; sizes in bytes.

    `state` is waiting, taken, unchanged or failed; while it waits, `again_at` is when it is tried again; `sign` is
    what our side met at the server, in a technical word for whoever keeps it. `became` is the state of the delivery of
    a file that was taken, "" before, `accepted` and `rejected` its rows so far.
    """

    body: str
    data_set: str
    state: str
    at: datetime
    asked_at: datetime
    again_at: datetime | None
    tries: int
    came: int
    size: int
    delivery: str
    because: NotCounted | None
    sign: str
    became: str = ""
    accepted: int = 0
    rejected: int = 0


@get("/fetches")
async def fetches(running: OfNode, authorization: Bearer) -> list[FetchLine]:
    """Return what came of fetching files, the latest first: the Agency sees those of all bodies, a body its own."""
    return [_line(one) for one in await see_deliveries.fetches(running.node, token_of(authorization), running.now())]


@post("/fetches", status_code=202)
async def fetch(running: OfNode, authorization: Bearer, data: JSONBody[Wanted]) -> None:
    """Ask that the file of a set is fetched now from the body's server, as the operator's sheet names it."""
    await fetch_delivery.fetch_now(running.node, token_of(authorization), data.data_set, running.now())


def fetch_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of fetching."""
    return (fetches, fetch)


def _line(one: SeenFetch) -> FetchLine:
    card, read = one.fetch, one.delivery
    return FetchLine(
        body=card.body,
        data_set=card.data_set,
        state=one.state.value,
        at=one.at,
        asked_at=card.asked_at,
        again_at=one.again_at,
        tries=card.tries,
        came=one.came,
        size=card.size,
        delivery=str(card.delivery),
        because=card.because,
        sign=card.sign,
        became="" if read is None else read.state.value,
        accepted=0 if read is None else read.position.accepted,
        rejected=0 if read is None else read.position.rejected,
    )
