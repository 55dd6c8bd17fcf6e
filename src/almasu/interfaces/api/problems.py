"""Problems as RFC 9457 `application/problem+json`; faults as a reference number with the details in the log."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.law.problem import Problem, ProblemGroup

log = logging.getLogger(__name__)


def told(request: Request[Any, Any, Any], problem: Problem) -> Response[dict[str, Any]]:
    """Answer with one problem."""
    return _answer(problem.kind.status, problem_json(problem))


def told_together(request: Request[Any, Any, Any], group: ProblemGroup) -> Response[dict[str, Any]]:
    """Answer with every problem of a form; the first one gives the status."""
    first = group.problems[0]
    body = problem_json(first) | {"problems": [problem_json(problem) for problem in group.problems]}
    return _answer(first.kind.status, body)


def refused_by_frame(request: Request[Any, Any, Any], wrong: HTTPException) -> Response[dict[str, Any]]:
    """Answer for what the web frame refused: unknown address, malformed body, method not allowed."""
    body = {"type": "about:blank", "title": wrong.detail, "status": wrong.status_code}
    if isinstance(wrong.extra, list):
        body["problems"] = wrong.extra
    return _answer(wrong.status_code, body)


def unreadable(request: Request[Any, Any, Any], wrong: RecursionError | UnicodeDecodeError) -> Response[dict[str, Any]]:
    """Answer for a body that is no text or nests without end: the sender's mistake, and one line of the log."""
    log.warning("unreadable body at %s %s: %s", request.method, _route(request), type(wrong).__name__)
    return _answer(
        400, {"type": "about:blank", "title": "The body is not JSON this interface can read.", "status": 400}
    )


def faulted(request: Request[Any, Any, Any], fault: Exception) -> Response[dict[str, Any]]:
    """Answer for a fault of ours: a reference number for the person, the details for the log."""
    reference = secrets.token_hex(6)
    log.error("fault %s at %s %s", reference, request.method, _route(request), exc_info=fault)
    title = "Something of ours went wrong. Tell the operator this number."
    return _answer(500, {"type": "urn:almasu:fault", "title": title, "status": 500, "reference": reference})


def _route(request: Request[Any, Any, Any]) -> str:
    """Return the route as this program wrote it: a path as it came could break the log's lines."""
    return str(request.scope.get("path_template", ""))


def _answer(status: int, body: dict[str, Any]) -> Response[dict[str, Any]]:
    return Response(body, status_code=status, media_type=PROBLEM_JSON)


API_PROBLEMS: ExceptionHandlersMap = {
    Problem: told,
    ProblemGroup: told_together,
    HTTPException: refused_by_frame,
    RecursionError: unreadable,
    UnicodeDecodeError: unreadable,
    Exception: faulted,
}
