"""The sector over HTTP: documents, reactions, the centre; the same actions as the pages (ASOI-10 to ASOI-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.node import Node
from almasu.actions.sector import change_calendar, consent, join, publish, react, return_document, see, write_document
from almasu.interfaces.api import messages_of_sector as tell
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.applications import begin as begin_visit
from almasu.interfaces.api.applications import prove as prove_visit
from almasu.interfaces.api.by_eds import of_a_session
from almasu.interfaces.api.evidence import evidence_keys
from almasu.interfaces.api.exports import export_routes
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.given_files import given_routes
from almasu.interfaces.api.incoming import incoming_routes
from almasu.interfaces.api.joining import joining_routes
from almasu.interfaces.api.machines import machine_routes
from almasu.interfaces.api.modules import module_routes
from almasu.interfaces.api.notices import notice_routes
from almasu.interfaces.api.pages import GOES_ON, After, link_to_next, paged
from almasu.interfaces.api.requests_of_sector import routes_of_requests
from almasu.interfaces.api.saying_sector import account, card, changed, line, part, received
from almasu.interfaces.api.sign_in import begin
from almasu.interfaces.api.signals import signal_routes
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.api.software import software_routes
from almasu.interfaces.api.statistics import statistics_routes
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.parties import Profile, Worker
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.decree import Decree


@post("/documents", status_code=201)
async def write(running: OfNode, authorization: Bearer, data: JSONBody[Form]) -> tell.DocumentLine:
    """Keep a new draft of an alert, a card, a request or an answer."""
    return line(await write_document.write_document(running.node, token_of(authorization), data, running.now()))


@post("/documents/{document:uuid}", status_code=200)
async def rewrite(
    running: OfNode, authorization: Bearer, document: FromPath[UUID], data: JSONBody[Form]
) -> tell.DocumentLine:
    """Keep the next edition of a document."""
    token = token_of(authorization)
    return line(await write_document.rewrite_document(running.node, token, document, data, running.now()))


@post("/documents/{document:uuid}/to-head", status_code=200)
async def put_to_head(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> tell.DocumentLine:
    """Ask for the head's consent."""
    return line(await write_document.put_to_head(running.node, token_of(authorization), document, running.now()))


@post("/documents/{document:uuid}/give-up", status_code=200)
async def give_up(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> tell.DocumentLine:
    """Give up what is being written."""
    return line(await write_document.give_up(running.node, token_of(authorization), document, running.now()))


@get("/documents", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[tell.DocumentLine, ...]]:
    """Return the documents that the caller sees, newest first; the next page is in the `Link` header."""
    page = await see.documents(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(line, page.items), page.after)


@get("/documents/{document:uuid}")
async def one(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> tell.DocumentCard:
    """Return one document; that it was opened is journalled."""
    at = running.now()
    return card(await see.see_document(running.node, token_of(authorization), document, at), at)


@post("/documents/{document:uuid}/proposal", status_code=200)
async def propose(
    running: OfNode, authorization: Bearer, document: FromPath[UUID], data: JSONBody[tell.ProposalOnAlert]
) -> tell.PartLine:
    """Propose to accept an alert or to refuse it: the head's consent is asked for."""
    at, proposal = running.now(), react.Proposal(data.choice, data.words)
    return part(await react.propose(running.node, token_of(authorization), document, proposal, at), at)


@post("/documents/{document:uuid}/proposal/back", status_code=200)
async def take_back(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> tell.PartLine:
    """Take the proposal back."""
    at = running.now()
    return part(await react.take_back(running.node, token_of(authorization), document, at), at)


@post("/documents/{document:uuid}/processed", status_code=200)
async def processed(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> tell.PartLine:
    """Set an accepted alert to processed."""
    at = running.now()
    return part(await react.set_processed(running.node, token_of(authorization), document, at), at)


@get("/inbox", response_headers=[GOES_ON])
async def inbox(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    after: After = "",
    after_written: After = "",
    most: Most = 50,
) -> Response[tell.WaitingLines]:
    """Return what waits in the caller's organisation, the most urgent of a page first, and what it is writing."""
    token, at = token_of(authorization), running.now()
    found = await see.waiting(running.node, token, at, after, most)
    written = await see.written(running.node, token, at, after_written, most)
    alerts = tuple(received(each, at) for each in found.items)
    lines = tell.WaitingLines(alerts, tuple(map(line, written.items)), written.after)
    return Response(lines, headers=link_to_next(request, found.after))


@get("/approvals")
async def approvals(
    running: OfNode, authorization: Bearer, after: After = "", after_choices: After = "", most: Most = 50
) -> tell.ToConsent:
    """Return what waits for the head's signature; each list goes on from its own cursor."""
    token, at = token_of(authorization), running.now()
    documents = await see.to_consent(running.node, token, at, after, most)
    choices = await see.choices_to_decide(running.node, token, at, after_choices, most)
    return tell.ToConsent(
        tuple(map(line, documents.items)),
        tuple(received(each, at) for each in choices.items),
        documents.after,
        choices.after,
    )


@get("/sector")
async def sector(
    running: OfNode, authorization: Bearer, after_late: After = "", after_returned: After = "", most: Most = 50
) -> tell.SectorLines:
    """Return how the sector stands: what was sent last, what is returned, who has not reacted in time."""
    at = running.now()
    found = await see.see_sector(running.node, token_of(authorization), at, after_late, after_returned, most)
    return tell.SectorLines(
        tuple(map(line, found.sent)),
        tuple(map(line, found.returned.items)),
        tuple(received(each, at) for each in found.late.items),
        found.returned.after,
        found.late.after,
    )


@get("/organisations")
async def organisations(running: OfNode, authorization: Bearer) -> tell.Profiles:
    """Return the connected organisations."""
    return tuple(await join.profiles(running.node, token_of(authorization), running.now()))


@get("/calendar")
async def calendar(running: OfNode, authorization: Bearer) -> tuple[Decree, ...]:
    """Return the decrees laid over the calendar, the latest first."""
    return tuple(await change_calendar.calendar_changes(running.node, token_of(authorization), running.now()))


@get("/organisations/{organisation:str}/workers")
async def workers(running: OfNode, authorization: Bearer, organisation: FromPath[str]) -> tuple[Worker, ...]:
    """Return the users of an organisation as they were registered."""
    found = await join.workers(running.node, token_of(authorization), organisation[:12], running.now())
    return tuple(found)


def sector_routes() -> Router:
    """Return the routes of the sector."""
    inside = Router(
        "/",
        route_handlers=[
            write,
            rewrite,
            put_to_head,
            give_up,
            listed,
            one,
            propose,
            take_back,
            processed,
            inbox,
            approvals,
            sector,
            organisations,
            workers,
            calendar,
            *of_a_session(),
            *_signed(),
            *machine_routes(),
            *software_routes(),
            *statistics_routes(),
            *given_routes(),
            *incoming_routes(),
            *notice_routes(),
            *export_routes(),
            *routes_of_requests(),
            *joining_routes(),
            *module_routes(),
            *signal_routes(),
            prove_visit,
        ],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[begin, begin_visit, evidence_keys, inside])


def _signed() -> tuple[HTTPRouteHandler, ...]:
    sign = "sign exactly these bytes."
    return (
        *signed_pair(
            "/consents",
            Building(tell.OfDocument, _consent, f"Build the head's consent to a document: {sign}"),
            Finishing(consent.consent, tell.DocumentLine, line, "Send the document with the head's consent."),
        ),
        *signed_pair(
            "/send-backs",
            Building(tell.WordsOnDocument, _send_back, f"Build the act that gives a document back: {sign}"),
            Finishing(consent.send_back, tell.DocumentLine, line, "Give the document back to its author."),
        ),
        *signed_pair(
            "/decisions",
            Building(tell.OfDocument, _decision, f"Build the head's consent to what is proposed: {sign}"),
            Finishing(react.decide, tell.PartLine, part, "Accept the alert or refuse it."),
        ),
        *signed_pair(
            "/returns",
            Building(tell.WordsOnDocument, _return, f"Build the centre's return of a document: {sign}"),
            Finishing(return_document.return_document, tell.DocumentLine, line, "Return the incomplete document."),
        ),
        *signed_pair(
            "/organisations",
            Building(tell.Fields, _profile, f"Build the act that creates a profile: {sign}"),
            Finishing(join.create_profile, Profile, _same, "Create the profile."),
        ),
        *signed_pair(
            "/vulnerability-alerts",
            Building(tell.Fields, _publishing, f"Build the act that publishes a vulnerability alert: {sign}"),
            Finishing(publish.publish, tell.DocumentLine, line, "Publish the alert to all organisations."),
        ),
        *signed_pair(
            "/calendar",
            Building(Decree, change_calendar.prepare_calendar, f"Build the act of a change of the calendar: {sign}"),
            Finishing(
                change_calendar.change_calendar,
                tell.CalendarChanged,
                changed,
                "Lay the decree over the calendar; every open clock is counted anew.",
            ),
        ),
        *signed_pair(
            "/workers",
            Building(tell.Fields, _worker, f"Build the act that creates the account of a user: {sign}"),
            Finishing(join.register_worker, tell.AccountMade, account, "Create the account."),
        ),
    )


async def _consent(node: Node, token: str, form: tell.OfDocument, at: datetime) -> PreparedAct:
    return await consent.prepare_consent(node, token, form.document, at)


async def _send_back(node: Node, token: str, form: tell.WordsOnDocument, at: datetime) -> PreparedAct:
    return await consent.prepare_send_back(node, token, form.document, form.words, at)


async def _decision(node: Node, token: str, form: tell.OfDocument, at: datetime) -> PreparedAct:
    return await react.prepare_decision(node, token, form.document, at)


async def _return(node: Node, token: str, form: tell.WordsOnDocument, at: datetime) -> PreparedAct:
    return await return_document.prepare_return(node, token, form.document, form.words, at)


async def _profile(node: Node, token: str, form: tell.Fields, at: datetime) -> PreparedAct:
    return await join.prepare_profile(node, token, form.fields, at)


async def _publishing(node: Node, token: str, form: tell.Fields, at: datetime) -> PreparedAct:
    return await publish.prepare_publishing(node, token, form.fields, at)


async def _worker(node: Node, token: str, form: tell.Fields, at: datetime) -> PreparedAct:
    return await join.prepare_worker(node, token, form.fields, at)


def _same(profile: Profile) -> Profile:
    return profile
