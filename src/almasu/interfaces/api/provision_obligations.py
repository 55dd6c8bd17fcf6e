"""What bodies owe, over HTTP: due, late, incomplete, given, with the reminders that were sent (FMA-5)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from almasu.actions.provision import see_obligations
from almasu.interfaces.api import messages_of_acts as tell
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged

OnlyOpen = Annotated[bool, QueryParameter(description="only what is not given whole")]


@get("/obligations", response_headers=[GOES_ON])
async def owed(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    after: After = "",
    most: Most = 50,
    only_open: OnlyOpen = False,
) -> Response[tuple[tell.OwedLine, ...]]:
    """Return what the caller's side owes or is owed, the last begun first; only what is not given whole where asked."""
    page = await see_obligations.obligations(
        running.node, token_of(authorization), after, most, running.now(), only_open=only_open
    )
    return paged(request, map(tell.owed_line, page.items), page.after)


@get("/obligations/tally")
async def tally(running: OfNode, authorization: Bearer) -> tell.OwedTally:
    """Return how many obligations that are not given whole stand how."""
    return tell.tally_line(await see_obligations.tally(running.node, token_of(authorization), running.now()))


@get("/obligations/{owed:uuid}")
async def one_owed(running: OfNode, authorization: Bearer, owed: FromPath[UUID]) -> tell.OwedLine:
    """Return one obligation with its reminders."""
    token, at = token_of(authorization), running.now()
    return tell.owed_line(await see_obligations.obligation(running.node, token, owed, at))


@post("/obligations/{owed:uuid}/given", status_code=200)
async def note_given(
    running: OfNode, authorization: Bearer, owed: FromPath[UUID], data: JSONBody[tell.GivenOutside]
) -> tell.OwedLine:
    """Note that something came on paper or on a carrier, and what it lacks."""
    token, at = token_of(authorization), running.now()
    return tell.owed_line(await see_obligations.note_given(running.node, token, owed, data.lacks, at))


def obligation_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of what is owed."""
    return (owed, tally, one_owed, note_given)
