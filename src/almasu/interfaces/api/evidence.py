"""The evidence pack over HTTP: for the request's officer, and the keys it is judged by for everybody (SIO25-15.1)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.params import FromPath, QueryParameter

from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.law.text import Language
from almasu.wiring.evidence import keys_for_readers, made_pack, page_of
from almasu.wiring.evidence_pdf import pdf_of


class Form(StrEnum):
    """How the pack comes: as JSON, or as a page that shows and checks itself."""

    JSON = "json"
    PAGE = "page"


class Answers(StrEnum):
    """Whether answers are opened in the pack, or only committed to."""

    OPEN = "open"
    CLOSED = "closed"


OfForm = Annotated[Form, QueryParameter(description="json, or page: one HTML file that checks itself")]
OfLanguage = Annotated[Language, QueryParameter(description="kk, ru or en")]
OfAnswers = Annotated[Answers, QueryParameter(description="open, or closed: only the commitments to the answers")]


@get("/requests/{request_id:uuid}/evidence")
async def evidence(
    running: OfNode,
    authorization: Bearer,
    request_id: FromPath[UUID],
    form: OfForm = Form.JSON,
    answers: OfAnswers = Answers.CLOSED,
) -> Response[bytes]:
    """Return the evidence pack of one's own request. The export is journalled with the pack's digest."""
    made = await made_pack(running, token_of(authorization), request_id, answers is Answers.OPEN)
    match form:
        case Form.JSON:
            return attachment(made.data, "application/json", f"almasu-evidence-{made.number}.json")
        case Form.PAGE:
            return attachment(page_of(made.data), "text/html", f"almasu-evidence-{made.number}.html")


@get("/requests/{request_id:uuid}/evidence.pdf")
async def document(
    running: OfNode,
    authorization: Bearer,
    request_id: FromPath[UUID],
    language: OfLanguage = Language.KK,
    answers: OfAnswers = Answers.CLOSED,
) -> Response[bytes]:
    """Return a document made to be read, with the pack attached. It is an export as the pack itself is."""
    made = await made_pack(running, token_of(authorization), request_id, answers is Answers.OPEN)
    document = await pdf_of(made, running.node.law.called, language)
    return attachment(document, "application/pdf", f"almasu-evidence-{made.number}.pdf")


@get("/evidence-keys")
async def evidence_keys(running: OfNode) -> Response[str]:
    """Return the keys by which evidence packs of this node are judged."""
    return Response(keys_for_readers(running).text(), media_type="text/plain; charset=utf-8")


def attachment(data: bytes, media_type: str, name: str) -> Response[bytes]:
    """Return bytes to be saved, never shown by the browser: a page inside keeps its own origin."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)


def evidence_routes() -> Router:
    """Return the routes of evidence."""
    for_a_person = Router("/", route_handlers=[evidence, document], guards=[with_session], security=[{"session": []}])
    return Router("/", route_handlers=[evidence_keys, for_a_person])
