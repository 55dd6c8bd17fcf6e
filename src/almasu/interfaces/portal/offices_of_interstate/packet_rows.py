"""Packets as rows: of a register, and of what they belong to; each under a number that says which register's it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from almasu.actions.interstate.packets import KeptPacket
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Link, Said, State, Table
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import words as of_cases
from almasu.interfaces.portal.offices_of_interstate.naming import named
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.packets import Packet, PacketKind, PacketState
from almasu.kernel.interstate.parties import Directory
from almasu.law.text import Text

ONWARD, CONSULTATIONS, ACTS = "/cis/onward", "/cis/consultations", "/cis/acts"
UNSETTLED = frozenset({PacketState.TO_CONFIRM, PacketState.NOT_CONFIRMED, PacketState.TAKEN_BACK})
"""States in which what a packet says has no effect here."""
COLUMNS = (say.NUMBER, say.KIND, of_cases.OTHER_SIDE, of_cases.STATE, of_cases.WHEN)


PLACES: Mapping[PacketKind, str] = MappingProxyType(
    {
        PacketKind.OFFERS: of_cases.OFFERS,
        PacketKind.SETTLESOFFER: of_cases.OFFERS,
        PacketKind.HANDSOVER: of_cases.OFFERS,
        PacketKind.ASKSONWARD: ONWARD,
        PacketKind.ANSWERSONWARD: ONWARD,
        PacketKind.TAKESONWARDBACK: ONWARD,
        PacketKind.PASSESON: ONWARD,
        PacketKind.INVITES: CONSULTATIONS,
        PacketKind.ANSWERSCONSULTATION: CONSULTATIONS,
        PacketKind.SIGNSMINUTES: CONSULTATIONS,
    }
)
"""Where the pages are of what a packet belongs to; of all others it is a request."""


def place_of(packet: Packet) -> str:
    """Return the page of what a packet belongs to.

    Of information that was passed on to us it is that of the item itself; legal acts have their register.
    """
    if packet.kind is PacketKind.GIVESACT:
        return ACTS
    if packet.kind is PacketKind.PASSESON and packet.direction is Direction.IN:
        return f"{of_cases.ITEMS}/{packet.case}"
    return f"{PLACES.get(packet.kind, of_cases.CASES)}/{packet.case}"


def place_after(kept: KeptPacket) -> str:
    """Return the page to go to after a step: of the packet itself while what it says has no effect."""
    return f"{say.PACKETS}/{kept.paper.id}" if kept.paper.state in UNSETTLED else place_of(kept.packet)


def numbered(packet: Packet) -> Text:
    """Return the number of a packet with its register: outgoing and incoming are counted apart from one."""
    named = say.OUTGOING if packet.direction is Direction.OUT else say.INCOMING
    return named.filled(number=packet.number)


def row(kept: KeptPacket, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    """Return a packet as a row of its register."""
    packet = kept.packet
    return (
        (Link(numbered(packet), f"{say.PACKETS}/{kept.paper.id}"),),
        (Said(say.KINDS[packet.kind]),),
        named(directory, packet.other, here),
        (State(*say.STATES[PacketState(kept.paper.state)]),),
        (At(packet.came_at or kept.paper.at),),
    )


def about(found: Sequence[KeptPacket], directory: Directory, here: Here) -> Iterator[Block]:
    """Yield the packets about one thing; nothing where none went or came."""
    if found:
        rows = tuple(row(one, directory, here) for one in found)
        yield Table(say.TITLE, COLUMNS, rows, say.NOTHING, cites=("CIS-6.1",))
