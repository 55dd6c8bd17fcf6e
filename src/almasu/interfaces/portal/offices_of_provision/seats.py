"""Seats at the workplaces of bodies: whose, why integration is impossible, until when; issuing, taking back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.provision import seats
from almasu.actions.provision.seats import Back, Form, KeptSeat, SeatState
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Link,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision import words_of_sitting as sitting
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.own_sets import form_of_sets
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.powers.provision_seats import ISSUE_SEAT, REVOKE_SEAT, SEE_SEATS, USE_SEAT
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.wiring.running import Running

SEATS = "/provision/seats"
ONE, CITES = f"{SEATS}/{{seat:uuid}}", ("FMA-3.2",)
TITLE = Text("АЖО-ға рұқсаттар", "Доступы к АРМ", "Seats at workplaces")
LEAD = Text(
    "Рұқсат интеграция мүмкін болмағанда ғана, бір қызметкерге, мерзіммен беріледі.",
    "Доступ выдаётся одному работнику на срок и только при невозможности интеграции.",
    "A seat is issued to one worker for a term, and only while integration is impossible.",
)
NEW = Text("Рұқсат беру", "Выдать доступ", "Issue a seat")
SIGN_NEW = Text("Қол қойып, беру", "Подписать и выдать", "Sign and issue")
REVOKE = Text("Рұқсатты қайтарып алу", "Отозвать доступ", "Take the seat back")
SIGN_BACK = Text("Қол қойып, қайтару", "Подписать и отозвать", "Sign and take back")
PERSON = Text("Агенттік қызметкері", "Работник Агентства", "Worker of the Agency")
IIN = Text("Қызметкердің ЖСН-і", "ИИН работника", "IIN of the worker")
NAME_IS_SHOWN = Text(
    "Агенттіктің хатынан; қол қоятын бетте қызметкердің аты-жөні көрсетіледі",
    "из письма Агентства; на странице подписи будет показано имя работника",
    "from the Agency's letter; the page of the signature shows whose it is",
)
SINCE = Text("Қашаннан", "С какого времени", "Since")
UNTIL = Text("Қашанға дейін", "До какого времени", "Until")
PROOFS = Text(
    "Интеграция мүмкін еместігінің дәлелдері", "Доказательства невозможности интеграции", "Proofs against integration"
)
BACK = Text("Қайтарып алу себебі", "Причина отзыва", "Why it was taken back")
STATES = {
    SeatState.ISSUED: (Tone.GOOD, Text("күшінде", "действует", "in force")),
    SeatState.REVOKED: (Tone.BAD, Text("қайтарылды", "отозван", "taken back")),
    SeatState.ENDED: (Tone.PLAIN, Text("мерзімі бітті", "срок истёк", "came to its end")),
}
FIELDS = (
    Field("iin", IIN, hint=NAME_IS_SHOWN, longest=20),
    Field("until", UNTIL, Kind.MOMENT),
    say.WHY_FIELD,
    Field("keeps", sitting.KEEPS, Kind.TICK, required=False),
    Field("uploads", sitting.UPLOADS, Kind.TICK, required=False),
)


@dataclass(frozen=True, slots=True)
class SeatsOffice:
    """Seats as each side sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        issues = Signed(ActPurpose.PROVISION_SEAT, self.prepare_seat, self.issue, SIGN_NEW)
        back = Signed(ActPurpose.PROVISION_SEAT_BACK, self.prepare_back, self.revoke, SIGN_BACK)
        return Office(
            SEATS,
            TITLE,
            SEE_SEATS.roles,
            (Page(SEATS, self.read), Page(ONE, self.one)),
            (
                Deed(f"{SEATS}/new", NEW, self.blank_seat, issues, LEAD, CITES, ISSUE_SEAT.roles),
                Deed(f"{ONE}/revoke", REVOKE, self.blank_back, back, None, CITES, REVOKE_SEAT.roles),
            ),
            section=Section.BY_WAYS,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the seats that whoever is here may know of."""
        at = self.running.now()
        page = await seats.seats(self.running.node, here.session, here.asked.text("older"), seats.AT_ONCE, at)
        columns = (PERSON, say.SET, say.BODY, say.STATE, UNTIL)
        names = await named(self.running, here, [(one.held.seat.body, one.held.seat.data_set) for one in page.items])
        rows = tuple(_row(one, names, at) for one in page.items)
        table = Table(TITLE, columns, rows, say.NOTHING, older_of(page.after), CITES)
        issues = here.may(ISSUE_SEAT)
        return Sheet(TITLE, (table,), (Way(NEW, f"{SEATS}/new", main=True),) if issues else (), LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one seat."""
        at = self.running.now()
        one = await seats.seat(self.running.node, here.session, here.ids["seat"], at)
        takes = here.may(REVOKE_SEAT) and one.held.seat.is_open(at)
        sits = here.may(USE_SEAT) and one.held.seat.is_open(at)
        ways = [Way(sitting.SIT, f"{SEATS}/{one.paper.id}/sit", main=True)] if sits else []
        ways += [Way(REVOKE, f"{SEATS}/{one.paper.id}/revoke")] if takes else []
        return Sheet(TITLE, (_facts(one, await self._names(here, one), at),), tuple(ways), None, CITES)

    async def blank_seat(self, here: Here) -> Blank:
        """Return the form of a seat."""
        return await form_of_sets(self.running, here, FIELDS)

    async def prepare_seat(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that issues it."""
        at = self.running.now()
        until = typed.moment("until") or at
        data_set, iin = typed.text("data_set").strip(), typed.text("iin").strip()
        keeps, uploads = bool(typed.text("keeps")), bool(typed.text("uploads"))
        form = Form(data_set, iin, until, typed.text("why"), keeps, uploads)
        return _shown(await seats.prepare_seat(self.running.node, here.session, form, at))

    async def issue(self, here: Here, act: UUID, cms: bytes) -> str:
        """Issue it."""
        made = await seats.issue_seat(self.running.node, here.session, act, cms, self.running.now())
        return f"{SEATS}/{made.paper.id}"

    async def blank_back(self, here: Here) -> Blank:
        """Return the form of taking back."""
        at = self.running.now()
        one = await seats.seat(self.running.node, here.session, here.ids["seat"], at)
        return Blank((say.WHY_FIELD,), (_facts(one, await self._names(here, one), at),), named=(Field("seat", TITLE),))

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that takes it back."""
        form = Back(here.ids["seat"], typed.text("why"))
        return _shown(await seats.prepare_back(self.running.node, here.session, form, self.running.now()))

    async def revoke(self, here: Here, act: UUID, cms: bytes) -> str:
        """Take it back."""
        made = await seats.revoke_seat(self.running.node, here.session, act, cms, self.running.now())
        return f"{SEATS}/{made.paper.id}"

    async def _names(self, here: Here, one: KeptSeat) -> Named:
        return await named(self.running, here, [(one.held.seat.body, one.held.seat.data_set)])


def _row(one: KeptSeat, names: Named, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    seat = one.held.seat
    return (
        (Link(one.name, f"{SEATS}/{one.paper.id}"),),
        names.data_set(seat.body, seat.data_set),
        names.body(seat.body),
        (_state(one, at),),
        (At(seat.until),),
    )


def _facts(one: KeptSeat, names: Named, at: datetime) -> Facts:
    seat = one.held.seat
    return Facts(
        None,
        (
            (PERSON, (Own(one.name),)),
            (say.STATE, (_state(one, at),)),
            (say.SET, names.data_set(seat.body, seat.data_set)),
            (say.BODY, names.body(seat.body)),
            (say.WHY, (Own(seat.why),)),
            (SINCE, (At(seat.since),)),
            (UNTIL, (At(seat.until),)),
            (sitting.KEEPS, (Said(say.YES if seat.keeps else say.NO),)),
            (sitting.UPLOADS, (Said(say.YES if seat.uploads else say.NO),)),
            (PROOFS, tuple(Code(str(proof)) for proof in seat.proofs)),
            *(((BACK, (Own(one.held.back),)),) if one.held.back else ()),
        ),
        CITES,
    )


def _state(one: KeptSeat, at: datetime) -> State:
    over = one.state is SeatState.ISSUED and not one.held.seat.is_open(at)
    return State(*STATES[SeatState.ENDED if over else one.state])


def _shown(act: PreparedAct) -> ToSign:
    return to_sign(act, said_by(act.data).actor)
