"""The desk: where a day begins. A search box, what waits by its deadline, what came, and nothing that ranks people."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.params import FromQuery

from almasu.interfaces.portal import forms
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.today import Today, by_deadline
from almasu.interfaces.portal.visit import Inside, Visit, Visiting


@get("/")
async def desk(visit: Visiting) -> Response[Any]:
    """Show the desk: what waits in every office of whoever is here, grouped by deadline."""
    inside = await visit.enter()
    days = await _today(visit, inside)
    requests = await visit.desk.my_requests(inside.session) if inside.person.asks else None
    return visit.page(
        "desk.html",
        notices=await visit.desk.notices(inside.session),
        groups=tuple(by_deadline((task for day in days for task in day.tasks), visit.offices.now())),
        figures=tuple(figure for day in days for figure in day.figures),
        ways=tuple(way for day in days for way in day.ways),
        requests=requests,
    )


async def _today(visit: Visit, inside: Inside) -> list[Today]:
    """Return what each office of whoever is here says, in the order of the menu."""
    here = Here(inside.session, inside.person, visit.language)
    return [await office.today(here) for office in visit.my_offices() if office.today is not None]


@post("/look", status_code=200)
async def look(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Say what the typed words are and where to go on; they come in a form, so no address and no log keeps them."""
    inside = await visit.enter()
    typed = forms.text(await request.form(), "subject", 200)
    if not typed:
        return visit.go("/")
    looked = await visit.desk.look(inside.session, typed)
    return visit.page("look.html", kept_form="look-form", typed=typed, looked=looked)


@get("/look")
async def look_again(visit: Visiting) -> Response[Any]:
    """Lead back to the desk whoever comes by the bare address: it keeps nothing that could be shown."""
    await visit.enter()
    return visit.go("/")


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


desk_pages = Router("/", route_handlers=[desk, look, look_again, confirm_password, my_requests])
bare_desk = Router("/", route_handlers=[desk])
"""The desk of a zone in which no register is asked."""
