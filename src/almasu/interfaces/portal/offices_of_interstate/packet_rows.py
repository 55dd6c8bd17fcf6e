"""Packets as rows: of a register, and of one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from almasu.actions.interstate.packets import KeptPacket
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Link, Said, State, Table
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import words as of_cases
from almasu.interfaces.portal.offices_of_interstate.naming import named
from almasu.kernel.interstate.packets import PacketState
from almasu.kernel.interstate.parties import Directory

COLUMNS = (say.NUMBER, say.KIND, of_cases.OTHER_SIDE, of_cases.STATE, of_cases.WHEN)


def row(kept: KeptPacket, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    """Return a packet as a row of its register."""
    packet = kept.packet
    return (
        (Link(packet.number, f"{say.PACKETS}/{kept.paper.id}"),),
        (Said(say.KINDS[packet.kind]),),
        named(directory, packet.other, here),
        (State(*say.STATES[PacketState(kept.paper.state)]),),
        (At(packet.came_at or kept.paper.at),),
    )


def of_request(found: Sequence[KeptPacket], directory: Directory, here: Here) -> Iterator[Block]:
    """Yield the packets of a request; nothing where none went or came."""
    if found:
        rows = tuple(row(one, directory, here) for one in found)
        yield Table(say.TITLE, COLUMNS, rows, say.NOTHING, cites=("CIS-6.1",))
