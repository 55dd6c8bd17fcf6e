"""Applications to join over HTTP: filed with the EDS alone, decided by the sectoral centre (ASOI-5, ASOI-6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.node import Node
from almasu.actions.sector import apply_to_join, decide_joining
from almasu.actions.sector.apply_to_join import Wished
from almasu.interfaces.api import messages as basic
from almasu.interfaces.api import saying
from almasu.interfaces.api.applications import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.papers.paper import Paper
from almasu.kernel.sector.applying import JoiningState, joining_in
from almasu.kernel.signatures.prepared import PreparedAct


class AnswerLine(msgspec.Struct, frozen=True):
    """What the centre said of an edition when it returned or refused the application."""

    words: str
    edition: int
    at: datetime


class JoiningLine(msgspec.Struct, frozen=True):
    """An application to join: what it asks for, where it stands, what was given, what was answered."""

    id: UUID
    wish: str
    state: str
    organisation: str
    edition: int
    filed_at: datetime
    fields: dict[str, str]
    certificate_names: str
    answers: tuple[AnswerLine, ...]


class OfJoining(msgspec.Struct, frozen=True):
    """Which application an act is about."""

    joining: UUID


class AnswerToJoining(msgspec.Struct, frozen=True):
    """What the centre answers: `returned` or `refused`, and why."""

    joining: UUID
    answer: JoiningState
    words: str


def line(paper: Paper) -> JoiningLine:
    """Return an application as it is told."""
    joining = joining_in(paper)
    return JoiningLine(
        id=paper.id,
        wish=joining.wish.value,
        state=paper.state,
        organisation=joining.organisation,
        edition=joining.edition,
        filed_at=joining.filed_at,
        fields=joining.fields,
        certificate_names=joining.certificate_bin,
        answers=tuple(AnswerLine(one.words, one.edition, one.at) for one in joining.answers),
    )


@get("/own-joinings", response_headers=[GOES_ON])
async def own(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 20
) -> Response[tuple[JoiningLine, ...]]:
    """Return the caller's own applications, newest first."""
    token, at = token_of(authorization), running.now()
    page = await apply_to_join.own_joinings(running.node, token, after, most, at)
    return paged(request, map(line, page.items), page.after)


@get("/own-joinings/{joining:uuid}")
async def own_one(running: OfNode, authorization: Bearer, joining: FromPath[UUID]) -> JoiningLine:
    """Return one of the caller's own applications."""
    return line(await apply_to_join.own_joining(running.node, token_of(authorization), joining, running.now()))


@get("/joinings", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 20
) -> Response[tuple[JoiningLine, ...]]:
    """Return the applications to the centre, newest first; the look is journalled."""
    token, at = token_of(authorization), running.now()
    page = await decide_joining.joinings(running.node, token, tuple(JoiningState), after, most, at)
    return paged(request, map(line, page.items), page.after)


@get("/joinings/{joining:uuid}")
async def one(running: OfNode, authorization: Bearer, joining: FromPath[UUID]) -> JoiningLine:
    """Return one application; that it was opened is journalled."""
    return line(await decide_joining.see_joining(running.node, token_of(authorization), joining, running.now()))


@post("/joinings/{joining:uuid}/checked", status_code=200)
async def checked(running: OfNode, authorization: Bearer, joining: FromPath[UUID]) -> JoiningLine:
    """Note that an application was checked."""
    return line(await decide_joining.check_joining(running.node, token_of(authorization), joining, running.now()))


@post("/joinings/grants/prepare", status_code=201)
async def grant(running: OfNode, authorization: Bearer, data: JSONBody[OfJoining]) -> basic.ActToSign:
    """Build the act that creates what an application asks for; it is signed at `/organisations` or `/workers`."""
    token, at = token_of(authorization), running.now()
    return saying.act_to_sign(await decide_joining.prepare_granting(running.node, token, data.joining, at))


def joining_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of applications to join."""
    sign = "sign exactly these bytes."
    return (
        own,
        own_one,
        listed,
        one,
        checked,
        grant,
        *signed_pair(
            "/own-joinings",
            Building(Wished, apply_to_join.prepare_joining, f"Build an application to join: {sign}"),
            Finishing(apply_to_join.file_joining, JoiningLine, line, "File the application."),
        ),
        *signed_pair(
            "/joinings/answers",
            Building(AnswerToJoining, _answer, f"Build the act that returns or refuses an application: {sign}"),
            Finishing(decide_joining.answer_joining, JoiningLine, line, "Return or refuse the application."),
        ),
    )


async def _answer(node: Node, token: str, form: AnswerToJoining, at: datetime) -> PreparedAct:
    return await decide_joining.prepare_answer(node, token, form.joining, form.answer, form.words, at)
