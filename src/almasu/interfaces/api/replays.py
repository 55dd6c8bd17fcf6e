"""A past request judged again under another edition, over HTTP: one's own, of the body, or covered by a resolution.

A replay changes nothing: what holds is the decision by the edition of its day. It is a leaf of the journal; one in a
check is a leaf of the log of supervision alone.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.params import FromPath, QueryParameter

from almasu.actions.replay_request import replay_in_control, replay_request
from almasu.actions.supervision.hold_check import judge_again
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.kernel.grounds.replay import Difference, Replay
from almasu.wiring.replaying import again_under

Under = Annotated[
    str, QueryParameter(max_length=40, description="the edition by id or year; that of the request's day where empty")
]


class DifferenceLine(msgspec.Struct, frozen=True):
    """One rule that says something else: its word then, its word under the edition, its clauses, and why it refuses."""

    rule: str
    was: str
    now: str
    cites: tuple[str, ...]
    because: say.Words | None


class ReplayAnswer(msgspec.Struct, frozen=True):
    """A request judged again: whether it was allowed then, whether the edition allows it, and every difference."""

    request: UUID
    edition: str
    allowed_then: bool
    allowed_under: bool
    differences: tuple[DifferenceLine, ...]


@get("/requests/{request_id:uuid}/replay")
async def replay(running: OfNode, authorization: Bearer, request_id: FromPath[UUID], under: Under = "") -> ReplayAnswer:
    """Judge one's own request again under an edition, and list what differs."""
    again = again_under(running.law, request_id, under)
    return _answer(request_id, await replay_request(running.node, token_of(authorization), again, running.now()))


@get("/control/requests/{request_id:uuid}/replay")
async def replay_of_body(
    running: OfNode, authorization: Bearer, request_id: FromPath[UUID], under: Under = ""
) -> ReplayAnswer:
    """Judge a request of the body again under an edition, for departmental control."""
    again = again_under(running.law, request_id, under)
    return _answer(request_id, await replay_in_control(running.node, token_of(authorization), again, running.now()))


@get("/supervision/resolutions/{resolution:uuid}/requests/{request_id:uuid}/replay")
async def replay_in_check(
    running: OfNode, authorization: Bearer, resolution: FromPath[UUID], request_id: FromPath[UUID], under: Under = ""
) -> ReplayAnswer:
    """Judge a covered request again under an edition, for the prosecutor whose resolution it is."""
    token, again = token_of(authorization), again_under(running.law, request_id, under)
    return _answer(request_id, await judge_again(running.node, token, resolution, again, running.now()))


def replay_routes() -> Router:
    """Return the routes of replays."""
    handlers = [replay, replay_of_body, replay_in_check]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])


def _answer(request: UUID, told: Replay) -> ReplayAnswer:
    lines = tuple(map(_line, told.differences))
    return ReplayAnswer(request, told.edition, told.allowed_then, told.decision.allowed, lines)


def _line(one: Difference) -> DifferenceLine:
    because = one.because()
    cites = () if one.finding is None else tuple(one.finding.cites)
    return DifferenceLine(one.rule_id, one.was, one.now, cites, None if because is None else saying.words(because))
