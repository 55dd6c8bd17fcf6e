"""The desk: where a day begins. A search box, notices, my requests, and nothing that counts people (style notes, 7)."""

from __future__ import annotations

from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromQuery

from almasu.interfaces.portal.visit import Visiting


@get("/")
async def desk(visit: Visiting) -> Response[Any]:
    """Show the desk; whoever may ask nothing comes to the first of their offices."""
    inside = await visit.enter()
    offices = visit.my_offices()
    if not inside.person.asks and offices:
        return visit.go(offices[0].place)
    return visit.page(
        "desk.html",
        notices=await visit.desk.notices(inside.session),
        requests=await visit.desk.my_requests(inside.session),
    )


@post("/eds-password")
async def confirm_password(visit: Visiting) -> Response[Any]:
    """Keep that the person changed the EDS password (SIO25-12.4)."""
    inside = await visit.enter()
    await visit.desk.confirm_password(inside.session)
    return visit.go("/")


@get("/requests")
async def my_requests(visit: Visiting, older: FromQuery[str | None] = None) -> Response[Any]:
    """Show my requests, newest first, a page at a time."""
    inside = await visit.enter()
    return visit.page(
        "requests.html", requests=await visit.desk.my_requests(inside.session, older), first=older is None
    )


desk_pages = Router("/", route_handlers=[desk, confirm_password, my_requests])
