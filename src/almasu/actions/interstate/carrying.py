"""How something goes to another body: to its node, or as a numbered packet by courier (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import peer_of, post_of
from almasu.actions.interstate.cases import SYSTEM, KeptCase, own_body
from almasu.actions.interstate.directory import named
from almasu.actions.node import Node
from almasu.kernel.interstate.messages import Concern, Direction
from almasu.kernel.interstate.packet_print import Head, printed
from almasu.kernel.interstate.packets import (
    LastNumber,
    Packet,
    PacketState,
    digest_of,
    kind_of,
    register_place,
)
from almasu.kernel.interstate.parcels import Parcel
from almasu.kernel.interstate.parties import Body, Directory
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json
from almasu.law.moment import in_astana

OF_BODY, OF_DIRECTION, OF_CASE = "body", "direction", "case"
COUNTS = "counts"
NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})
MOST_OF_ONE = 200
"""Packets about one request, offer, asking or consultation that are read."""


@dataclass(frozen=True, slots=True)
class Going:
    """From which body to which something goes, by which channel; `about` is the number of its paper here."""

    own: str
    other: str
    channel: Channel
    about: UUID


def channel_between(own: Body, other: Body, wanted: Channel) -> Channel:
    """Return the channel of a request; Problem `cis.value` for one that nobody can choose."""
    match wanted:
        case Channel.COURIER:
            return wanted
        case Channel.NODE | Channel.WORKPLACE:
            return Channel.WORKPLACE if own.works_at or other.works_at else Channel.NODE
        case Channel.AGREED:
            raise VALUE_WRONG.at("channel")


async def carry(
    node: Node, transaction: Transaction, kept: KeptCase, directory: Directory, parcel: Parcel, at: datetime
) -> None:
    """Let a parcel go to the other body of a request, the way the request goes; Problems as `let_go` has them."""
    going = Going(own_body(kept.case), kept.case.other, kept.case.channel, kept.paper.id)
    await let_go(node, transaction, going, directory, parcel, at)


async def let_go(
    node: Node, transaction: Transaction, going: Going, directory: Directory, parcel: Parcel, at: datetime
) -> None:
    """Let a parcel go to another body by the channel that was chosen.

    Problems `cis.no_such_body`, `cis.peer.absent` for a body whose node is not registered here, and those of the post.
    """
    other = named(directory, going.other, "requested")
    if going.channel is Channel.COURIER:
        await _put_packet(node, transaction, going, directory, parcel, at)
    else:
        about = Concern(going.about, going.own, kind_of(parcel).value)
        await post_of(node).put(transaction, peer_of(other), parcel, at, about)


async def next_number(transaction: Transaction, body: str, direction: Direction, at: datetime) -> str:
    """Return the next number of a body's register in this year; two at once: one of them is to try again."""
    year = in_astana(at).year
    place, kind = register_place(body, direction, year), PaperKind.CIS_REGISTER
    known = await transaction.papers.to_change(place, kind)
    if known is None:
        counted, paper = 1, new_paper(place, kind, COUNTS, at, LastNumber(1), {})
    else:
        counted = msgspec.json.decode(known.data, type=LastNumber).last + 1
        paper = known.moved(COUNTS, at, LastNumber(counted))
    await transaction.papers.keep(paper)
    return f"{counted}/{year}"


async def keep_packet(
    node: Node,
    transaction: Transaction,
    paper: Paper,
    packet: Packet,
    step: str,
    by: str,
    at: datetime,
    more: Mapping[str, Json] = NOTHING_MORE,
) -> None:
    """Keep a packet as it stands, with its leaf: the leaf has the digest of the document and none of its words."""
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {
        **paper.told(),
        "step": step,
        "direction": packet.direction.value,
        "number": packet.number,
        "document": packet.document,
        "case": str(packet.case),
        **more,
    }
    await transaction.journal.append(leaf(node, EntryKind.CIS_PACKET_MOVED, at, by, paper.about(), says))


async def _put_packet(
    node: Node, transaction: Transaction, going: Going, directory: Directory, parcel: Parcel, at: datetime
) -> None:
    number = await next_number(transaction, going.own, Direction.OUT, at)

    def name(body: str) -> str:
        known = directory.body(body)
        return body if known is None else known.name.ru

    text = printed(parcel, Head(going.own, going.other, number, await _answers(transaction, going)), name)
    kind = kind_of(parcel)
    packet = Packet(Direction.OUT, number, going.own, going.other, going.about, kind, digest_of(text), text)
    keys = {OF_BODY: going.own, OF_DIRECTION: f"{going.own}/{Direction.OUT.value}", OF_CASE: str(going.about)}
    paper = new_paper(node.new_id(), PaperKind.CIS_PACKET, PacketState.WAITS, at, packet, keys)
    await keep_packet(node, transaction, paper, packet, "written", SYSTEM, at)


async def _answers(transaction: Transaction, going: Going) -> str:
    """Return the other side's number and day of what began the matter, "" where it began here.

    The other side knows its own number, and not the one that the matter has here.
    """
    found = await transaction.papers.found(PaperKind.CIS_PACKET, OF_CASE, str(going.about), None, MOST_OF_ONE)
    came = [msgspec.json.decode(one.data, type=Packet) for one in found]
    first = next((one for one in reversed(came) if one.own == going.own), None)
    if first is None or first.direction is Direction.OUT or first.dated is None:
        return ""
    return f"{first.theirs} от {first.dated:%d.%m.%Y}"
