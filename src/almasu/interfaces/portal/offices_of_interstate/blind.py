"""Blind questions: which of our subjects another state's body knows, before any name moves (CIS-8.4)."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.actions.interstate import ask_blind
from almasu.actions.interstate.ask_blind import KeptBlind
from almasu.interfaces.portal.offices.blocks import At, Cell, Code, Number, Own, Sheet, State, Table, Tone, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named, partners
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.blind import Lead
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.powers.interstate import ASK_BLIND
from almasu.law.text import Text
from almasu.wiring.running import Running

BLIND = "/cis/blind"
CITES = ("CIS-8.4", "CIS-7a")
TITLE = Text("Атын атамай сұрау", "Вопрос вслепую", "Blind questions")
LEAD = Text(
    "Екінші тарап кімдер туралы сұралғанын білмейді, біз оның тізімін білмейміз: тек ортағы көрінеді. "
    "Бұл – бағыт қана: ол сұрау салумен тексеріледі.",
    "Другая сторона не узнаёт, о ком спросили, а мы – её перечня: видно только общее. "
    "Это лишь наводка: она проверяется запросом.",
    "The other side learns not whom one asked about, and we learn nothing of its list but what is in both. "
    "It is a lead alone, to be verified by a request.",
)
NEW = Text("Сұрау", "Спросить", "Ask")
SUBJECTS = Text("Кілттер", "Ключи", "Keys of the subjects")
HINT = Text("әр жолға бір, 20-дан 5 000-ға дейін", "по одному в строке, от 20 до 5 000", "one a line, from 20 to 5,000")
NOBODY_REACHED = Text(
    "Атын атамай сұрайтын орган жоқ: басқа мемлекеттің бірде-бір торабы тіркелмеген.",
    "Спросить некого: узел ни одного другого государства не зарегистрирован.",
    "There is nobody to ask: no node of another state is registered.",
)
COUNT = Text("Саны", "Сколько", "How many")
LEADS = Text("Бағыттар", "Наводки", "Leads")
KEY = Text("Кілт", "Ключ", "Key")
KNOWN_TO = Text("Кімге белгілі", "Кому известен", "Known to")
UNTIL = Text("Қашанға дейін", "До", "Until")
STATES = {
    "sent": (Tone.WAIT, Text("жіберілді", "направлен", "sent")),
    "came": (Tone.WAIT, Text("жауап оқылуда", "ответ читается", "the answer is being read")),
    "read": (Tone.GOOD, Text("жауап алынды", "ответ получен", "answered")),
    "refused": (Tone.BAD, Text("жауап берілмеді", "не отвечен", "not answered")),
    "gone": (Tone.PLAIN, Text("ұмытылды", "забыт", "forgotten")),
}


@dataclass(frozen=True, slots=True)
class BlindOffice:
    """Blind questions of a body of this node."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        asks = Unsigned(self.ask, NEW)
        return Office(
            BLIND,
            TITLE,
            ASK_BLIND.roles,
            (Page(BLIND, self.read),),
            (Deed(f"{BLIND}/new", NEW, self.blank, asks, LEAD, CITES, ASK_BLIND.roles),),
            section=Section.BETWEEN_STATES,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the questions, and the leads that still stand."""
        seen = await directory_at(self.running, here)
        found = await ask_blind.blind_questions(self.running.node, here.session, self.running.now())
        rows = tuple(_row(one, seen.directory, here) for one in found)
        asked = ((one.asked, named(seen.directory, one.card.requested, here)) for one in found if one.asked is not None)
        leads = tuple(_lead(lead, body) for one, body in asked for lead in one.leads)
        blocks = (
            Table(TITLE, (say.BODY, COUNT, say.PURPOSE, say.STATE, say.WHEN), rows, say.NOTHING, cites=CITES),
            Table(LEADS, (KEY, KNOWN_TO, UNTIL), leads, say.NOTHING),
        )
        return Sheet(TITLE, blocks, (Way(NEW, f"{BLIND}/new", main=True),), LEAD, CITES)

    async def blank(self, here: Here) -> Blank:
        """Return the form of a question."""
        seen = await directory_at(self.running, here)
        reached = await ask_blind.states_reached(self.running.node, here.session, self.running.now())
        places = {one.id: one.place for one in seen.directory.bodies}
        choices = tuple(one for one in partners(self.running, seen) if places[one.code] in reached)
        if not choices:
            return Blank((), (Words(None, NOBODY_REACHED),), closed=True)
        return Blank(
            (
                Field("requested", say.BODY, Kind.CHOICE, choices=choices),
                Field("subjects", SUBJECTS, Kind.LONG, hint=HINT, longest=200_000),
                Field("purpose", say.PURPOSE, Kind.LONG, hint=say.THREE_WORDS, longest=LONGEST),
            )
        )

    async def ask(self, here: Here, typed: Typed) -> str:
        """Ask."""
        form = ask_blind.Form(typed.text("requested"), typed.lines("subjects"), typed.text("purpose").strip())
        await ask_blind.ask_blind(self.running.node, here.session, form, self.running.now())
        return BLIND


def _row(one: KeptBlind, directory: Directory, here: Here) -> tuple[tuple[Cell, ...], ...]:
    state = "gone" if one.asked is None else one.asked.state
    return (
        named(directory, one.card.requested, here),
        (Number(one.card.count),),
        (Own(one.card.purpose),),
        (State(*STATES[state]),),
        (At(one.paper.at),),
    )


def _lead(lead: Lead, body: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], ...]:
    return ((Code(lead.key),), body, (At(lead.until),))
