"""Requests over HTTP: the catalogue, "may I?", the signed request, what came of it.

Sources: SIO25-2, SIO25-3.1, SIO25-4.1, SIO25-12.1, SIO25-15.1.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from almasu.actions import compose_request, submit_request, view_request
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, Reads, language_read, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.straight import Straight
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.requests.draft import Form, FurtherSubject
from almasu.wiring.running import Running

Wait = Annotated[float, QueryParameter(ge=0, le=25, description="seconds to wait for the first answers")]
Most = Annotated[int, QueryParameter(ge=1, le=50)]


@get("/resources")
async def resources(running: OfNode) -> tuple[say.ResourceLine, ...]:
    """Return the 52 resources of annex 2."""
    node = running.node
    return tuple(saying.resource_line(one, offered=node.offered.has(one.number)) for one in node.resources.values())


@post("/may-i", status_code=200)
async def may_i(running: OfNode, authorization: Bearer, data: JSONBody[say.RequestForm]) -> say.DecisionAnswer:
    """Judge a request before signing: every rule with its clauses, its verdict and a remedy."""
    composed = await compose_request.may_i(running.node, token_of(authorization), form_of(data), running.now())
    return saying.decisions(composed.decisions)


@post("/requests/prepare", status_code=201)
async def prepare(running: OfNode, authorization: Bearer, data: JSONBody[say.RequestForm]) -> say.ActToSign:
    """Build the canonical bytes of an allowed request: sign exactly these."""
    act = await compose_request.prepare_request(running.node, token_of(authorization), form_of(data), running.now())
    return saying.act_to_sign(act)


async def sent(running: Running, token: str, signed: say.SignedAct, wait: float) -> say.RequestAnswer:
    """Take a signed request in and return it with what came within so many seconds."""
    accepted = await submit_request.submit_request(running.node, token, signed.act, signed.cms, running.now())
    running.carrying_out.start(accepted)
    if wait == 0:
        return saying.request_answer(accepted.request)
    numbers = [one.id for one in (accepted.request, *accepted.beside)]
    answered = await running.carrying_out.answered_within(numbers, wait)
    first = answered[0]
    if first is None:
        found = await view_request.view_request(running.node, token, accepted.request.id, running.now())
        return saying.request_answer(found)
    unchanged = all(one is not None and one.unchanged for one in answered)
    await view_request.still_here(running.node, token, running.now(), accepted.session if unchanged else None)
    return saying.request_answer(first.request)


@post("/requests", status_code=201, middleware=[Straight(sent)])
async def submit(
    running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct], wait: Wait = 0
) -> say.RequestAnswer:
    """Send a signed request. With `wait` the answer carries what came within so many seconds.

    Of an act of several subjects the first one's request is told, and in `together` the numbers of all.
    """
    return await sent(running, token_of(authorization), data, wait)


@get("/requests", response_headers=[GOES_ON])
async def mine(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 20
) -> Response[tuple[say.RequestAnswer, ...]]:
    """Return one's own requests, newest first."""
    page = await view_request.my_requests(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(saying.request_answer, page.items), page.after)


@get("/requests/{request_id:uuid}")
async def one(running: OfNode, authorization: Bearer, request_id: FromPath[UUID]) -> say.RequestAnswer:
    """Return one's own request with its rows as they stand."""
    token = token_of(authorization)
    return saying.request_answer(await view_request.view_request(running.node, token, request_id, running.now()))


@get("/requests/{request_id:uuid}/dossier")
async def dossier(
    running: OfNode, authorization: Bearer, request_id: FromPath[UUID], accepted: Reads = ""
) -> say.Dossier:
    """Return all that came, with what opens the journal's commitments. The view itself is journalled."""
    resources, language = running.node.resources, language_read(accepted)
    opened = await view_request.open_answers(running.node, token_of(authorization), request_id, running.now())
    answers = (saying.answer_line(kept, resources[kept.resource], language) for kept in opened.answers)
    return say.Dossier(saying.request_answer(opened.request), tuple(answers), saying.words(CONFIDENTIAL))


def request_routes() -> Router:
    """Return the routes of asking and receiving."""
    for_a_person = Router(
        "/",
        route_handlers=[may_i, prepare, submit, mine, one, dossier],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[resources, for_a_person])


def form_of(data: say.RequestForm) -> Form:
    """Return a request as typed."""
    return Form(
        subject_kind=data.subject_kind,
        subject=data.subject,
        ground=data.ground,
        purpose=data.purpose,
        justification=data.justification,
        task=data.task,
        resources=data.resources,
        notes=tuple((one.resource, one.note) for one in data.notes),
        detail_of=data.detail_of,
        countersigned=data.countersigned,
        further=tuple(
            FurtherSubject(
                subject_kind=one.subject_kind,
                subject=one.subject,
                justification=one.justification,
                resources=one.resources,
                notes=tuple((note.resource, note.note) for note in one.notes),
                detail_of=one.detail_of,
                countersigned=one.countersigned,
            )
            for one in data.further
        ),
    )
