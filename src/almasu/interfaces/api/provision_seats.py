"""Seats at the workplaces of bodies over HTTP: issued, taken back, read (FMA-3.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.provision import seats as sitting
from almasu.actions.provision.seats import Back, Form, KeptSeat
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair


class SeatLine(msgspec.Struct, frozen=True):
    """A seat: at which set of which body, whose, for which term, why, on which proofs against integration."""

    id: UUID
    state: str
    body: str
    data_set: str
    person: UUID
    why: str
    since: datetime
    until: datetime
    proofs: tuple[UUID, ...]
    revoked_at: datetime | None
    back: str


@get("/seats", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[SeatLine, ...]]:
    """Return the seats that the caller may know of, the last moved first."""
    page = await sitting.seats(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(_line, page.items), page.after)


@get("/seats/{seat:uuid}")
async def one(running: OfNode, authorization: Bearer, seat: FromPath[UUID]) -> SeatLine:
    """Return one seat."""
    return _line(await sitting.seat(running.node, token_of(authorization), seat, running.now()))


def seat_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    sign = "sign exactly these bytes."
    return (
        listed,
        one,
        *signed_pair(
            "/seats",
            Building(Form, sitting.prepare_seat, f"Build the act that issues a seat at the workplace: {sign}"),
            Finishing(sitting.issue_seat, SeatLine, _line, "Issue the seat."),
        ),
        *signed_pair(
            "/seats-back",
            Building(Back, sitting.prepare_back, f"Build the act that takes a seat back: {sign}"),
            Finishing(sitting.revoke_seat, SeatLine, _line, "Take the seat back at once."),
        ),
    )


def _line(one: KeptSeat) -> SeatLine:
    seat = one.held.seat
    return SeatLine(
        one.paper.id,
        one.state.value,
        seat.body,
        seat.data_set,
        seat.person,
        seat.why,
        seat.since,
        seat.until,
        seat.proofs,
        seat.revoked_at,
        one.held.back,
    )
