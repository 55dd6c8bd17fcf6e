"""Departmental control over HTTP: the order, "Reports", the monthly pack, findings (SIO25-21.1 to SIO25-21.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from almasu.actions.control import appoint, find_breach, left_behind, make_pack, note_overdue, people, report, see_packs
from almasu.actions.control import sign_pack as signing
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import messages_of_control as told
from almasu.interfaces.api import messages_of_people as of_people
from almasu.interfaces.api import messages_of_reports as of_reports
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, aware, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.requests.request import QuestionState
from almasu.law.text import Language
from almasu.wiring.control import means_of

Most = Annotated[int, QueryParameter(ge=1, le=100)]
Filter = Annotated[str, QueryParameter(max_length=200)]
OfResource = Annotated[int | None, QueryParameter(ge=1, le=52)]


@get("/control/orders")
async def orders(running: OfNode, authorization: Bearer) -> tuple[told.OrderLine, ...]:
    """Return the orders of the own body; for the operator those that wait for confirmation."""
    found = await appoint.orders(running.node, token_of(authorization), running.now())
    return tuple(told.order_line(paper) for paper in found)


@post("/control/orders", status_code=201)
async def draft(running: OfNode, authorization: Bearer, data: JSONBody[told.OrderForm]) -> told.OrderLine:
    """Draft an order for the head to sign."""
    form = appoint.OrderForm(
        number=data.number,
        dated=data.dated,
        head_iin=data.head_iin,
        head_position=data.head_position,
        officers=data.officers,
        since=data.since,
        until=data.until,
    )
    return told.order_line(await appoint.draft_order(running.node, token_of(authorization), form, running.now()))


@post("/control/orders/{paper:uuid}/prepare", status_code=201)
async def prepare_order(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> say.ActToSign:
    """Build the act of the head that the order names: in a visit, or signed in."""
    act = await appoint.prepare_signing(running.node, token_of(authorization), paper, running.now())
    return saying.act_to_sign(act)


@post("/control/orders/sign")
async def sign_order(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> told.OrderLine:
    """Send the head's signature."""
    token = token_of(authorization)
    return told.order_line(await appoint.sign_order(running.node, token, data.act, data.cms, running.now()))


@post("/control/orders/{paper:uuid}/decide", status_code=200)
async def decide(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[told.Decision]
) -> told.OrderLine:
    """Confirm, as the operator, that the body's head signed, or decline."""
    token, at = token_of(authorization), running.now()
    return told.order_line(await appoint.decide_order(running.node, token, paper, at, confirmed=data.confirmed))


@get("/control/requests", response_headers=[GOES_ON])
async def reports(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    since: FromQuery[datetime],
    until: FromQuery[datetime],
    account: FromQuery[UUID | None] = None,
    task: Filter = "",
    ground: Filter = "",
    resource: OfResource = None,
    outcome: FromQuery[QuestionState | None] = None,
    after: After = "",
    most: Most = 50,
) -> Response[tuple[of_reports.ReportLine, ...]]:
    """Return a page of all requests of the body's users, oldest first. Each view is journalled."""
    token = token_of(authorization)
    wanted = report.Wanted(aware(since), aware(until), account, task, ground, resource, outcome)
    page = await report.view_report(running.node, token, wanted, after, most, running.now())
    return paged(request, map(of_reports.report_line, page.items), page.after)


@get("/control/requests/{request_id:uuid}")
async def one(running: OfNode, authorization: Bearer, request_id: FromPath[UUID]) -> of_reports.ReportLine:
    """Return one request of the body. The view is journalled."""
    return of_reports.report_line(
        await report.view_line(running.node, token_of(authorization), request_id, running.now())
    )


@get("/control/duty")
async def duty(running: OfNode, authorization: Bearer) -> tuple[told.DutyLine, ...]:
    """Return the months of the duty: done, still to be done, overdue."""
    found = await see_packs.duty(running.node, token_of(authorization), running.now())
    return tuple(told.duty_line(one) for one in found)


@get("/control/overdue")
async def overdue(running: OfNode, authorization: Bearer) -> tuple[told.OverdueLine, ...]:
    """Return notices of overdue control: the own body's, those to oneself as a head, the operator's all."""
    found = await note_overdue.view_overdue(running.node, token_of(authorization), running.now())
    return tuple(told.overdue_line(paper) for paper in found)


@get("/control/people")
async def away(running: OfNode, authorization: Bearer) -> tuple[of_people.AwayLine, ...]:
    """Return who of the body is absent, moved or blocked, and the notes of leave and duty. The look is journalled."""
    found = await people.view_people(running.node, token_of(authorization), running.now())
    return tuple(of_people.away_line(one) for one in found)


@post("/control/people/notes", status_code=201)
async def note(running: OfNode, authorization: Bearer, data: JSONBody[of_people.AwayForm]) -> of_people.Kept:
    """Write down a leave, an illness, a trip or a night duty."""
    form = people.AwayForm(data.account, data.why, data.since, data.until, data.ground)
    paper = await people.note_away(running.node, token_of(authorization), form, running.now())
    return of_people.Kept(paper.id, paper.state)


@post("/control/people/notes/{paper:uuid}/withdraw", status_code=200)
async def withdraw(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> of_people.Kept:
    """Withdraw a note."""
    after = await people.withdraw_away(running.node, token_of(authorization), paper, running.now())
    return of_people.Kept(after.id, after.state)


@get("/control/left")
async def left(running: OfNode, authorization: Bearer) -> of_people.LeftLines:
    """Return copies, tasks and materials left undone in the body. The look is journalled."""
    return of_people.left_lines(
        await left_behind.view_left_behind(running.node, token_of(authorization), running.now())
    )


@post("/control/packs", status_code=201)
async def pack(
    running: OfNode, authorization: Bearer, data: JSONBody[told.PackForm], language: FromQuery[Language] = Language.KK
) -> told.PackLine:
    """Make the pack of a month that is over."""
    token, means = token_of(authorization), means_of(running)
    return told.pack_line(await make_pack.make_pack(running.node, means, token, data.month, language, running.now()))


@post("/control/packs/{paper:uuid}/prepare", status_code=201)
async def prepare_pack(running: OfNode, authorization: Bearer, paper: FromPath[UUID]) -> say.ActToSign:
    """Build the act over the manifest of a pack."""
    act = await signing.prepare_signing(running.node, token_of(authorization), paper, running.now())
    return saying.act_to_sign(act)


@post("/control/packs/sign")
async def sign_pack(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> told.PackLine:
    """Send the signature: the month's control is done."""
    token = token_of(authorization)
    return told.pack_line(await signing.sign_pack(running.node, token, data.act, data.cms, running.now()))


@get("/control/packs/{paper:uuid}/{name:str}")
async def file(running: OfNode, authorization: Bearer, paper: FromPath[UUID], name: FromPath[str]) -> Stream:
    """Return a file of a pack. That it was taken is journalled."""
    means = means_of(running)
    pieces = await see_packs.take_file(running.node, means, token_of(authorization), paper, name, running.now())
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Stream(_streamed(pieces), media_type="application/octet-stream", headers=headers)


@post("/control/breaches/prepare", status_code=201)
async def prepare_breach(
    running: OfNode, authorization: Bearer, data: JSONBody[of_reports.FindingForm]
) -> say.ActToSign:
    """Build the one act that blocks the account at once and opens a case on liability."""
    finding = find_breach.Finding(data.account, data.requests, data.oddity, data.words)
    return saying.act_to_sign(
        await find_breach.prepare_breach(running.node, token_of(authorization), finding, running.now())
    )


@post("/control/breaches", status_code=201)
async def breach(running: OfNode, authorization: Bearer, data: JSONBody[say.SignedAct]) -> of_reports.CaseLine:
    """Send the signature: the account is blocked, its sessions end, the case is open."""
    token = token_of(authorization)
    return of_reports.case_line(await find_breach.find_breach(running.node, token, data.act, data.cms, running.now()))


@get("/control/cases", response_headers=[GOES_ON])
async def cases(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[of_reports.CaseLine, ...]]:
    """Return the cases on liability of the own body, the latest first."""
    page = await find_breach.cases(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(of_reports.case_line, page.items), page.after)


@post("/control/cases/{paper:uuid}/close", status_code=200)
async def close(
    running: OfNode, authorization: Bearer, paper: FromPath[UUID], data: JSONBody[of_reports.CaseClosing]
) -> of_reports.CaseLine:
    """Write down what considering the liability came to."""
    token, at = token_of(authorization), running.now()
    return of_reports.case_line(await find_breach.close_case(running.node, token, paper, data.outcome, data.words, at))


def _streamed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from pieces


def _beside() -> list[HTTPRouteHandler]:
    return [overdue, away, note, withdraw, left]


def control_routes() -> Router:
    """Return the routes of departmental control."""
    handlers = [orders, draft, prepare_order, sign_order, decide, reports, one, duty, pack, prepare_pack, sign_pack]
    return Router(
        "/",
        route_handlers=[*handlers, *_beside(), file, prepare_breach, breach, cases, close],
        guards=[with_session],
        security=[{"session": []}],
    )
