"""Proving: a receipt or a request against the journal, and the proof to take along (SIO25-15.1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.params import FromPath

from almasu.interfaces.portal import forms
from almasu.interfaces.portal.forms import Mistakes, mistakes_in
from almasu.interfaces.portal.problems import NOTHING_TO_VERIFY
from almasu.interfaces.portal.views.proof import ProofView
from almasu.interfaces.portal.visit import Visit, Visiting
from almasu.kernel.materials.copy import typed_code
from almasu.law.problem import Problem
from almasu.wiring.evidence import verifier_page

_RECEIPT_LIMIT = 16 * 1024


@get("/verify")
async def verify(visit: Visiting) -> Response[Any]:
    """Ask for a receipt."""
    return _ask(visit, "", Mistakes())


def _ask(visit: Visit, receipt: str, mistakes: Mistakes) -> Response[Any]:
    status = mistakes.problems[0].kind.status if mistakes.problems else 200
    return visit.page(
        "verify.html",
        status=status,
        kept_form="verify-form",
        receipt=receipt,
        mistakes=mistakes,
    )


@get("/verify/offline")
async def verifier_to_save(visit: Visiting) -> Response[Any]:
    """Give the verifier of evidence packs as one page, to be kept where there is no network."""
    return attachment(verifier_page(), "almasu-verifier.html")


@post("/verify")
async def check_receipt(visit: Visiting, request: Request[Any, Any, Any]) -> Response[Any]:
    """Check a pasted or uploaded receipt or a typed code, or lead to the proof of a request by its number."""
    form = await request.form()
    receipt = forms.text(form, "receipt")
    if visit.switching and form.get("again") is None:
        return _ask(visit, receipt, Mistakes())
    try:
        receipt = (await forms.uploaded(form, "file", _RECEIPT_LIMIT)).decode("utf-8", "replace") or receipt
        if not receipt:
            raise NOTHING_TO_VERIFY.at("receipt")
        code = typed_code(receipt)
        if code is not None:
            given = await visit.desk.given_out(code)
            return visit.page("given_out.html", kept_form="again-form", given=given)
        number = _request_number(receipt)
        if number is not None:
            return visit.go(f"/requests/{number}/proof")
        proof = await visit.desk.prove_receipt(receipt)
    except Problem as problem:
        return _ask(visit, receipt, mistakes_in(problem))
    if form.get("download") is not None:
        return proof_attachment(proof)
    return visit.page("proof.html", kept_form="again-form", proof=proof, receipt=receipt, request_id=None, answer=None)


def _request_number(typed: str) -> UUID | None:
    try:
        return UUID(typed.strip()) if len(typed) <= 64 else None
    except ValueError:
        return None


@get("/requests/{request_id:uuid}/proof")
async def prove_request(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Check one's own request against the journal now."""
    inside = await visit.enter()
    proof = await visit.desk.prove_request(inside.session, request_id)
    return visit.page("proof.html", proof=proof, receipt="", request_id=request_id, answer=None)


@get("/requests/{request_id:uuid}/proof/file")
async def proof_file(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Give the proof as a file."""
    inside = await visit.enter()
    return proof_attachment(await visit.desk.prove_request(inside.session, request_id))


@get("/requests/{request_id:uuid}/receipt")
async def receipt_file(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Give the receipt of a request as a file."""
    inside = await visit.enter()
    shown = await visit.desk.request(inside.session, request_id)
    return attachment(shown.receipt.encode(), f"almasu-receipt-{request_id}.txt")


@get("/requests/{request_id:uuid}/evidence")
async def evidence_file(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Give the evidence pack of a request as a page that checks itself anywhere; never shown from our own origin."""
    inside = await visit.enter()
    made = await visit.desk.evidence(inside.session, request_id)
    return attachment(made.data, made.name)


@get("/requests/{request_id:uuid}/evidence.pdf")
async def evidence_document(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Give the evidence pack of a request as a document made to be read."""
    inside = await visit.enter()
    made = await visit.desk.evidence_document(inside.session, request_id, visit.language)
    return attachment(made.data, made.name)


def proof_attachment(proof: ProofView) -> Response[bytes]:
    """Return a proof as a file to be saved."""
    safe = "".join(letter for letter in proof.file_name if letter.isascii() and (letter.isalnum() or letter in "-_."))
    return attachment(proof.file, safe or "proof")


def attachment(data: bytes, name: str) -> Response[bytes]:
    """Return bytes to be saved, never shown by the browser."""
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


proving = Router(
    "/",
    route_handlers=[
        verify,
        verifier_to_save,
        check_receipt,
        prove_request,
        proof_file,
        receipt_file,
        evidence_file,
        evidence_document,
    ],
)
checking = Router("/", route_handlers=[verify, verifier_to_save, check_receipt])
"""Where there are no requests to registers: receipts, and packs that others made."""
