"""Packets by courier: registers of a body, hand-over, receipt, what came from a body without a node (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, acting, law_of
from almasu.actions.interstate.carrying import MOST_OF_ONE, OF_CASE, OF_DIRECTION, keep_packet
from almasu.actions.interstate.cases import Step, case_of, keep_moved
from almasu.actions.interstate.consult import consultation_of
from almasu.actions.interstate.offers_kept import offer_of
from almasu.actions.interstate.onward_kept import onward_of
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.interstate import case as course
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.messages import Direction, Form
from almasu.kernel.interstate.packets import Handing, Packet, PacketKind, PacketReceipt, PacketState, handed, receipted
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import CARRY_PACKETS
from almasu.law.problem import Problem
from almasu.law.typed import Dated

ON_PAGE = 50


class ToHandOver(msgspec.Struct, frozen=True):
    """Who carries the packet, under which seal; `form` tells whether it is paper or a medium."""

    courier: str
    seal: str
    form: Form = Form.PAPER


class Receipt(Dated, frozen=True):
    """Who took the packet at the other side and when, and the SHA-256 of the scan of the receipt."""

    taken_by: str
    taken_at: datetime
    scan: str


@dataclass(frozen=True, slots=True)
class KeptPacket:
    """A packet with the paper that holds it."""

    paper: Paper
    packet: Packet


async def register(node: Node, token: str, direction: Direction, older: str, at: datetime) -> Page[KeptPacket]:
    """Return a register of one's own body, the packet that moved last first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        pages = listing(node, str(who.person.account.id), Collection.CIS_PACKETS, direction.value)
        key = f"{who.body.id}/{direction.value}"
        found = await transaction.papers.found(PaperKind.CIS_PACKET, OF_DIRECTION, key, pages.place(older), ON_PAGE + 1)
        page = pages.cut(found, ON_PAGE, of_paper)
        return Page([read(one) for one in page.items], page.after)


async def packets_to_confirm(node: Node, token: str, at: datetime) -> Sequence[KeptPacket]:
    """Return the packets of one's own body that wait for a second person, the latest first, as many as a desk shows."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        key, waits = f"{who.body.id}/{Direction.IN.value}", [PacketState.TO_CONFIRM.value]
        found = await transaction.papers.found(PaperKind.CIS_PACKET, OF_DIRECTION, key, None, ON_PAGE, waits)
        return [read(one) for one in found]


async def packets_of_case(node: Node, token: str, case: UUID, at: datetime) -> Sequence[KeptPacket]:
    """Return the packets of one request of one's own body, the last that moved first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        await case_of(transaction, who, case)
        found = await transaction.papers.found(PaperKind.CIS_PACKET, OF_CASE, str(case), None, MOST_OF_ONE)
        return [read(one) for one in found]


async def packets_about(node: Node, token: str, about: UUID, at: datetime) -> Sequence[KeptPacket]:
    """Return the packets about an offer, asking or consultation of one's own body; `paper.unknown` for any other."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        await _must_be_ours(transaction, who, about)
        found = await transaction.papers.found(PaperKind.CIS_PACKET, OF_CASE, str(about), None, MOST_OF_ONE)
        return [one for one in map(read, found) if one.packet.own == who.body.id]


async def one_packet(node: Node, token: str, number: UUID, at: datetime) -> KeptPacket:
    """Return a packet of one's own body; `paper.unknown` for any other alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        return await packet_of(transaction, who, number)


async def take_print(node: Node, token: str, number: UUID, at: datetime) -> KeptPacket:
    """Return a packet to be printed; that its document was taken along is journalled, and moves it nowhere."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        kept = await packet_of(transaction, who, number)
        if kept.packet.direction is not Direction.OUT:
            raise PAPER_UNKNOWN.at()
        says = {**kept.paper.told(), "step": "printed", "document": kept.packet.document}
        told = leaf(node, EntryKind.CIS_PACKET_MOVED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(told)
        return kept


async def hand_over(node: Node, token: str, number: UUID, told: ToHandOver, at: datetime) -> KeptPacket:
    """Hand a packet to a courier; Problems `cis.packet.moved`, `cis.packet.value`."""
    must_fit(told)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        kept = await packet_of(transaction, who, number, lock=True)
        handing = Handing(told.courier.strip(), told.seal.strip(), told.form, at)
        packet = handed(kept.packet, kept.paper.state, handing)
        paper = kept.paper.moved(PacketState.CARRIED, at, packet)
        await keep_packet(node, transaction, paper, packet, "handed_over", who.said, at)
        return KeptPacket(paper, packet)


async def note_receipt(node: Node, token: str, number: UUID, told: Receipt, at: datetime) -> KeptPacket:
    """Note the courier's receipt; a request has arrived on its day, and the thirty days run from there (CIS-8.2).

    Problems `cis.packet.moved`, `cis.packet.value`.
    """
    must_fit(told)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CARRY_PACKETS, at)
        kept = await packet_of(transaction, who, number, lock=True)
        receipt = PacketReceipt(told.taken_by.strip(), told.taken_at, told.scan.strip().lower())
        packet = receipted(kept.packet, kept.paper.state, receipt, at)
        paper = kept.paper.moved(PacketState.RECEIVED, at, packet)
        await keep_packet(node, transaction, paper, packet, "receipt_noted", who.said, at)
        if packet.kind is PacketKind.ASKS:
            known = await case_of(transaction, who, packet.case, lock=True)
            due = law_of(node).due("cis.answer", receipt.taken_at)
            arrived = course.arrived(known.case, receipt.taken_at, due, ())
            await keep_moved(node, transaction, known, arrived, Step("arrived", who.said, at, {"scan": receipt.scan}))
        return KeptPacket(paper, packet)


def read(paper: Paper) -> KeptPacket:
    """Return the packet of a paper."""
    return KeptPacket(paper, msgspec.json.decode(paper.data, type=Packet))


async def _must_be_ours(transaction: Transaction, who: Acting, about: UUID) -> None:
    for known in (offer_of, onward_of, consultation_of):
        with suppress(Problem):
            await known(transaction, who, about)
            return
    raise PAPER_UNKNOWN.at()


async def packet_of(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptPacket:
    """Return a packet of one's own body; Problem `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return read(paper).packet.own == who.body.id

    return read(await own_paper(transaction, number, PaperKind.CIS_PACKET, is_own, lock=lock))
