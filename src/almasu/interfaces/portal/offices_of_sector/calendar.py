"""The calendar of working days: what decrees changed, for everybody; the centre lays a decree over it (DESIGN 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from almasu.actions.sector import change_calendar
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Cell, On, Own, Sheet, Table, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.problems import NOT_A_DATE
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.sector import CHANGE_CALENDAR, SEE_PROFILES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.decree import Decree
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/calendar"
TITLE = Text("Жұмыс күндерінің күнтізбесі", "Календарь рабочих дней", "Calendar of working days")
CHANGES = Text("Қаулылар", "Постановления", "Decrees")
DECREE = Text("Қаулының атауы мен нөмірі", "Название и номер постановления", "Name and number of the decree")
SIGNED_ON = Text("Қаулының күні", "Дата постановления", "Day of the decree")
OFF = Text("Демалыс болған күндер", "Дни, ставшие выходными", "Days that became days off")
WORKED = Text("Жұмыс күні болған күндер", "Дни, ставшие рабочими", "Days that became working days")
EACH = Text("Әр жолға бір күн: 2026-12-31.", "По одному дню в строке: 2026-12-31.", "One day a line: 2026-12-31.")
NEW = Text("Күнтізбені өзгерту", "Изменить календарь", "Change the calendar")
SIGN = Text("Қол қойып, өзгерту", "Подписать и изменить", "Sign and change")
NONE = Text("Қаулылар енгізілген жоқ.", "Постановлений не внесено.", "No decree is laid over it.")
LEAD = Text(
    "Ашық тұрған әр мерзім сол сәтте қайта есептеледі, өзгерісі журналға жазылады.",
    "Каждый открытый срок сразу пересчитывается, изменение пишется в журнал.",
    "Every open clock is counted anew at once, and the change is written to the journal.",
)


@dataclass(frozen=True, slots=True)
class CalendarOfSector:
    """The calendar and its changes."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        done = Signed(ActPurpose.CALENDAR, self.prepare, self.finish, SIGN)
        deed = Deed(f"{PLACE}/new", NEW, self.blank, done, LEAD, ("ASOI-13.1",), CHANGE_CALENDAR.roles)
        return Office(PLACE, TITLE, SEE_PROFILES.roles, (Page(PLACE, self.read),), (deed,), section=Section.MEMBERS)

    async def read(self, here: Here) -> Sheet:
        """Show what decrees changed."""
        found = await change_calendar.calendar_changes(self.running.node, here.session, self.running.now())
        table = Table(CHANGES, (DECREE, SIGNED_ON, OFF, WORKED), tuple(map(_row, found)), NONE)
        ways: tuple[Way, ...] = ()
        if here.person is not None and here.person.holds is Role.SECTORAL_CENTRE:
            ways = (Way(NEW, f"{PLACE}/new", main=True),)
        return Sheet(TITLE, (table,), ways, LEAD, ("ASOI-13.1", "ASOI-15"))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a decree."""
        return Blank(
            (
                Field("name", DECREE, longest=200),
                Field("signed_on", SIGNED_ON, Kind.DAY),
                Field("days_off", OFF, Kind.LONG, required=False, hint=EACH, longest=2000),
                Field("days_worked", WORKED, Kind.LONG, required=False, hint=EACH, longest=2000),
            )
        )

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a change."""
        signed_on = typed.day("signed_on")
        if signed_on is None:
            raise NOT_A_DATE.at("signed_on")
        off, worked = tuple(_days(typed, "days_off")), tuple(_days(typed, "days_worked"))
        decree = Decree(typed.text("name").strip(), signed_on, off, worked)
        act = await change_calendar.prepare_calendar(self.running.node, here.session, decree, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Lay the decree over the calendar."""
        await change_calendar.change_calendar(self.running.node, here.session, act, cms, self.running.now())
        return PLACE


def _days(typed: Typed, name: str) -> Iterator[date]:
    for line in typed.lines(name):
        try:
            yield date.fromisoformat(line)
        except ValueError:
            raise NOT_A_DATE.at(name) from None


def _row(one: Decree) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Own(one.name),),
        (On(one.signed_on),),
        tuple(On(day) for day in one.days_off),
        tuple(On(day) for day in one.days_worked),
    )
