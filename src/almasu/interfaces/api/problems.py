"""Problems as RFC 9457 `application/problem+json`; faults as a reference number with the details in the log."""

from __future__ import annotations

import logging
import re
import secrets
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from almasu.interfaces.api.refusals import NO_SESSION, OTHER_METHOD, UNREADABLE, refusal_for
from almasu.interfaces.away import AWAY, COME_BACK
from almasu.interfaces.body_deadline import ClientGone
from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.law.problem import OutOfReach, Problem, ProblemGroup

log = logging.getLogger(__name__)
_MISSING = re.compile(r"Object missing required field `(\w+)`")


def told(request: Request[Any, Any, Any], problem: Problem) -> Response[dict[str, Any]]:
    """Answer with one problem; where a session is missing or over, say that one is needed (RFC 6750 3)."""
    answer = _answer(problem.kind.status, problem_json(problem))
    if problem.kind.status == 401:
        over = "" if problem.kind is NO_SESSION else ', error="invalid_token"'
        answer.headers["www-authenticate"] = f'Bearer realm="almasu"{over}'
    return answer


def told_together(request: Request[Any, Any, Any], group: ProblemGroup) -> Response[dict[str, Any]]:
    """Answer with every problem of a form; the first one gives the status."""
    first = group.problems[0]
    body = problem_json(first) | {"problems": [problem_json(problem) for problem in group.problems]}
    return _answer(first.kind.status, body)


def refused_by_frame(request: Request[Any, Any, Any], wrong: HTTPException) -> Response[dict[str, Any]]:
    """Answer for what the web frame refused: unknown address, malformed body, method not allowed.

    Its own words are not passed on: they repeat the address, the query and the values that were sent.
    """
    kind = refusal_for(wrong.status_code)
    if kind is None:
        return faulted(request, wrong)
    body = problem_json(kind.at())
    if places := _places(wrong.extra):
        body["problems"] = [problem_json(kind.at(place)) for place in places]
    answer = _answer(kind.status, body)
    if kind is OTHER_METHOD and wrong.headers is not None:
        answer.headers.update(wrong.headers)
    return answer


def _places(extra: object) -> list[str]:
    """Return the fields that were refused, by the names this program gave them; a whole body has none."""
    errors = [error for error in extra if isinstance(error, dict)] if isinstance(extra, list) else []
    missing = (_MISSING.match(str(error.get("message", ""))) for error in errors)
    named = (found[1] if found else str(error.get("key", "")) for error, found in zip(errors, missing, strict=True))
    return [name for name in named if name not in {"", "data"}]


def unreadable(request: Request[Any, Any, Any], wrong: RecursionError | UnicodeDecodeError) -> Response[dict[str, Any]]:
    """Answer for a body that is no text or nests without end: the sender's mistake, and one line of the log."""
    log.warning("unreadable body at %s %s: %s", request.method, _route(request), type(wrong).__name__)
    return told(request, UNREADABLE.at())


def gone(request: Request[Any, Any, Any], left: ClientGone) -> Response[dict[str, Any]]:
    """Answer nobody: whoever asked went away before the request had come whole."""
    return _answer(400, problem_json(UNREADABLE.at()))


def faulted(request: Request[Any, Any, Any], fault: Exception) -> Response[dict[str, Any]]:
    """Answer for a fault of ours: a reference number for the person, the details for the log."""
    reference = secrets.token_hex(6)
    log.error("fault %s at %s %s", reference, request.method, _route(request), exc_info=fault)
    title = "Something of ours went wrong. Tell the operator this number."
    return _answer(500, {"type": "urn:almasu:fault", "title": title, "status": 500, "reference": reference})


def away(request: Request[Any, Any, Any], lost: OutOfReach) -> Response[dict[str, Any]]:
    """Answer while the database is away, with when to come back."""
    log.error("the database ended under %s %s", request.method, _route(request), exc_info=lost)
    answer = _answer(AWAY.status, problem_json(AWAY.at()))
    answer.headers.update(COME_BACK)
    return answer


def _route(request: Request[Any, Any, Any]) -> str:
    """Return the route as this program wrote it: a path as it came could break the log's lines."""
    return str(request.scope.get("path_template", ""))


def _answer(status: int, body: dict[str, Any]) -> Response[dict[str, Any]]:
    return Response(body, status_code=status, media_type=PROBLEM_JSON)


API_PROBLEMS: ExceptionHandlersMap = {
    Problem: told,
    ProblemGroup: told_together,
    HTTPException: refused_by_frame,
    ClientGone: gone,
    RecursionError: unreadable,
    UnicodeDecodeError: unreadable,
    OutOfReach: away,
    Exception: faulted,
}
