"""Requests between organisations over HTTP, their answers, and the files beside documents (ASOI-11, ASOI-14.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.node import Node
from almasu.actions.sector import answer, attach, see_requests, take_request
from almasu.actions.sector.take_request import TakeForm
from almasu.interfaces.api import messages_of_requests as say
from almasu.interfaces.api import messages_of_sector as tell
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.saying_requests import asked_part, colleague, files
from almasu.interfaces.api.saying_sector import line
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.sector.attachment import LARGEST
from almasu.kernel.sector.content import attachments_in
from almasu.kernel.signatures.prepared import PreparedAct

LARGEST_FORM = LARGEST * 4 // 3 + 4096
"""Bytes of a file in base64 with its name."""


class AskedLine(msgspec.Struct, frozen=True):
    """A request that came to the caller's organisation."""

    document: tell.DocumentLine
    author: str
    part: say.AskedPart


class AskingLine(msgspec.Struct, frozen=True):
    """A request that was sent, with how far each addressee is with it."""

    document: tell.DocumentLine
    author: str
    parts: tuple[say.AskedPart, ...]


@get("/requests/received", response_headers=[GOES_ON])
async def requests_received(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[AskedLine, ...]]:
    """Return the requests that came to the caller's organisation, or to the authorised body, newest first."""
    at = running.now()
    page = await see_requests.asked_of_us(running.node, token_of(authorization), after, most, at)
    return paged(request, (_asked(one, at) for one in page.items), page.after)


@get("/requests/sent", response_headers=[GOES_ON])
async def requests_sent(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[AskingLine, ...]]:
    """Return the requests that the caller's organisation sent, newest first; for the centre those of all."""
    at = running.now()
    page = await see_requests.asked_by_us(running.node, token_of(authorization), after, most, at)
    return paged(
        request,
        (
            AskingLine(line(one.kept), one.author, tuple(asked_part(part, at) for part in one.parts))
            for one in page.items
        ),
        page.after,
    )


@get("/requests/open", response_headers=[GOES_ON])
async def requests_open(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[AskedLine, ...]]:
    """Return the requests that wait at the caller's organisation, the most urgent first."""
    at = running.now()
    page = await see_requests.open_requests(running.node, token_of(authorization), at, after, most)
    return paged(request, (_asked(one, at) for one in page.items), page.after)


@get("/requests/to-decide", response_headers=[GOES_ON])
async def requests_to_decide(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[AskedLine, ...]]:
    """Return the requests about which something is proposed to the head, the most urgent first."""
    at = running.now()
    page = await see_requests.requests_to_decide(running.node, token_of(authorization), at, after, most)
    return paged(request, (_asked(one, at) for one in page.items), page.after)


@get("/requests/late", response_headers=[GOES_ON])
async def requests_late(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[AskedLine, ...]]:
    """Return the requests whose clock ran out at an organisation, the most overdue first."""
    at = running.now()
    page = await see_requests.late_requests(running.node, token_of(authorization), at, after, most)
    return paged(request, (_asked(one, at) for one in page.items), page.after)


@get("/colleagues")
async def colleagues(running: OfNode, authorization: Bearer) -> tuple[say.Colleague, ...]:
    """Return the responsible workers to whom the head can entrust a request."""
    found = await take_request.colleagues(running.node, token_of(authorization), running.now())
    return tuple(map(colleague, found))


@post("/requests/{asked:uuid}/taking", status_code=200)
async def propose_taking(
    running: OfNode, authorization: Bearer, asked: FromPath[UUID], data: JSONBody[TakeForm]
) -> say.AskedPart:
    """Propose to take a request into work or to decline it, with a comment; the authorised body decides so at once."""
    at = running.now()
    return asked_part(await take_request.propose_taking(running.node, token_of(authorization), asked, data, at), at)


@post("/requests/{asked:uuid}/taking/back", status_code=200)
async def take_proposal_back(running: OfNode, authorization: Bearer, asked: FromPath[UUID]) -> say.AskedPart:
    """Take the proposal back."""
    at = running.now()
    return asked_part(await take_request.take_proposal_back(running.node, token_of(authorization), asked, at), at)


@post("/requests/{asked:uuid}/work-done", status_code=200)
async def note_work_done(running: OfNode, authorization: Bearer, asked: FromPath[UUID]) -> say.AskedPart:
    """Note that the work is done, where the term of the answer is counted from that."""
    at = running.now()
    return asked_part(await take_request.note_work_done(running.node, token_of(authorization), asked, at), at)


@post("/requests/{asked:uuid}/worker", status_code=200)
async def entrust(
    running: OfNode, authorization: Bearer, asked: FromPath[UUID], data: JSONBody[say.ToWorker]
) -> say.AskedPart:
    """Entrust a request to one responsible worker of the organisation."""
    at = running.now()
    return asked_part(await take_request.entrust(running.node, token_of(authorization), asked, data.worker, at), at)


@post("/requests/{asked:uuid}/answer", status_code=201)
async def write_answer(
    running: OfNode, authorization: Bearer, asked: FromPath[UUID], data: JSONBody[tell.Fields]
) -> tell.DocumentLine:
    """Keep the draft of the answer to a request that was taken into work."""
    return line(await answer.write_answer(running.node, token_of(authorization), asked, data.fields, running.now()))


@post("/documents/{document:uuid}/attachments", status_code=201, request_max_body_size=LARGEST_FORM)
async def attach_file(
    running: OfNode, authorization: Bearer, document: FromPath[UUID], data: JSONBody[say.FileToAttach]
) -> tuple[say.AttachedFile, ...]:
    """Attach a file to a document that is being written; return all files beside it."""
    token, at = token_of(authorization), running.now()
    kept = await attach.attach(running.node, token, document, data.name, data.data, at)
    return files(document, attachments_in(kept.document.kind, kept.document.content))


@delete("/documents/{document:uuid}/attachments/{file:uuid}", status_code=204)
async def detach_file(running: OfNode, authorization: Bearer, document: FromPath[UUID], file: FromPath[UUID]) -> None:
    """Take a file away from a document that is being written."""
    await attach.detach(running.node, token_of(authorization), document, file, running.now())


@get("/documents/{document:uuid}/attachments/{file:uuid}")
async def attached_file(
    running: OfNode, authorization: Bearer, document: FromPath[UUID], file: FromPath[UUID]
) -> Response[bytes]:
    """Return a file beside the edition that the caller sees, as bytes to save."""
    found = await attach.take_attachment(running.node, token_of(authorization), document, file, running.now())
    return inert_file(found.data, found.name)


def routes_of_requests() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of requests, answers and files."""
    sign = "sign exactly these bytes."
    return (
        requests_received,
        requests_sent,
        requests_open,
        requests_to_decide,
        requests_late,
        colleagues,
        propose_taking,
        take_proposal_back,
        note_work_done,
        entrust,
        write_answer,
        attach_file,
        detach_file,
        attached_file,
        *signed_pair(
            "/takings",
            Building(tell.OfDocument, _taking, f"Build the head's consent to what is proposed about a request: {sign}"),
            Finishing(
                take_request.decide_taking, say.AskedPart, asked_part, "Take the request into work or decline it."
            ),
        ),
        *signed_pair(
            "/answers-of-centre",
            Building(say.AnswerToRequest, _answer, f"Build the answer of the authorised body to a request: {sign}"),
            Finishing(answer.answer_of_centre, tell.DocumentLine, line, "Send the answer of the authorised body."),
        ),
    )


async def _taking(node: Node, token: str, form: tell.OfDocument, at: datetime) -> PreparedAct:
    return await take_request.prepare_taking(node, token, form.document, at)


async def _answer(node: Node, token: str, form: say.AnswerToRequest, at: datetime) -> PreparedAct:
    return await answer.prepare_answer_of_centre(node, token, form.document, form.fields, at)


def _asked(one: see_requests.Asked, at: datetime) -> AskedLine:
    return AskedLine(line(one.kept), one.author, asked_part(one.part, at))
