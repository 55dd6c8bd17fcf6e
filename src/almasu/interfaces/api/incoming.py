"""What others published, over HTTP, for the sectoral centre (ASOI-3.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.sector import incoming as acts
from almasu.actions.sector.acting import law_of
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.losses import LossLine, loss_lines
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.interchange.csaf_in import MOST_BYTES
from almasu.kernel.sector.catalogue import Catalogue


class AdvisoryLine(msgspec.Struct, frozen=True):
    """An advisory in a list: where it came from, what it says in short, what is known of its numbers beside it."""

    id: UUID
    format: str
    source: str
    came_at: datetime
    number: str
    version: str
    title: str
    cves: tuple[str, ...]
    score: float
    exploited: dict[str, date | None]
    likely: float | None


class AdvisoryCard(msgspec.Struct, frozen=True):
    """An advisory with the fields of an alert that it fills in, the faults of its form, and whom it concerns."""

    line: AdvisoryLine
    fields: dict[str, str]
    faults: tuple[str, ...]
    declared: int
    surely: int
    perhaps: int


class EventLine(msgspec.Struct, frozen=True):
    """An event of MISP that came: the fields of an alert that it fills in, and what of it is not in them."""

    id: UUID
    source: str
    came_at: datetime
    fields: dict[str, str]
    losses: tuple[LossLine, ...]


class SourceLine(msgspec.Struct, frozen=True):
    """How a source stands."""

    source: str
    ended_at: datetime | None
    stopped: str
    detail: str
    kept: int
    refused: int


class OriginalFile(msgspec.Struct, frozen=True):
    """A file as it came, in base64."""

    id: UUID
    format: str
    name: str
    data: bytes


class AdvisoryFile(msgspec.Struct, frozen=True):
    """An advisory as a file in base64: CSAF 2.0, or a record of CVE."""

    data: Annotated[bytes, msgspec.Meta(max_length=MOST_BYTES)]


class AdvisoryAdded(msgspec.Struct, frozen=True):
    """An advisory that was added."""

    id: UUID
    format: str


@get("/incoming", response_headers=[GOES_ON])
async def listed(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[AdvisoryLine, ...]]:
    """Return advisories that came, newest first; the next page is named by the header `Link`."""
    found = await acts.advisories(running.node, token_of(authorization), after, running.now())
    return paged(request, map(_line, found.items), found.after)


@get("/incoming/events", response_headers=[GOES_ON])
async def listed_events(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[EventLine, ...]]:
    """Return events of MISP that came, newest first; the next page is named by the header `Link`."""
    found = await acts.events(running.node, token_of(authorization), after, running.now())
    catalogue = law_of(running.node).catalogue
    return paged(request, (_event(one, catalogue) for one in found.items), found.after)


@get("/incoming/sources")
async def sources(running: OfNode, authorization: Bearer) -> tuple[SourceLine, ...]:
    """Return how the sources stand."""
    found = await acts.sources(running.node, token_of(authorization), running.now())
    return tuple(SourceLine(one.source, one.ended_at, one.stopped, one.detail, one.kept, one.refused) for one in found)


@get("/incoming/{incoming:uuid}")
async def card(running: OfNode, authorization: Bearer, incoming: FromPath[UUID]) -> AdvisoryCard:
    """Return one advisory, and whom it concerns."""
    token, at = token_of(authorization), running.now()
    opened = await acts.open_advisory(running.node, token, incoming, at)
    fields = await acts.draft(running.node, token, incoming, at)
    faults = tuple(f"{one.test} {one.what}".strip() for one in opened.faults)
    told = opened.concerned
    return AdvisoryCard(_line(opened.known), dict(fields), faults, told.declared, told.surely, told.perhaps)


@get("/incoming/{incoming:uuid}/original")
async def original(running: OfNode, authorization: Bearer, incoming: FromPath[UUID]) -> OriginalFile:
    """Return a file as it came."""
    found = await acts.original(running.node, token_of(authorization), incoming, running.now())
    return OriginalFile(found.id, found.kind.value, found.name, found.body)


@post("/incoming", status_code=201)
async def add(running: OfNode, authorization: Bearer, data: JSONBody[AdvisoryFile]) -> AdvisoryAdded:
    """Keep an advisory given as a file."""
    made = await acts.add_advisory(running.node, token_of(authorization), data.data, running.now())
    return AdvisoryAdded(made.id, made.kind.value)


def incoming_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of what came."""
    return (listed, listed_events, sources, card, original, add)


def _line(one: acts.Known) -> AdvisoryLine:
    advisory = one.advisory
    return AdvisoryLine(
        id=one.file.id,
        format=one.file.kind.value,
        source=one.file.source,
        came_at=one.file.came_at,
        number=advisory.number,
        version=advisory.version,
        title=advisory.title,
        cves=advisory.cves,
        score=advisory.score,
        exploited=dict(one.exploited),
        likely=one.likely,
    )


def _event(one: acts.Event, catalogue: Catalogue) -> EventLine:
    losses = loss_lines(one.taken.losses, catalogue)
    return EventLine(one.file.id, one.file.source, one.file.came_at, dict(one.taken.fields), losses)
