"""Documents in formats of other systems, over HTTP (ASOI-12)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.sector.acting import law_of
from almasu.actions.sector.export_card import Form, export_card
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.losses import LossLine, loss_lines


class IodefDocument(msgspec.Struct, frozen=True):
    """An incident card as IODEF 2 in base64, and what of the card is not in it."""

    data: bytes
    losses: tuple[LossLine, ...]


@get("/documents/{document:uuid}/iodef")
async def iodef(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> IodefDocument:
    """Return an incident card that was sent as an IODEF document (RFC 7970); the export is journalled."""
    made = await export_card(running.node, token_of(authorization), document, Form.IODEF, running.now())
    return IodefDocument(made.data, loss_lines(made.losses, law_of(running.node).catalogue))


class StixBundle(msgspec.Struct, frozen=True):
    """An incident card as a bundle of STIX 2.1, and what of the card is not in it."""

    bundle: dict[str, object]
    losses: tuple[LossLine, ...]


@get("/documents/{document:uuid}/stix")
async def stix(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> StixBundle:
    """Return an incident card that was sent as STIX 2.1 with the incident extension; the export is journalled."""
    made = await export_card(running.node, token_of(authorization), document, Form.STIX, running.now())
    losses = loss_lines(made.losses, law_of(running.node).catalogue)
    return StixBundle(msgspec.json.decode(made.data, type=dict[str, object]), losses)


def export_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of exports."""
    return (iodef, stix)
