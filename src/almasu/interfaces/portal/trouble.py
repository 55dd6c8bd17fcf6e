"""When something does not work: a page that says what, why, by which clause, and what to do. Never a bare number."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from almasu.interfaces.away import AWAY, COME_BACK
from almasu.interfaces.body_deadline import ClientGone
from almasu.interfaces.portal.headers import security_headers
from almasu.interfaces.portal.lost import Lost, Served, absent_page, led_elsewhere, served_everywhere
from almasu.interfaces.portal.problems import ABSENT, FORM_FOREIGN, TOO_LARGE, UNREADABLE_FORM
from almasu.interfaces.portal.visit import Door, ElsewhereFirst, Visit
from almasu.law.problem import OutOfReach, Problem, ProblemGroup, ProblemKind

_LOG = logging.getLogger("almasu.portal")

Handler = Callable[[Request[Any, Any, Any], Any], Response[Any]]


def trouble_handlers(door: Door, served: Served = served_everywhere) -> dict[int | type[Exception], Handler]:
    """Return the handlers of everything a page can raise; `served` tells who may learn that they are recognised."""
    dress = {**security_headers(door.settings), "cache-control": "no-store"}

    def dressed(handler: Handler) -> Handler:
        # A path that leads nowhere is answered before any middleware: the headers are put on here as well.
        def answer(request: Request[Any, Any, Any], raised: Exception) -> Response[Any]:
            response = handler(request, raised)
            response.headers.update(dress)
            return response

        return answer

    def problem(request: Request[Any, Any, Any], raised: Problem) -> Response[Any]:
        return _problem_page(door.known_visit(request), (raised,))

    def problems(request: Request[Any, Any, Any], raised: ProblemGroup) -> Response[Any]:
        return _problem_page(door.known_visit(request), raised.problems)

    def http(request: Request[Any, Any, Any], raised: HTTPException) -> Response[Any]:
        kind = _kind_of(raised.status_code)
        if kind is None:
            return fault(request, raised)
        begun = door.begun_visit(request)
        if begun is None and kind is ABSENT and served(request):
            return Lost(door, dress)
        return _problem_page(begun or door.bare_visit(request), (kind.at(),))

    def fault(request: Request[Any, Any, Any], raised: Exception) -> Response[Any]:
        reference = secrets.token_hex(4)
        _LOG.error("fault %s at %s", reference, request.scope.get("path_template", ""), exc_info=raised)
        return door.bare_visit(request).page("fault.html", status=500, reference=reference)

    def away(request: Request[Any, Any, Any], raised: OutOfReach) -> Response[Any]:
        _LOG.error("the database ended under %s", request.scope.get("path_template", ""), exc_info=raised)
        page = _problem_page(door.bare_visit(request), (AWAY.at(),))
        page.headers.update(COME_BACK)
        return page

    return {
        ClientGone: _gone,
        ElsewhereFirst: dressed(lambda _, first: led_elsewhere(first)),
        Problem: dressed(problem),
        ProblemGroup: dressed(problems),
        HTTPException: dressed(http),
        OutOfReach: dressed(away),
        Exception: dressed(fault),
    }


def _gone(request: Request[Any, Any, Any], raised: ClientGone) -> Response[Any]:
    """Answer nobody: whoever asked went away before the form had come whole."""
    return Response(b"", status_code=400)


def _problem_page(visit: Visit, problems: tuple[Problem, ...]) -> Response[Any]:
    """Show problems that belong to no form. A session that has ended leads back to signing in."""
    first = problems[0]
    if first.kind.status == 401:
        ended = replace(visit, person=None)
        return visit.without_session(ended.page("ended.html", status=401, problem=first))
    if first.kind.status == 404:
        return absent_page(visit)
    return visit.page("problem.html", status=first.kind.status, problems=problems)


def _kind_of(status: int) -> ProblemKind | None:
    match status:
        case 401 | 404 | 405:
            return ABSENT
        case 403:
            return FORM_FOREIGN
        case 413:
            return TOO_LARGE
        case _ if 400 <= status < 500:
            return UNREADABLE_FORM
        case _:
            return None
