"""What was received, its marks, and passing it on, over HTTP: as on the pages (CIS-1f, CIS-4.3, CIS-7.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.interstate import answer_onward, ask_onward, enter_equal, items, onward_kept, pass_on
from almasu.actions.interstate.items import Item, ItemFile, KeptItem
from almasu.actions.interstate.onward_kept import KeptOnward
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.onward import OnwardCase
from almasu.kernel.interstate.secrecy import Received
from almasu.law.text import Language
from almasu.wiring.item_pdf import item_pdf_of

SIGN = "sign exactly these bytes."


class ItemLine(msgspec.Struct, frozen=True):
    """The card of an item of received information; what it says is opened for its purpose alone.

    `carrier` is its form, its way and what carried it; `uses` how often it was opened.
    """

    id: UUID
    received: Received
    at: datetime
    carrier: Carrier
    uses: int


class OnwardLine(msgspec.Struct, frozen=True):
    """An asking to pass information on, at this side, with its owner's answer."""

    id: UUID
    state: str
    onward: OnwardCase


class Purpose(msgspec.Struct, frozen=True):
    """For which purpose an item is opened (CIS-7.2)."""

    purpose: str


class Printing(msgspec.Struct, frozen=True):
    """For which purpose an item is printed, and in which language (CIS-4.3, CIS-7.2)."""

    purpose: str
    language: Language = Language.KK


@get("/items/{item:uuid}")
async def one_item(running: OfNode, authorization: Bearer, item: FromPath[UUID]) -> ItemLine:
    """Return the card of one item."""
    return item_line(await items.item_card(running.node, token_of(authorization), item, running.now()))


@post("/items/{item:uuid}/openings", status_code=201)
async def open_item(running: OfNode, authorization: Bearer, item: FromPath[UUID], data: JSONBody[Purpose]) -> Item:
    """Open an item for the purpose for which it was given; any other is refused and journalled."""
    return (await items.use_item(running.node, token_of(authorization), item, data.purpose, running.now())).item


@post("/items/{item:uuid}/exports", status_code=201)
async def export_item(
    running: OfNode, authorization: Bearer, item: FromPath[UUID], data: JSONBody[Purpose]
) -> ItemFile:
    """Take an item along with its owner, what the bodies are called, and every mark, for its purpose alone."""
    return (await items.take_item(running.node, token_of(authorization), item, data.purpose, running.now())).file()


@post("/items/{item:uuid}/prints", status_code=201)
async def print_item(
    running: OfNode, authorization: Bearer, item: FromPath[UUID], data: JSONBody[Printing]
) -> Response[bytes]:
    """Take an item along as a PDF document with its marks on every page, for its purpose alone."""
    at = running.now()
    taken = await items.take_item(running.node, token_of(authorization), item, data.purpose, at)
    return inert_file(await item_pdf_of(taken, data.language, at), f"item-{item}.pdf")


@get("/onward", response_headers=[GOES_ON])
async def askings(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[OnwardLine, ...]]:
    """Return the askings to pass information on of the caller's body, made and received."""
    page = await onward_kept.askings(running.node, token_of(authorization), after, running.now())
    return paged(request, (_onward(one) for one in page.items), page.after)


@get("/onward/{onward:uuid}")
async def one_asking(running: OfNode, authorization: Bearer, onward: FromPath[UUID]) -> OnwardLine:
    """Return one asking."""
    return _onward(await onward_kept.one_asking(running.node, token_of(authorization), onward, running.now()))


def of_items() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers of received information."""
    return (
        one_item,
        open_item,
        export_item,
        print_item,
        askings,
        one_asking,
        *signed_pair(
            "/equal-marks",
            Building(enter_equal.Equal, enter_equal.prepare_equal, f"Build the act that enters an equal mark: {SIGN}"),
            Finishing(enter_equal.enter_equal, ItemLine, item_line, "Enter the equal mark beside the originator's."),
        ),
        *signed_pair(
            "/onward",
            Building(ask_onward.Form, ask_onward.prepare_asking, f"Build the asking of an owner's consent: {SIGN}"),
            Finishing(ask_onward.ask_onward, OnwardLine, _onward, "Ask the owner."),
        ),
        *signed_pair(
            "/onward-answers",
            Building(answer_onward.Form, answer_onward.prepare_answer, f"Build the owner's answer: {SIGN}"),
            Finishing(answer_onward.answer_onward, OnwardLine, _onward, "Grant it within limits, or refuse."),
        ),
        *signed_pair(
            "/onward-back",
            Building(answer_onward.OfOnward, answer_onward.prepare_taking_back, f"Build the taking back: {SIGN}"),
            Finishing(answer_onward.take_back, OnwardLine, _onward, "Take the consent back for the future."),
        ),
        *signed_pair(
            "/passings-on",
            Building(pass_on.Form, pass_on.prepare_passing, f"Build the act that passes an item on: {SIGN}"),
            Finishing(pass_on.pass_on, OnwardLine, _onward, "Pass the item on."),
        ),
    )


def item_line(kept: KeptItem) -> ItemLine:
    """Return the card of an item as it is told."""
    return ItemLine(kept.paper.id, kept.item.received, kept.item.at, kept.item.carrier, kept.item.uses)


def _onward(kept: KeptOnward) -> OnwardLine:
    return OnwardLine(kept.paper.id, kept.onward.state.value, kept.onward)
