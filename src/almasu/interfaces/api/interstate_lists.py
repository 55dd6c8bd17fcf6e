"""Lists of requests, offers and items over HTTP, searched and page by page, and how one line of each is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from almasu.actions.interstate import not_taken as told_in_vain
from almasu.actions.interstate import see_cases, seek
from almasu.actions.interstate.cases import KeptCase
from almasu.actions.interstate.not_taken import NotTaken
from almasu.actions.interstate.offers_kept import Held
from almasu.actions.interstate.remind import Reminded
from almasu.actions.interstate.seek import Sought
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.interstate_items import ItemLine, item_line
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.interstate.asking import Subject
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.offering import Offer
from almasu.kernel.page import Page

Found = TypeVar("Found")
Line = TypeVar("Line")

OfNumber = Annotated[str, QueryParameter(name="number", max_length=40, description="the beginning of a number")]
OfSubject = Annotated[Subject | None, QueryParameter(name="subject", description="the subject of article 2")]
OfPaper = Annotated[
    UUID | None, QueryParameter(name="paper", description="the number of a request, offer, asking or consultation")
]
Since = Annotated[date | None, QueryParameter(name="since", description="from this day of Astana on")]
Until = Annotated[date | None, QueryParameter(name="until", description="until this day of Astana")]


class CaseLine(msgspec.Struct, frozen=True):
    """A request at this side: its number here, where it stands, until when it must be told of, whether it is late."""

    id: UUID
    state: str
    due_at: datetime | None
    late: bool
    case: Case


class OfferLine(msgspec.Struct, frozen=True):
    """An offer at this side; `ours` tells whether a body of this node makes it."""

    id: UUID
    ours: bool
    offer: Offer


@get("/requests", response_headers=[GOES_ON])
async def requests(
    request: Request[Any, Any, Any],
    running: OfNode,
    authorization: Bearer,
    number: OfNumber = "",
    subject: OfSubject = None,
    since: Since = None,
    until: Until = None,
    after: After = "",
) -> Response[tuple[CaseLine, ...]]:
    """Return the requests of the caller's body, the one that moved last first."""
    at, sought = running.now(), Sought(number, subject, since, until)
    page = seek.find_cases(running.node, token_of(authorization), sought, after, at)
    return await _told(request, page, lambda one: case_line(one, at))


@get("/requests/{case:uuid}/reminders")
async def reminders(running: OfNode, authorization: Bearer, case: FromPath[UUID]) -> tuple[Reminded, ...]:
    """Return of which clocks of a request the caller's body was reminded, and when (CIS-8.2)."""
    return tuple(await see_cases.reminders(running.node, token_of(authorization), case, running.now()))


@get("/not-taken")
async def not_taken(running: OfNode, authorization: Bearer, paper: OfPaper = None) -> tuple[NotTaken, ...]:
    """Return what other sides did not accept of what the caller's body told them: lately, or of one paper (CIS-6.1)."""
    node, token, at = running.node, token_of(authorization), running.now()
    if paper is None:
        return tuple(await told_in_vain.lately_not_taken(node, token, at))
    return tuple(await told_in_vain.not_taken(node, token, paper, at))


@get("/offers", response_headers=[GOES_ON])
async def offers(
    request: Request[Any, Any, Any],
    running: OfNode,
    authorization: Bearer,
    number: OfNumber = "",
    subject: OfSubject = None,
    since: Since = None,
    until: Until = None,
    after: After = "",
) -> Response[tuple[OfferLine, ...]]:
    """Return the offers of the caller's body, made and received."""
    sought = Sought(number, subject, since, until)
    page = seek.find_offers(running.node, token_of(authorization), sought, after, running.now())
    return await _told(request, page, offer_line)


@get("/items", response_headers=[GOES_ON])
async def received(
    request: Request[Any, Any, Any],
    running: OfNode,
    authorization: Bearer,
    number: OfNumber = "",
    since: Since = None,
    until: Until = None,
    after: After = "",
) -> Response[tuple[ItemLine, ...]]:
    """Return the cards of what the caller's body received."""
    sought = Sought(number, None, since, until)
    page = seek.find_items(running.node, token_of(authorization), sought, after, running.now())
    return await _told(request, page, item_line)


async def _told(
    request: Request[Any, Any, Any], found: Awaitable[Page[Found]], line: Callable[[Found], Line]
) -> Response[tuple[Line, ...]]:
    """Return a page of what was found, a line each, with the way to the next."""
    page = await found
    return paged(request, map(line, page.items), page.after)


def list_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of the lists."""
    return (requests, reminders, not_taken, offers, received)


def case_line(kept: KeptCase, at: datetime) -> CaseLine:
    """Return a request as it is told."""
    return CaseLine(kept.paper.id, kept.case.state.value, kept.case.due_at, kept.case.is_late(at), kept.case)


def case_made(kept: KeptCase) -> CaseLine:
    """Return a request as it is told right after a step."""
    return case_line(kept, kept.paper.at)


def offer_line(held: Held) -> OfferLine:
    """Return an offer as it is told."""
    return OfferLine(held.paper.id, held.kept.ours, held.kept.offer)
