"""Entering what a courier brought about a request: first what it is, then the form of that kind alone (CIS-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import enter_packet, see_cases
from almasu.actions.interstate.cases import KeptCase
from almasu.actions.interstate.enter_directory import Seen
from almasu.actions.interstate.taken_back import consents_waiting
from almasu.interfaces.portal.offices.blocks import Sheet, Tone, Way, Words
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import about_request_form as form
from almasu.interfaces.portal.offices_of_interstate import case_blocks as show
from almasu.interfaces.portal.offices_of_interstate import packet_words as say
from almasu.interfaces.portal.offices_of_interstate import telling_form
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at
from almasu.interfaces.portal.offices_of_interstate.packet_form import brought
from almasu.interfaces.portal.offices_of_interstate.packet_rows import place_after
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.secrecy import Consent
from almasu.kernel.powers.interstate import ENTER_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.problem import Problem
from almasu.wiring.running import Running

CAME = f"{say.PACKETS}/came/{{case:uuid}}"
CITES = ("CIS-6.1", "CIS-6.2")


@dataclass(frozen=True, slots=True)
class AboutRequests:
    """Documents about a request that came by courier."""

    running: Running

    def page(self) -> Page:
        """Return the page on which the kind of the document is chosen."""
        return Page(CAME, self.choose)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds, one for each kind of document."""
        return tuple(OneKind(self.running, kind).deed() for kind in form.KINDS)

    async def choose(self, here: Here) -> Sheet:
        """Show the request, and which documents may come about it."""
        kept, seen, waiting = await about(self.running, here)
        may = here.may(ENTER_PACKETS)
        kinds = form.kinds_of(kept.case, seen, self.running.now(), waiting) if may else ()
        ways = tuple(Way(say.ENTERS[kind], place_of_kind(here.ids["case"], kind)) for kind in kinds)
        return Sheet(say.CAME, (show.asked(kept.case, seen.directory, here),), ways, say.WHICH_CAME, CITES)


@dataclass(frozen=True, slots=True)
class OneKind:
    """Documents of one kind."""

    running: Running
    kind: str

    def deed(self) -> Deed:
        """Return the deed that enters one."""
        enters = Signed(ActPurpose.CIS_PACKET_ENTERED, self.prepare, self.enter, say.SIGN_IT)
        place = f"{CAME}/{self.kind.replace('_', '-')}"
        return Deed(place, say.ENTERS[self.kind], self.blank, enters, say.VOUCH, CITES, ENTER_PACKETS.roles)

    async def blank(self, here: Here) -> Blank:
        """Return the form; it is closed where no such document may come about this request now."""
        kept, seen, waiting = await about(self.running, here)
        at = self.running.now()
        closed = self.kind not in form.kinds_of(kept.case, seen, at, waiting)
        asked = show.asked(kept.case, seen.directory, here)
        if closed:
            return Blank((), (Words(None, say.NOT_TO_COME, Tone.WAIT), asked), closed=True)
        fields = form.fields_of(self.kind, kept.case, seen, at, waiting)
        return Blank(fields, (asked,), named=lines_of(seen))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that enters it."""
        at = self.running.now()
        came = brought(typed, form.read_of_request(self.kind, here.ids["case"], typed), at)
        try:
            return shown(await enter_packet.prepare_entering(self.running.node, here.session, came, at))
        except Problem as raised:
            raise telling_form.beside(raised) from raised

    async def enter(self, here: Here, act: UUID, cms: bytes) -> str:
        """Enter it."""
        kept = await enter_packet.enter_packet(self.running.node, here.session, act, cms, self.running.now())
        return place_after(kept)


async def about(running: Running, here: Here) -> tuple[KeptCase, Seen, tuple[Consent, ...]]:
    """Return the request of the page, what is known of bodies, and consents to it that wait to be confirmed."""
    at, seen = running.now(), await directory_at(running, here)
    kept = await see_cases.one_case(running.node, here.session, here.ids["case"], at)
    return kept, seen, tuple(await consents_waiting(running.node, here.session, kept.paper.id, at))


def place_of_kind(case: UUID, kind: str) -> str:
    """Return where a document of a kind is entered."""
    return f"{say.PACKETS}/came/{case}/{kind.replace('_', '-')}"
