"""Packets by courier: both registers of a body, hand-over, receipt, and entering what came (CIS-6.1, CIS-6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import confirm_packet, enter_packet, packets
from almasu.actions.interstate.packets import KeptPacket, Receipt, ToHandOver
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Facts, Link, On, Own, Said, Sheet, State, Table, Way
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import packet_form as form
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import words as of_cases
from almasu.interfaces.portal.offices_of_interstate.about_requests import AboutRequests
from almasu.interfaces.portal.offices_of_interstate.came_papers import CamePapers
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.offices_of_interstate.packet_rows import (
    COLUMNS,
    UNSETTLED,
    numbered,
    place_after,
    place_of,
    row,
)
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.packets import Packet, PacketKind, PacketState
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.powers.interstate import CARRY_PACKETS, CONFIRM_PACKETS, ENTER_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = say.PACKETS
ONE = f"{PLACE}/{{packet:uuid}}"
CITES = ("CIS-6.1", "CIS-6.2")
SECOND = ("CIS-8.4", "CIS-1f")
OLDER_IN = "older-in"
NEW = (
    Way(say.NEW, f"{PLACE}/new", main=True),
    Way(say.NEW_OFFER, f"{PLACE}/offer"),
    Way(say.NEW_INVITATION, f"{PLACE}/invitation"),
    Way(say.NEW_INFORMATION, f"{PLACE}/information"),
    Way(say.NEW_ACT, f"{PLACE}/act"),
)


@dataclass(frozen=True, slots=True)
class PacketsOffice:
    """Packets of a body of this node."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        purpose, enters = ActPurpose.CIS_PACKET_ENTERED, ENTER_PACKETS.roles
        request = Signed(purpose, self.prepare_request, self.enter, say.SIGN_IT)
        about = AboutRequests(self.running)
        confirmed, second = ActPurpose.CIS_PACKET_CONFIRMED, CONFIRM_PACKETS.roles
        confirms = Signed(confirmed, self.prepare_confirm, self.confirm, say.SIGN_WORD)
        return Office(
            PLACE,
            say.TITLE,
            CARRY_PACKETS.roles,
            (Page(PLACE, self.read, lists=(OLDER_IN,)), Page(ONE, self.one), about.page()),
            (
                Deed(f"{PLACE}/new", say.NEW, self.blank_request, request, say.VOUCH, CITES, enters),
                *CamePapers(self.running).deeds(),
                *about.deeds(),
                Deed(f"{ONE}/confirm", say.CONFIRM, self.blank_confirm, confirms, say.CONFIRM_LEAD, SECOND, second),
                Deed(f"{ONE}/hand-over", say.HAND, self.blank_hand, Unsigned(self.hand, say.HAND), None, CITES),
                Deed(f"{ONE}/receipt", say.NOTE, self.blank_receipt, Unsigned(self.note, say.NOTE), None, ("CIS-8.2",)),
            ),
            (File(f"{ONE}/print", self.print),),
            section=Section.BETWEEN_STATES,
            today=self.today,
        )

    async def today(self, here: Here) -> Today:
        """Return the consents on paper that wait for a second person."""
        if not here.may(CONFIRM_PACKETS):
            return Today(())
        seen = await directory_at(self.running, here)
        found = await packets.packets_to_confirm(self.running.node, here.session, self.running.now())
        tasks = ((f"{PLACE}/{one.paper.id}", named(seen.directory, one.packet.other, here)) for one in found)
        return Today(tuple(Task(say.TO_CONFIRM, place, other) for place, other in tasks))

    async def read(self, here: Here) -> Sheet:
        """Show both registers."""
        seen = await directory_at(self.running, here)
        out = await self._register(here, seen.directory, Direction.OUT, "older")
        came = await self._register(here, seen.directory, Direction.IN, OLDER_IN)
        return Sheet(say.TITLE, (out, came), NEW, say.LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one packet: its row of the register, and what is printed."""
        seen = await directory_at(self.running, here)
        kept = await self._kept(here)
        rows = tuple(_facts(kept, seen.directory, here))
        printed = (((Own(kept.packet.text),),),) if kept.packet.text else ()
        text = (Table(say.TEXT, (say.KIND,), printed, say.NOTHING, cites=CITES),) if printed else ()
        return Sheet(say.ONE, (Facts(None, rows, CITES), *text), tuple(_ways(kept)), None, CITES)

    async def print(self, here: Here) -> EvidenceFile:
        """Give out the text to be printed; that is journalled."""
        kept = await packets.take_print(self.running.node, here.session, here.ids["packet"], self.running.now())
        name = kept.packet.number.replace("/", "-")
        return EvidenceFile(f"packet-{name}.txt", kept.packet.text.encode())

    async def blank_hand(self, here: Here) -> Blank:
        """Return the form of the hand-over."""
        kept = await self._kept(here)
        return Blank(form.HANDING, await self._above(kept, here), closed=kept.paper.state != PacketState.WAITS)

    async def hand(self, here: Here, typed: Typed) -> str:
        """Hand it over."""
        told = ToHandOver(typed.text("courier"), typed.text("seal"), form.carrier(typed))
        await packets.hand_over(self.running.node, here.session, here.ids["packet"], told, self.running.now())
        return f"{PLACE}/{here.ids['packet']}"

    async def blank_receipt(self, here: Here) -> Blank:
        """Return the form of the courier's receipt."""
        kept = await self._kept(here)
        closed = kept.paper.state != PacketState.CARRIED
        return Blank(form.receipt_fields(), await self._above(kept, here), closed=closed)

    async def note(self, here: Here, typed: Typed) -> str:
        """Note it."""
        taken_at = typed.moment("taken_at") or self.running.now()
        told = Receipt(typed.text("taken_by"), taken_at, form.digest(typed, "scan", say.SCAN))
        await packets.note_receipt(self.running.node, here.session, here.ids["packet"], told, self.running.now())
        return f"{PLACE}/{here.ids['packet']}"

    async def blank_request(self, here: Here) -> Blank:
        """Return the form of a request that came."""
        seen = await directory_at(self.running, here)
        return Blank(form.request_fields(self.running, seen), named=lines_of(seen))

    async def prepare_request(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        at = self.running.now()
        brought = form.read_request(typed, at)
        return shown(await enter_packet.prepare_entering(self.running.node, here.session, brought, at))

    async def enter(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        kept = await enter_packet.enter_packet(self.running.node, here.session, act, cms, self.running.now())
        return place_after(kept)

    async def blank_confirm(self, here: Here) -> Blank:
        """Return the form of the second person: what was entered stands above it."""
        at, kept = self.running.now(), await self._kept(here)
        if kept.paper.state != PacketState.TO_CONFIRM:
            return Blank(form.confirming_fields(), await self._above(kept, here), closed=True)
        found = await confirm_packet.to_confirm(self.running.node, here.session, here.ids["packet"], at)
        text = Table(say.ENTERED_TEXT, (say.KIND,), (((Own(found.entered.text),),),), say.NOTHING, cites=SECOND)
        return Blank(form.confirming_fields(), (*await self._above(kept, here), text), named=form.CONFIRMING)

    async def prepare_confirm(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the second person."""
        word = form.read_confirming(here.ids["packet"], typed)
        at = self.running.now()
        return shown(await confirm_packet.prepare_confirming(self.running.node, here.session, word, at))

    async def confirm(self, here: Here, act: UUID, cms: bytes) -> str:
        """Confirm it, or let it be entered anew."""
        kept = await confirm_packet.confirm_packet(self.running.node, here.session, act, cms, self.running.now())
        return place_after(kept)

    async def _register(self, here: Here, directory: Directory, direction: Direction, name: str) -> Table:
        cursor, at = here.asked.text(name), self.running.now()
        page = await packets.register(self.running.node, here.session, direction, cursor, at)
        title = say.OUT if direction is Direction.OUT else say.IN
        rows = tuple(row(one, directory, here) for one in page.items)
        return Table(title, COLUMNS, rows, say.NOTHING, older_of(page.after, name=name), CITES)

    async def _kept(self, here: Here) -> KeptPacket:
        return await packets.one_packet(self.running.node, here.session, here.ids["packet"], self.running.now())

    async def _above(self, kept: KeptPacket, here: Here) -> tuple[Facts, ...]:
        seen = await directory_at(self.running, here)
        return (Facts(None, tuple(_facts(kept, seen.directory, here)), CITES),)


def _ways(kept: KeptPacket) -> Iterator[Way]:
    here = f"{PLACE}/{kept.paper.id}"
    if kept.paper.state == PacketState.TO_CONFIRM:
        yield Way(say.CONFIRM, f"{here}/confirm", main=True)
    if kept.packet.direction is Direction.OUT:
        if kept.paper.state == PacketState.WAITS:
            yield Way(say.HAND, f"{here}/hand-over", main=True)
        if kept.paper.state == PacketState.CARRIED:
            yield Way(say.NOTE, f"{here}/receipt", main=True)
        yield Way(say.PRINT, f"{here}/print")


def _facts(kept: KeptPacket, directory: Directory, here: Here) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    packet = kept.packet
    yield say.NUMBER, (Said(numbered(packet)),)
    yield of_cases.STATE, (State(*say.STATES[PacketState(kept.paper.state)]),)
    yield say.KIND, (Said(say.KINDS[packet.kind]),)
    yield of_cases.OTHER_SIDE, named(directory, packet.other, here)
    if packet.kind is not PacketKind.PASSESON or kept.paper.state not in UNSETTLED:
        yield say.BELONGS, (Link(say.OPEN_IT, place_of(packet)),)
    yield say.DIGEST, (Code(packet.document),)
    yield from _carried(packet)


def _carried(packet: Packet) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    if packet.dated is not None and packet.came_at is not None:
        yield say.THEIRS, (Own(packet.theirs),)
        yield say.DATED, (On(packet.dated),)
        yield say.CAME_AT, (At(packet.came_at),)
        yield say.COURIER, (Own(packet.courier),)
    if packet.reason:
        yield say.WHY_NOT, (Own(packet.reason),)
    if packet.handing is not None:
        yield say.COURIER, (Own(packet.handing.courier),)
        yield say.SEAL, (Own(packet.handing.seal),)
        yield say.FORM, (Said(say.FORMS[packet.handing.form]),)
        yield say.HANDED, (At(packet.handing.at),)
    if packet.receipt is not None:
        yield say.TAKEN_BY, (Own(packet.receipt.taken_by),)
        yield say.TAKEN_AT, (At(packet.receipt.taken_at),)
        yield say.SCAN, (Code(packet.receipt.scan),)
