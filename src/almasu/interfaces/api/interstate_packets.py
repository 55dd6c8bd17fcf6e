"""Packets by courier over HTTP: the same registers and deeds as the pages (CIS-6.1, CIS-6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.interstate import confirm_packet, enter_packet, packets
from almasu.actions.interstate.brought import Brought
from almasu.actions.interstate.packets import KeptPacket
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.packets import Packet
from almasu.kernel.interstate.parcels import Consents


class PacketLine(msgspec.Struct, frozen=True):
    """A packet with where it stands: waits, carried, received, entered, to_confirm, not_confirmed, taken_back."""

    id: UUID
    state: str
    packet: Packet


class EnteredLine(msgspec.Struct, frozen=True):
    """What was entered from a paper and waits for a second person: as it would be printed, in Russian.

    `consent` is the number by which a consent to disclosure is taken back, null for anything else.
    """

    id: UUID
    packet: Packet
    text: str
    consent: UUID | None = None


@get("/packets/outgoing", response_headers=[GOES_ON])
async def outgoing(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[PacketLine, ...]]:
    """Return the outgoing register of the caller's body, the packet that moved last first."""
    page = await packets.register(running.node, token_of(authorization), Direction.OUT, after, running.now())
    return paged(request, _lines(page.items), page.after)


@get("/packets/incoming", response_headers=[GOES_ON])
async def incoming(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[PacketLine, ...]]:
    """Return the incoming register of the caller's body, the latest first."""
    page = await packets.register(running.node, token_of(authorization), Direction.IN, after, running.now())
    return paged(request, _lines(page.items), page.after)


@get("/requests/{case:uuid}/packets")
async def of_request(running: OfNode, authorization: Bearer, case: FromPath[UUID]) -> tuple[PacketLine, ...]:
    """Return the packets of one request, the one that moved last first."""
    return _lines(await packets.packets_of_case(running.node, token_of(authorization), case, running.now()))


@get("/packets/about/{about:uuid}")
async def about(running: OfNode, authorization: Bearer, about: FromPath[UUID]) -> tuple[PacketLine, ...]:
    """Return the packets about an offer, an asking to pass on or a consultation of the caller's body."""
    return _lines(await packets.packets_about(running.node, token_of(authorization), about, running.now()))


@get("/packets/{packet:uuid}")
async def one_packet(running: OfNode, authorization: Bearer, packet: FromPath[UUID]) -> PacketLine:
    """Return one packet with the text that is printed."""
    return _line(await packets.one_packet(running.node, token_of(authorization), packet, running.now()))


@get("/packets/{packet:uuid}/entered")
async def entered(running: OfNode, authorization: Bearer, packet: FromPath[UUID]) -> EnteredLine:
    """Return what a colleague entered from a paper, for whoever confirms it."""
    found = await confirm_packet.to_confirm(running.node, token_of(authorization), packet, running.now())
    parcel = found.entered.parcel
    consent = parcel.consent.act if isinstance(parcel, Consents) else None
    return EnteredLine(found.kept.paper.id, found.kept.packet, found.entered.text, consent)


@post("/packets/{packet:uuid}/prints", status_code=201)
async def print_packet(running: OfNode, authorization: Bearer, packet: FromPath[UUID]) -> PacketLine:
    """Take the text along to be printed; that is journalled."""
    return _line(await packets.take_print(running.node, token_of(authorization), packet, running.now()))


@post("/packets/{packet:uuid}/hand-over", status_code=201)
async def hand_over(
    running: OfNode, authorization: Bearer, packet: FromPath[UUID], data: JSONBody[packets.ToHandOver]
) -> PacketLine:
    """Hand the packet to a courier."""
    return _line(await packets.hand_over(running.node, token_of(authorization), packet, data, running.now()))


@post("/packets/{packet:uuid}/receipt", status_code=201)
async def note_receipt(
    running: OfNode, authorization: Bearer, packet: FromPath[UUID], data: JSONBody[packets.Receipt]
) -> PacketLine:
    """Note the courier's receipt; the thirty days of a request run from the day on it."""
    return _line(await packets.note_receipt(running.node, token_of(authorization), packet, data, running.now()))


def packet_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of packets."""
    return (
        outgoing,
        incoming,
        of_request,
        about,
        one_packet,
        entered,
        print_packet,
        hand_over,
        note_receipt,
        *signed_pair(
            "/packets-entered",
            Building(
                Brought,
                enter_packet.prepare_entering,
                "Build the act that enters what a courier brought: sign exactly these bytes.",
            ),
            Finishing(enter_packet.enter_packet, PacketLine, _line, "Enter it; a consent waits for a second person."),
        ),
        *signed_pair(
            "/packets-confirmed",
            Building(
                confirm_packet.Confirming,
                confirm_packet.prepare_confirming,
                "Build the act by which a second person confirms what was entered: sign exactly these bytes.",
            ),
            Finishing(confirm_packet.confirm_packet, PacketLine, _line, "Confirm it, or let it be entered anew."),
        ),
    )


def _lines(found: Sequence[KeptPacket]) -> tuple[PacketLine, ...]:
    return tuple(map(_line, found))


def _line(kept: KeptPacket) -> PacketLine:
    return PacketLine(kept.paper.id, kept.paper.state, kept.packet)
