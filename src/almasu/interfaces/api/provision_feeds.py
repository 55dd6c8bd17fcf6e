"""Feeds over HTTP: a file announced, sent in parts, its progress and the report of its rejected rows (FMA-3.1, FMA-5).

A file is announced with its size and SHA-256 and comes in parts with `Content-Range: bytes first-last/size` (RFC 9110,
14.4); after a break the next part begins where `progress` says that the file ends.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, HeaderParameter, JSONBody

from almasu.actions.provision import see_deliveries, take_back, take_delivery
from almasu.actions.provision.row_report import report_csv, report_name
from almasu.actions.provision.see_deliveries import SeenDelivery
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.evidence import attachment
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.provision.delivery import Count, Delivery, NotCounted, Offered, TakenBack
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.problems_of_feeds import NOT_AT_THE_END

_RANGE = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/(?:[0-9]{1,15}|\*)")
ContentRange = Annotated[str, HeaderParameter(name="content-range", description="bytes first-last/size")]


def first_byte(content_range: str) -> int | None:
    """Return where a part begins (RFC 9110, 14.4), None where the header says nothing of the kind."""
    found = _RANGE.fullmatch(content_range)
    return None if found is None else int(found[1])


class DeliveryLine(msgspec.Struct, frozen=True):
    """A delivery: what it is of, where it stands, its rows so far; `share` from 0 to 1 of the reading."""

    delivery: UUID
    body: str
    data_set: str
    number: int
    extent: str
    format: str
    builds_on: int
    name: str
    size: int
    sha256: str
    state: str
    at: datetime
    ended_at: datetime | None
    share: float
    blocks: int
    accepted: int
    rejected: int
    because: NotCounted | None
    rows_said: int | None = None
    taken_back: TakenBack | None = None


class DeliveryTold(msgspec.Struct, frozen=True):
    """A delivery with its flaws: how many of each kind, the first ones by line, and why the whole was refused."""

    delivery: DeliveryLine
    counts: tuple[Count, ...]
    flaws: tuple[Rejected, ...]
    refused: Rejected | None
    cuts: tuple[str, ...]


class DeliveryProgress(msgspec.Struct, frozen=True):
    """How far a delivery is: `came` is how many bytes of its file came in, where the next part begins."""

    state: str
    came: int
    size: int
    share: float
    accepted: int
    rejected: int


@get("/deliveries", response_headers=[GOES_ON])
async def deliveries(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[DeliveryLine, ...]]:
    """Return deliveries, the latest first: the Agency sees those of all bodies, a body its own."""
    page = await see_deliveries.deliveries(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(_line, page.items), page.after)


@post("/deliveries", status_code=201)
async def announce(running: OfNode, authorization: Bearer, data: JSONBody[Offered]) -> DeliveryLine:
    """Announce the file of a set that the act in force gives by a schedule."""
    return _line(await take_delivery.take_delivery(running.node, token_of(authorization), data, running.now()))


@put("/deliveries/{delivery:uuid}/file", request_max_body_size=take_delivery.LONGEST_PART)
async def part(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    delivery: FromPath[UUID],
    content_range: ContentRange = "bytes 0-0/*",
) -> DeliveryProgress:
    """Add a part to the file of a delivery; the whole one is read from then on."""
    token = token_of(authorization)
    first = first_byte(content_range)
    if first is None:
        seen = await see_deliveries.progress_of(running.node, token, delivery, running.now())
        raise NOT_AT_THE_END.at("content-range", size=str(seen.came))
    await take_delivery.add_to_file(running.node, token, delivery, first, await request.body(), running.now())
    return _progress(await see_deliveries.progress_of(running.node, token, delivery, running.now()))


@get("/deliveries/{delivery:uuid}")
async def one_delivery(running: OfNode, authorization: Bearer, delivery: FromPath[UUID]) -> DeliveryTold:
    """Return a delivery with its flaws."""
    seen = await see_deliveries.see_delivery(running.node, token_of(authorization), delivery, running.now())
    kept = seen.delivery
    return DeliveryTold(_line(kept), kept.counts, tuple(seen.flaws), kept.refused, kept.cuts)


@get("/deliveries/{delivery:uuid}/progress")
async def progress(running: OfNode, authorization: Bearer, delivery: FromPath[UUID]) -> DeliveryProgress:
    """Return how far a delivery is."""
    token = token_of(authorization)
    return _progress(await see_deliveries.progress_of(running.node, token, delivery, running.now()))


@get("/deliveries/{delivery:uuid}/report")
async def report(running: OfNode, authorization: Bearer, delivery: FromPath[UUID]) -> Response[bytes]:
    """Return the report of rejected rows as CSV."""
    token = token_of(authorization)
    kept, flaws = await see_deliveries.give_row_report(running.node, token, delivery, running.now())
    return attachment(report_csv(flaws), "text/csv", report_name(kept))


@post("/deliveries/{delivery:uuid}/taken-back", status_code=200)
async def taken_back(
    running: OfNode, authorization: Bearer, delivery: FromPath[UUID], data: JSONBody[take_back.Why]
) -> DeliveryLine:
    """Take back the last delivery of a set that counts: what it stood in place of counts again."""
    token = token_of(authorization)
    return _line(await take_back.take_back(running.node, token, delivery, data, running.now()))


def feed_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of feeds."""
    return (deliveries, announce, part, one_delivery, progress, report, taken_back)


def _line(one: Delivery) -> DeliveryLine:
    offered, position = one.offered, one.position
    return DeliveryLine(
        delivery=one.id,
        body=one.body,
        data_set=one.data_set.code,
        number=one.number,
        extent=one.extent.value,
        format=offered.format.value,
        builds_on=offered.builds_on,
        name=offered.name,
        size=offered.size,
        sha256=offered.sha256,
        state=one.state.value,
        at=one.at,
        ended_at=one.ended_at,
        share=position.share,
        blocks=position.number,
        accepted=position.accepted,
        rejected=position.rejected,
        because=one.because,
        rows_said=one.promised,
        taken_back=one.taken_back,
    )


def _progress(seen: SeenDelivery) -> DeliveryProgress:
    kept = seen.delivery
    position = kept.position
    return DeliveryProgress(
        kept.state.value, seen.came, kept.offered.size, position.share, position.accepted, position.rejected
    )
