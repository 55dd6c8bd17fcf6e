"""What a program sends is a document of JSON that says so, with known members and no letter that hides or turns others.

Only a body that calls itself `application/json` makes a browser ask before it sends it from a page of another site
(the Fetch standard's preflight); so `text/plain` that happens to hold JSON is refused as any other type is.
"""

from __future__ import annotations

from typing import Any

from litestar import Request

from almasu.interfaces.api.known_members import must_be_known
from almasu.interfaces.api.plain_letters import without_hidden_letters
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

JSON = "application/json"
NOT_JSON = ProblemKind(
    "http.not_json",
    415,
    Text(
        kk="Мұнда тек application/json қабылданады.",
        ru="Здесь принимается только application/json.",
        en="Only application/json is taken here.",
    ),
    Text(
        kk="Денені JSON түрінде «Content-Type: application/json» тақырыбымен жіберіңіз.",
        ru="Отправьте тело в JSON с заголовком «Content-Type: application/json».",
        en="Send the body as JSON with the header “Content-Type: application/json”.",
    ),
)


async def as_documents_come(request: Request[Any, Any, Any]) -> None:
    """Refuse a body that is no JSON (`http.not_json`); in one that is, unknown and repeated members and hidden letters.

    An address that takes the bytes of a file by PUT names no type: files have many, and no page can send one unasked.
    """
    document = request.route_handler.parsed_fn_signature.parameters.get("data")
    if _has_body(request) and (document is not None or request.method != "PUT"):
        must_be_json(request.headers.get("content-type", ""))
    await without_hidden_letters(request)
    if document is not None:
        must_be_known(await request.body(), document.annotation)


def must_be_json(media: str) -> None:
    """Make sure that a body calls itself JSON, with or without a charset; Problem `http.not_json` else."""
    if media.partition(";")[0].strip().lower() != JSON:
        raise NOT_JSON.at("Content-Type")


def _has_body(request: Request[Any, Any, Any]) -> bool:
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
