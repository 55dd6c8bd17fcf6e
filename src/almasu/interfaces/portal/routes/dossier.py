"""The dossier's tabs, each an address of its own: facts, links, timeline, answers, who viewed (SIO25-19.1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.params import FromPath

from almasu.interfaces.portal.routes.proving import proof_attachment
from almasu.interfaces.portal.views.chart import chart_of
from almasu.interfaces.portal.views.folding import EVENTS_AT_ONCE, folded
from almasu.interfaces.portal.visit import Visit, Visiting
from almasu.law.moment import in_astana

LONGEST_NUMBER = 5


def _asked_page(visit: Visit) -> int:
    """Return the page that the address asks for; the first one where it names none."""
    asked = next((value for name, value in visit.query if name == "page"), "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 1


@get("/requests/{request_id:uuid}/dossier")
async def facts(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show the cards, value by value with its source, a page at a time."""
    inside = await visit.enter()
    shown = await visit.desk.dossier(inside.session, request_id)
    return visit.page(
        "dossier/facts.html", tab="facts", head=shown.head, folded=folded(shown.cards, _asked_page(visit))
    )


@get("/requests/{request_id:uuid}/dossier/links")
async def links(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show the links, as a picture and as a table; what is opened stands in the address."""
    inside = await visit.enter()
    opened = [value for name, value in visit.query if name == "open"]
    shown = await visit.desk.links(inside.session, request_id, opened)
    return visit.page("dossier/links.html", tab="links", head=shown.head, shown=shown)


@get("/requests/{request_id:uuid}/dossier/timeline")
async def timeline(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show the events by year, as a picture and as a list, a page at a time."""
    inside = await visit.enter()
    shown = await visit.desk.timeline(inside.session, request_id)
    pages = max(1, -(-len(shown.events) // EVENTS_AT_ONCE))
    chosen = min(max(_asked_page(visit), 1), pages)
    events = shown.events[(chosen - 1) * EVENTS_AT_ONCE : chosen * EVENTS_AT_ONCE]
    chart = chart_of(shown.events, in_astana(shown.head.made_at).date()) if shown.events else None
    return visit.page(
        "dossier/timeline.html",
        tab="timeline",
        head=shown.head,
        events=events,
        count=len(shown.events),
        chart=chart,
        page=chosen,
        pages=pages,
    )


@get("/requests/{request_id:uuid}/dossier/answers")
async def answers(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show what each register answered, with the way to the answer and to its proof."""
    inside = await visit.enter()
    head = await visit.desk.dossier_head(inside.session, request_id)
    return visit.page("dossier/answers.html", tab="answers", head=head)


@get("/requests/{request_id:uuid}/dossier/viewed")
async def viewed(visit: Visiting, request_id: FromPath[UUID]) -> Response[Any]:
    """Show who looked at what came, by role."""
    inside = await visit.enter()
    shown = await visit.desk.viewed(inside.session, request_id)
    return visit.page("dossier/viewed.html", tab="viewed", head=shown.head, viewings=shown.viewings)


@get("/requests/{request_id:uuid}/answers/{number:int}/proof")
async def prove_answer(visit: Visiting, request_id: FromPath[UUID], number: FromPath[int]) -> Response[Any]:
    """Check the entry of one answer against the journal now."""
    inside = await visit.enter()
    proof = await visit.desk.prove_answer(inside.session, request_id, number)
    return visit.page("proof.html", proof=proof, receipt="", request_id=request_id, answer=number)


@get("/requests/{request_id:uuid}/answers/{number:int}/proof/file")
async def answer_proof_file(visit: Visiting, request_id: FromPath[UUID], number: FromPath[int]) -> Response[Any]:
    """Give the proof of an answer's entry as a file."""
    inside = await visit.enter()
    return proof_attachment(await visit.desk.prove_answer(inside.session, request_id, number))


dossier = Router("/", route_handlers=[facts, links, timeline, answers, viewed, prove_answer, answer_proof_file])
