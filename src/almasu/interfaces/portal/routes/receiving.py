"""Receiving: rows that fill in as registers answer, the answers, the dossier (SIO25-15.1, SIO25-19.1)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get
from litestar.params import FromPath
from litestar.response import ServerSentEvent, ServerSentEventMessage

from almasu.interfaces.portal.streams import GivesBack, held
from almasu.interfaces.portal.views.answers import Row, RowState, is_settled
from almasu.interfaces.portal.views.people import SessionToken
from almasu.interfaces.portal.visit import Visit, Visiting
from almasu.law.problem import Problem

_ENDED = "parts/stream_ended.html"
_BETWEEN_WORDS = 5.0
"""Seconds between two words to a screen reader: rows come in bursts, and nobody could listen to each."""
_JUST_ASKED = frozenset({RowState.WAITING, RowState.ASKED})


@get("/requests/{request_id:uuid}")
async def show_request(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show a request with its rows as they are now; an open page then follows the stream, a reload does as well."""
    inside = await visit.enter()
    shown = await visit.desk.request(inside.session, request_id)
    settled = all(is_settled(row) for row in shown.rows)
    return visit.page("request.html", request=shown, settled=settled)


@get("/requests/{request_id:uuid}/came")
async def came(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Say to a page that was opened meanwhile that all answers came; nothing (204) while some are awaited."""
    inside = await visit.enter()
    shown = await visit.desk.request(inside.session, request_id, polled=True)
    if not all(is_settled(row) for row in shown.rows):
        return Response(b"", status_code=204)
    return visit.page("parts/came.html", request=shown)


@get("/requests/{request_id:uuid}/stream", middleware=[GivesBack()])
async def stream(visit: Visiting, request: Request[Any, Any, Any], request_id: FromPath[UUID]) -> Response[Any]:
    """Send each row as it changes, rendered, until all are settled or the person may no longer see."""
    inside = await visit.enter()
    shown = await visit.desk.request(inside.session, request_id, polled=True)
    try:
        held(request).enter_context(visit.streams.one_for(inside.person.account))
    except Problem as problem:
        if "hx-request" not in request.headers:
            raise
        # The open page takes this piece into itself and says why nothing moves.
        return visit.page(_ENDED, status=problem.kind.status, problem=problem)
    rows = _rows(visit, inside.session, request_id, shown.rows)
    held(request).push_async_callback(rows.aclose)
    return ServerSentEvent(rows, headers={"Cache-Control": "no-store"})


async def _rows(
    visit: Visit, session: SessionToken, request_id: UUID, known: tuple[Row, ...]
) -> AsyncGenerator[ServerSentEventMessage, None]:
    rows, said_at = {row.number: row for row in known}, 0.0
    # The page is older than its stream: only what nobody had answered by now surely looks there as it does here.
    shown = {row.number: row for row in known if row.state in _JUST_ASKED}
    try:
        async with aclosing(visit.desk.watch(session, request_id)) as watched:
            async for row in watched:
                if shown.get(row.number) == row:
                    continue
                rows[row.number] = shown[row.number] = row
                now = asyncio.get_running_loop().time()
                aloud = now - said_at >= _BETWEEN_WORDS
                said_at = now if aloud else said_at
                yield _piece(
                    visit, "parts/row_update.html", request_id, row=row, rows=tuple(rows.values()), aloud=aloud
                )
    except Problem as problem:
        yield _piece(visit, _ENDED, request_id, problem=problem)
    else:
        if not all(is_settled(row) for row in rows.values()):
            # The watch has its limit: the open page connects again and goes on from the rows as they are then.
            return
        yield _piece(visit, "parts/stream_settled.html", request_id, rows=tuple(rows.values()))
    yield ServerSentEventMessage(event="settled", data="")


def _piece(visit: Visit, template: str, request_id: UUID, **shown: object) -> ServerSentEventMessage:
    return ServerSentEventMessage(
        data=visit.pages.render(template, visit.language, request_id=request_id, visit=visit, **shown)
    )


@get("/requests/{request_id:uuid}/answers/{number:int}")
async def show_answer(visit: Visiting, request_id: FromPath[UUID], number: FromPath[int]) -> Response[Any]:
    """Show what one register answered."""
    inside = await visit.enter()
    return visit.page("answer.html", answer=await visit.desk.answer(inside.session, request_id, number))


receiving = Router("/", route_handlers=[show_request, came, stream, show_answer])
