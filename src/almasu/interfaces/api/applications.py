"""Applications over HTTP: come with an EDS, apply, sign off, decide (SIO25-5 to SIO25-8)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from almasu.actions import apply, decide_application, sign_off, view_applications, visit
from almasu.actions.view_applications import Box
from almasu.interfaces.api import messages as basic
from almasu.interfaces.api import messages_of_access as say
from almasu.interfaces.api import saying, saying_access
from almasu.interfaces.api.given import Bearer, OfNode, of_own_site, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.form import Filled

Most = Annotated[int, QueryParameter(ge=1, le=50)]


@post("/visits", status_code=201, guards=[of_own_site])
async def begin(running: OfNode) -> basic.SignInBegun:
    """Come without an account: a session in which nothing is proved, and a challenge to sign with the EDS."""
    begun = await visit.begin_visit(running.node, running.now())
    return basic.SignInBegun(begun.token, saying.act_to_sign(begun.challenge))


@post("/visits/proof", status_code=200)
async def prove(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.Visited:
    """Prove the EDS: under the session given here applications may be made, signed off and looked at, nothing else."""
    came = await visit.prove_visit(running.node, token_of(authorization), data.act, data.cms, running.now())
    return say.Visited(came.token, came.visitor.iin, came.visitor.name)


@get("/applications/form")
async def form(running: OfNode, kind: FromQuery[ApplicationKind]) -> say.FormAnswer:
    """Return the form in force for a kind, the conditions of a workplace and the directory of organisations."""
    return saying_access.form_answer(running.node, kind, running.now())


@post("/applications/prepare", status_code=201)
async def prepare(running: OfNode, authorization: Bearer, data: JSONBody[say.ApplicationForm]) -> basic.ActToSign:
    """Build the application to be signed; every wrong field is a problem of its own."""
    filled = Filled(
        kind=data.kind,
        values=data.values,
        declared=frozenset(data.declared),
        card=data.card,
        head_iin=data.head_iin,
        order_number=data.order_number,
        order_signed_at=data.order_signed_at,
    )
    act = await apply.prepare_application(running.node, token_of(authorization), filled, data.reason, running.now())
    return saying.act_to_sign(act)


@post("/applications", status_code=201)
async def submit(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.ApplicationAnswer:
    """File a signed application; one to block the own account takes effect with it."""
    at = running.now()
    paper = await apply.file_application(running.node, token_of(authorization), data.act, data.cms, at)
    return saying_access.application(running.node, paper, at)


@get("/applications", response_headers=[GOES_ON])
async def listed(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    box: FromQuery[Box],
    after: After = "",
    most: Most = 20,
) -> Response[tuple[say.ApplicationAnswer, ...]]:
    """Return the applications of a box, newest first."""
    at = running.now()
    page = await view_applications.list_applications(running.node, token_of(authorization), box, after, most, at)
    return paged(request, (saying_access.application(running.node, paper, at) for paper in page.items), page.after)


@get("/applications/overdue")
async def overdue(running: OfNode, authorization: Bearer, most: Most = 20) -> tuple[say.ApplicationAnswer, ...]:
    """Return applications whose twenty-four hours ran out undecided, the most overdue first."""
    at = running.now()
    found = await view_applications.overdue_applications(running.node, token_of(authorization), most, at)
    return tuple(saying_access.application(running.node, paper, at) for paper in found)


@get("/applications/{paper:uuid}")
async def one(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> say.ApplicationAnswer:
    """Return one application to those it concerns."""
    at = running.now()
    found = await view_applications.view_application(running.node, token_of(authorization), paper, at)
    return saying_access.application(running.node, found, at)


@post("/applications/{paper:uuid}/sign-off/prepare", status_code=201)
async def prepare_sign_off(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[say.SignOffForm]
) -> basic.ActToSign:
    """Build the head's sign-off."""
    token, at = token_of(authorization), running.now()
    return saying.act_to_sign(await sign_off.prepare_sign_off(running.node, token, paper, data.position, data.name, at))


@post("/applications/sign-off", status_code=200)
async def signed_off(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.ApplicationAnswer:
    """Sign an application off: it arrives at the operator."""
    at = running.now()
    paper = await sign_off.sign_off(running.node, token_of(authorization), data.act, data.cms, at)
    return saying_access.application(running.node, paper, at)


@post("/applications/{paper:uuid}/decline", status_code=200)
async def decline(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[say.Declining]
) -> say.ApplicationAnswer:
    """Send an application back as its head."""
    at = running.now()
    found = await sign_off.decline(running.node, token_of(authorization), paper, data.words, at)
    return saying_access.application(running.node, found, at)


@post("/applications/{paper:uuid}/withdraw", status_code=200)
async def withdraw(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> say.ApplicationAnswer:
    """Withdraw one's own application."""
    at = running.now()
    found = await sign_off.withdraw(running.node, token_of(authorization), paper, at)
    return saying_access.application(running.node, found, at)


@post("/applications/{paper:uuid}/grant", status_code=200)
async def grant(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[say.Granting]
) -> say.ApplicationAnswer:
    """Register or change the person: the operator's positive decision, in effect at once."""
    at = running.now()
    found = await decide_application.grant(running.node, token_of(authorization), paper, data.version, at)
    return saying_access.application(running.node, found, at)


@post("/applications/{paper:uuid}/refusal/prepare", status_code=201)
async def prepare_refusal(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[say.RefusalForm]
) -> basic.ActToSign:
    """Build the refusal that the operator signs."""
    act = await decide_application.prepare_refusal(
        running.node, token_of(authorization), paper, data.version, data.grounds, data.words, running.now()
    )
    return saying.act_to_sign(act)


@post("/applications/refusal", status_code=200)
async def refuse(running: OfNode, authorization: Bearer, data: JSONBody[basic.SignedAct]) -> say.ApplicationAnswer:
    """Refuse an application under the operator's EDS."""
    at = running.now()
    paper = await decide_application.refuse(running.node, token_of(authorization), data.act, data.cms, at)
    return saying_access.application(running.node, paper, at)


def application_routes() -> Router:
    """Return the routes of applications."""
    of_a_session = Router(
        "/",
        route_handlers=[
            prove,
            prepare,
            submit,
            listed,
            overdue,
            one,
            prepare_sign_off,
            signed_off,
            decline,
            withdraw,
            grant,
            prepare_refusal,
            refuse,
        ],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[begin, form, of_a_session])
