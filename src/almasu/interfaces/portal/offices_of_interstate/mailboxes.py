"""Where letters about requests of a body go: letters without content (CIS-8.2, CIS-8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import mailboxes
from almasu.actions.interstate.mailboxes import KeptMailbox, Mailbox, OfMailbox
from almasu.interfaces.portal.offices.blocks import At, Cell, Own, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.interstate import KEEP_MAILBOXES
from almasu.kernel.sector.notices import LONGEST, PlaceState
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/cis/mailboxes"
CITES = ("CIS-8.2", "CIS-8.4")
TITLE = Text("Пошталық хабарлар", "Извещения по почте", "Letters")
LEAD = Text(
    "Хатта мазмұн жоқ: кіріп, қарау керегі ғана айтылады. Бірдеңе келгенде, мерзім таяғанда және өткенде жіберіледі.",
    "В письме нет содержания: только что нужно войти и посмотреть. Его шлют, когда что-то пришло и когда подходит или "
    "истёк срок.",
    "A letter has no content: only that there is something to come in for. It goes when something came, and when a "
    "term ends soon or is over.",
)
ADDRESS = Text("Электрондық пошта", "Электронная почта", "E-mail")
LIKE = Text("атауы, @ белгісі және домені", "имя, знак @ и домен", "a name, the sign @ and a domain")
NEW = Text("Мекенжайды тіркеу", "Зарегистрировать адрес", "Register an address")
CLOSE = Text("Мекенжайды жабу", "Закрыть адрес", "Close an address")
SIGN = Text("Қол қою", "Подписать", "Sign")
STATES = {
    PlaceState.OPEN: State(Tone.GOOD, Text("ашық", "открыт", "open")),
    PlaceState.CLOSED: State(Tone.PLAIN, Text("жабық", "закрыт", "closed")),
}
NAMED = (Field("address", ADDRESS), Field("mailbox", ADDRESS))


@dataclass(frozen=True, slots=True)
class MailboxesOffice:
    """Mailboxes of a body of this node."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        opens = Signed(ActPurpose.NOTICE_PLACE, self.prepare, self.open, SIGN)
        closes = Signed(ActPurpose.NOTICE_PLACE_CLOSED, self.prepare_closing, self.close, SIGN)
        return Office(
            PLACE,
            TITLE,
            KEEP_MAILBOXES.roles,
            (Page(PLACE, self.read),),
            (
                Deed(f"{PLACE}/new", NEW, self.blank, opens, LEAD, CITES),
                Deed(f"{PLACE}/close", CLOSE, self.blank_closing, closes, None, CITES),
            ),
            section=Section.BETWEEN_STATES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show where letters go or went."""
        found = await self._found(here)
        table = Table(TITLE, (ADDRESS, say.STATE, say.WHEN), tuple(map(_row, found)), say.NOTHING, cites=CITES)
        open_ones = any(one.paper.state == PlaceState.OPEN for one in found)
        closing = (Way(CLOSE, f"{PLACE}/close"),) if open_ones else ()
        return Sheet(TITLE, (table,), (Way(NEW, f"{PLACE}/new", main=True), *closing), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of an address."""
        return Blank((Field("address", ADDRESS, hint=LIKE, longest=LONGEST),), named=NAMED)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that registers it."""
        form = Mailbox(typed.text("address").strip())
        return shown(await mailboxes.prepare_mailbox(self.running.node, here.session, form, self.running.now()))

    async def open(self, here: Here, act: UUID, cms: bytes) -> str:
        """Register it."""
        await mailboxes.open_mailbox(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def blank_closing(self, here: Here) -> Blank:
        """Return the form in which an open address is chosen."""
        found = [one for one in await self._found(here) if one.paper.state == PlaceState.OPEN]
        choices = tuple(Choice(str(one.paper.id), Text(*(one.place.address,) * 3)) for one in found)
        return Blank((Field("mailbox", ADDRESS, Kind.CHOICE, choices=choices),), named=NAMED)

    async def prepare_closing(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that closes it."""
        form = OfMailbox(typed.id("mailbox") or UUID(int=0))
        return shown(await mailboxes.prepare_closing(self.running.node, here.session, form, self.running.now()))

    async def close(self, here: Here, act: UUID, cms: bytes) -> str:
        """Close it."""
        await mailboxes.close_mailbox(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def _found(self, here: Here) -> list[KeptMailbox]:
        return list(await mailboxes.mailboxes(self.running.node, here.session, self.running.now()))


def _row(one: KeptMailbox) -> tuple[tuple[Cell, ...], ...]:
    return ((Own(one.place.address),), (STATES[PlaceState(one.paper.state)],), (At(one.paper.at),))
