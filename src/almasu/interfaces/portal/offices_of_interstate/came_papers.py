"""Entering what a courier brought beside requests: each document by a deed that is signed (CIS-6.1, CIS-7c, CIS-12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import consult, enter_packet, offer, onward_kept
from almasu.actions.interstate.brought import Said
from almasu.actions.interstate.enter_directory import Seen
from almasu.interfaces.portal.offices.field import Field
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import came_form as form
from almasu.interfaces.portal.offices_of_interstate import onward_blocks
from almasu.interfaces.portal.offices_of_interstate import packet_form as of_packet
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.coming import (
    kinds_of_consultation,
    kinds_of_offer,
    kinds_of_onward,
)
from almasu.interfaces.portal.offices_of_interstate.consultations import beside_file
from almasu.interfaces.portal.offices_of_interstate.consultations import facts as consultation_facts
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at
from almasu.interfaces.portal.offices_of_interstate.offers import facts as offer_facts
from almasu.interfaces.portal.offices_of_interstate.packet_rows import place_after
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.interstate import ENTER_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.problem import Problem
from almasu.wiring.running import Running

CITES = ("CIS-6.1", "CIS-6.2")
Fields = Callable[[Running, Seen], tuple[Field, ...]]
Read = Callable[[Typed], Said]


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A document that begins something here: its form, and how it is read."""

    running: Running
    fields: Fields
    read: Read

    async def blank(self, here: Here) -> Blank:
        """Return the form."""
        seen = await directory_at(self.running, here)
        return Blank((*self.fields(self.running, seen), *of_packet.how_it_came()), named=lines_of(seen))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        return await _prepared(self.running, here, typed, self.read(typed))


@dataclass(frozen=True, slots=True)
class CamePapers:
    """Documents that came by courier about an offer, an asking or a consultation, and those that begin one."""

    running: Running

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds."""
        offers = NewPaper(self.running, form.offer_fields, form.read_offer)
        invites = NewPaper(self.running, form.invitation_fields, form.read_invitation)
        informs = NewPaper(self.running, form.information_fields, form.read_information)
        place, cites, roles = say.PACKETS, CITES, ENTER_PACKETS.roles
        new = tuple(
            Deed(f"{place}/{name}", title, one.blank, self._signed(one.prepare), say.VOUCH, (*cites, clause), roles)
            for name, title, one, clause in (
                ("offer", say.NEW_OFFER, offers, "CIS-7c"),
                ("invitation", say.NEW_INVITATION, invites, "CIS-12"),
                ("information", say.NEW_INFORMATION, informs, "CIS-7.2"),
                ("act", say.NEW_ACT, NewPaper(self.running, form.act_fields, form.read_act), "CIS-12"),
            )
        )
        of_offer, of_onward = self._signed(self.prepare_offer), self._signed(self.prepare_onward)
        of_consultation = self._signed(self.prepare_consultation)
        consulted = f"{place}/consultations/{{consultation:uuid}}"
        return (
            *new,
            Deed(f"{place}/offers/{{offer:uuid}}", say.CAME, self.blank_offer, of_offer, say.VOUCH, cites, roles),
            Deed(f"{place}/onward/{{onward:uuid}}", say.CAME, self.blank_onward, of_onward, say.VOUCH, cites, roles),
            Deed(consulted, say.CAME, self.blank_consultation, of_consultation, say.VOUCH, cites, roles),
        )

    async def blank_offer(self, here: Here) -> Blank:
        """Return the form of a document about an offer."""
        seen, at = await directory_at(self.running, here), self.running.now()
        held = await offer.one_offer(self.running.node, here.session, here.ids["offer"], at)
        closed = not kinds_of_offer(held.kept)
        fields = (*form.of_offer_fields(held.kept, seen), *of_packet.how_it_came())
        return Blank(fields, (offer_facts(held, seen.directory, here),), named=lines_of(seen), closed=closed)

    async def prepare_offer(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        said = form.read_of_offer(here.ids["offer"], typed)
        return await _prepared(self.running, here, typed, said)

    async def blank_onward(self, here: Here) -> Blank:
        """Return the form of the owner's answer."""
        seen, at = await directory_at(self.running, here), self.running.now()
        kept = await onward_kept.one_asking(self.running.node, here.session, here.ids["onward"], at)
        closed = not kinds_of_onward(kept.onward)
        fields = (*form.of_onward_fields(kept.onward), *of_packet.how_it_came())
        return Blank(fields, onward_blocks.facts(kept, seen.directory, here), named=lines_of(seen), closed=closed)

    async def prepare_onward(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        said = form.read_of_onward(here.ids["onward"], typed)
        return await _prepared(self.running, here, typed, said)

    async def blank_consultation(self, here: Here) -> Blank:
        """Return the form of a document about a consultation."""
        seen, at = await directory_at(self.running, here), self.running.now()
        kept = await consult.one_consultation(self.running.node, here.session, here.ids["consultation"], at)
        closed = not kinds_of_consultation(kept)
        fields = (*form.of_consultation_fields(kept), *of_packet.how_it_came())
        return Blank(fields, (consultation_facts(kept, seen.directory, here),), named=lines_of(seen), closed=closed)

    async def prepare_consultation(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        said = form.read_of_consultation(here.ids["consultation"], typed)
        try:
            return await _prepared(self.running, here, typed, said)
        except Problem as raised:
            raise beside_file(raised) from raised

    async def enter(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        kept = await enter_packet.enter_packet(self.running.node, here.session, act, cms, self.running.now())
        return place_after(kept)

    def _signed(self, prepare: Callable[[Here, Typed], Awaitable[ToSign]]) -> Signed:
        return Signed(ActPurpose.CIS_PACKET_ENTERED, prepare, self.enter, say.SIGN_IT)


async def _prepared(running: Running, here: Here, typed: Typed, said: Said) -> ToSign:
    at = running.now()
    brought = of_packet.brought(typed, said, at)
    return shown(await enter_packet.prepare_entering(running.node, here.session, brought, at))
