"""Papers over HTTP: both registers, the same actions as the pages; no member for what a paper says (FMA-4.2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.provision import sheaves as acts
from almasu.actions.provision.ended_sheaf import ended_sheaf
from almasu.actions.provision.sheaves import ToCancel, ToHandOver, ToPutAway, ToReceive, ToSend
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.provision_acts import OfLaw
from almasu.interfaces.api.provision_keyings import InTheWay, in_the_way_of
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.provision.paper import Sheaf
from almasu.law.text import Language
from almasu.wiring.end_pdf import paper_end_pdf_of


@get("/papers", response_headers=[GOES_ON])
async def papers(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[Sheaf, ...]]:
    """Return the cards of the register, what moved last first; the next page is in the `Link` header."""
    page = await acts.sheaves(running.node, token_of(authorization), after, running.now())
    return paged(request, page.items, page.after)


@get("/papers/{sheaf:uuid}")
async def one_paper(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID]) -> Sheaf:
    """Return one card with its way."""
    return await acts.sheaf(running.node, token_of(authorization), sheaf, running.now())


@get("/papers/{sheaf:uuid}/in-the-way")
async def in_the_way(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID]) -> InTheWay:
    """Return what keeps a registered paper from leaving now; nothing where it may leave, or left."""
    return in_the_way_of(await acts.why_not_sent(running.node, token_of(authorization), sheaf, running.now()))


@get("/papers/{sheaf:uuid}/document")
async def document(
    running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], language: OfLaw = "kk"
) -> Response[bytes]:
    """Return the act of return or destruction as a PDF document in Kazakh or Russian: the card, its way, its end."""
    ended = await ended_sheaf(running.node, token_of(authorization), sheaf, running.now())
    return inert_file(await paper_end_pdf_of(ended, Language(language)), f"paper-{language}.pdf")


@post("/papers", status_code=201)
async def send(running: OfNode, authorization: Bearer, data: JSONBody[ToSend]) -> Sheaf:
    """Enter a sealed paper into the outgoing register of the caller's body."""
    return await acts.register_sheaf(running.node, token_of(authorization), data, running.now())


@post("/papers/{sheaf:uuid}/courier", status_code=200)
async def hand_over(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], data: JSONBody[ToHandOver]) -> Sheaf:
    """Hand a sealed paper to a courier against a receipt."""
    return await acts.hand_over(running.node, token_of(authorization), sheaf, data, running.now())


@post("/papers/{sheaf:uuid}/cancel", status_code=200)
async def cancel(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], data: JSONBody[ToCancel]) -> Sheaf:
    """Cancel a paper that lies at the caller's body in its outgoing register; its number stays used."""
    return await acts.cancel_sheaf(running.node, token_of(authorization), sheaf, data, running.now())


@post("/papers/{sheaf:uuid}/receive", status_code=200)
async def receive(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], data: JSONBody[ToReceive]) -> Sheaf:
    """Enter a paper into the incoming register; its seal is compared."""
    return await acts.receive_sheaf(running.node, token_of(authorization), sheaf, data, running.now())


@post("/papers/{sheaf:uuid}/refuse", status_code=200)
async def refuse(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID]) -> Sheaf:
    """Refuse a paper at the door."""
    return await acts.refuse_sheaf(running.node, token_of(authorization), sheaf, running.now())


def paper_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (
        papers,
        one_paper,
        in_the_way,
        document,
        send,
        hand_over,
        cancel,
        receive,
        refuse,
        *signed_pair(
            "/papers-put-away",
            Building(
                ToPutAway,
                acts.prepare_putting_away,
                "Build the act of return or destruction of a paper: sign exactly these bytes.",
            ),
            Finishing(acts.put_away, Sheaf, _same, "Return or destroy the paper."),
        ),
    )


def _same(sheaf: Sheaf) -> Sheaf:
    return sheaf
