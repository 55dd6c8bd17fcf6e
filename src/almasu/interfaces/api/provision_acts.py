"""Joint acts over HTTP: written, put, approved, signed, ended; read, compared, taken along (FMA-5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from almasu.actions.node import Node
from almasu.actions.provision import approve_act, draft_act, end_act, see_acts, sign_act
from almasu.actions.provision.said_of_act import ACT_FILE
from almasu.interfaces.api import messages_of_acts as tell
from almasu.interfaces.api.accounts import Most
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.provision.joint_act import ActContent, act_schema, row_schema
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Language
from almasu.wiring.provision_act_pdf import pdf_of

OfPrint = Annotated[Literal["kk", "ru", "en"], QueryParameter(description="the language of the print")]
OfLaw = Annotated[Literal["kk", "ru"], QueryParameter(description="a language of the act")]
LARGEST_ACT = 4 << 20
"""Bytes of an act as JSON: 200 sets of 400 fields fit."""


@get("/acts", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = "", most: Most = 50
) -> Response[tuple[tell.ActLine, ...]]:
    """Return the versions that the caller sees, the last moved first: the Agency those of all bodies."""
    page = await see_acts.acts(running.node, token_of(authorization), after, most, running.now())
    return paged(request, map(tell.line, page.items), page.after)


@get("/acts/schema")
async def schema(running: OfNode, authorization: Bearer) -> dict[str, Any]:
    """Return the JSON Schema of an act, for programs that write one."""
    return act_schema()


@get("/acts/warnings")
async def warned(running: OfNode, authorization: Bearer) -> tuple[tell.WarningLine, ...]:
    """Return what the caller's side has to think of: coming ends, days without an act, missing signatures."""
    found = await see_acts.warnings_now(running.node, token_of(authorization), running.now())
    return tuple(map(tell.warning, found))


@post("/acts", status_code=201, request_max_body_size=LARGEST_ACT)
async def write(running: OfNode, authorization: Bearer, data: JSONBody[ActContent]) -> tell.ActLine:
    """Keep the first draft of a new version."""
    return tell.line(await draft_act.draft_act(running.node, token_of(authorization), data, running.now()))


@get("/acts/{version:uuid}")
async def one(running: OfNode, authorization: Bearer, version: FromPath[UUID]) -> tell.ActCard:
    """Return one version whole; that it was opened is journalled."""
    return tell.card(await see_acts.see_act(running.node, token_of(authorization), version, running.now()))


@post("/acts/{version:uuid}", status_code=200, request_max_body_size=LARGEST_ACT)
async def rewrite(
    running: OfNode, authorization: Bearer, version: FromPath[UUID], data: JSONBody[tell.NextDraft]
) -> tell.ActLine:
    """Keep the next draft; refused where the other side wrote meanwhile. Approvals given before end."""
    token, at = token_of(authorization), running.now()
    return tell.line(await draft_act.rewrite_act(running.node, token, version, data.draft, data.content, at))


@post("/acts/{version:uuid}/put", status_code=200)
async def put(running: OfNode, authorization: Bearer, version: FromPath[UUID]) -> tell.ActLine:
    """Put a draft before both sides; every gap of it is named."""
    return tell.line(await draft_act.put_act(running.node, token_of(authorization), version, running.now()))


@post("/acts/{version:uuid}/give-up", status_code=200)
async def give_up(running: OfNode, authorization: Bearer, version: FromPath[UUID]) -> tell.ActLine:
    """Give a draft up."""
    return tell.line(await draft_act.give_act_up(running.node, token_of(authorization), version, running.now()))


@post("/acts/{version:uuid}/back", status_code=200)
async def send_back(
    running: OfNode, authorization: Bearer, version: FromPath[UUID], data: JSONBody[tell.WordsOnAct]
) -> tell.ActLine:
    """Send a version back to a draft, with what this side wants otherwise."""
    token, at = token_of(authorization), running.now()
    return tell.line(await approve_act.send_act_back(running.node, token, version, data.words, at))


@post("/acts/{version:uuid}/renewal", status_code=201)
async def renew(
    running: OfNode, authorization: Bearer, version: FromPath[UUID], data: JSONBody[tell.Renewal]
) -> tell.ActLine:
    """Keep a draft that renews a signed version from the day after its last."""
    token, at = token_of(authorization), running.now()
    return tell.line(await draft_act.renew_act(running.node, token, version, data.printed_number, at))


@get("/acts/{version:uuid}/differences/{before:uuid}")
async def differences(
    running: OfNode, authorization: Bearer, version: FromPath[UUID], before: FromPath[UUID]
) -> tuple[tell.DifferenceLine, ...]:
    """Return what a version has otherwise than another one between the same sides."""
    token, at = token_of(authorization), running.now()
    _, _, found = await see_acts.differences(running.node, token, version, before, at)
    return tuple(map(tell.difference, found))


@get("/acts/{version:uuid}/file")
async def file(running: OfNode, authorization: Bearer, version: FromPath[UUID]) -> Response[bytes]:
    """Return the canonical bytes of a version: exactly those that are hashed and signed (RFC 8785)."""
    taken = await see_acts.take_act(running.node, token_of(authorization), version, "json", running.now())
    return inert_file(taken.kept.version.content, ACT_FILE)


@get("/acts/{version:uuid}/row-schemas")
async def row_schemas(running: OfNode, authorization: Bearer, version: FromPath[UUID]) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of one row of every set of a version, by its code, for the programs of a body."""
    seen = await see_acts.see_act(running.node, token_of(authorization), version, running.now())
    return {one.code: row_schema(one) for one in seen.content.data_sets}


@get("/acts/{version:uuid}/document")
async def document(
    running: OfNode, authorization: Bearer, version: FromPath[UUID], language: OfPrint = "kk"
) -> Response[bytes]:
    """Return a version as a PDF document, with its digest and who approved and signed it; English is a translation."""
    token, at = token_of(authorization), running.now()
    taken = await see_acts.take_act(running.node, token, version, f"pdf-{language}", at)
    return inert_file(await pdf_of(taken, Language(language)), f"joint-act-{language}.pdf")


def act_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of joint acts."""
    sign = "sign exactly these bytes."
    return (
        listed,
        schema,
        warned,
        write,
        one,
        rewrite,
        put,
        give_up,
        send_back,
        renew,
        differences,
        file,
        row_schemas,
        document,
        *signed_pair(
            "/act-approvals",
            Building(tell.OfAct, _approval, f"Build one side's approval of the draft as it stands: {sign}"),
            Finishing(approve_act.approve_act, tell.ActLine, tell.line, "Approve the draft for one side."),
        ),
        *signed_pair(
            "/act-signatures",
            Building(tell.OfAct, _signature, f"Build a head's signature under the draft both sides approved: {sign}"),
            Finishing(sign_act.sign_act, tell.ActLine, tell.line, "Sign the act as the head of one side."),
        ),
        *signed_pair(
            "/act-endings",
            Building(tell.EndingOfAct, _ending, f"Build a head's will to end an act early: {sign}"),
            Finishing(end_act.end_act, tell.ActLine, tell.line, "Agree to end the act; it ends once both heads have."),
        ),
    )


async def _approval(node: Node, token: str, form: tell.OfAct, at: datetime) -> PreparedAct:
    return await approve_act.prepare_approval(node, token, form.act, at)


async def _signature(node: Node, token: str, form: tell.OfAct, at: datetime) -> PreparedAct:
    return await sign_act.prepare_signature(node, token, form.act, at)


async def _ending(node: Node, token: str, form: tell.EndingOfAct, at: datetime) -> PreparedAct:
    return await end_act.prepare_ending(node, token, form.act, form.last, at)
