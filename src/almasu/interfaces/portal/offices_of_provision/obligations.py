"""What bodies owe under their acts: due, late, incomplete, given; one of them with its reminders (FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.provision import see_obligations
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.see_names import BodyAndSet
from almasu.actions.provision.see_obligations import Owed
from almasu.interfaces.portal.offices import deadline
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Why,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.offices_of_provision.act_blocks import ACTS
from almasu.interfaces.portal.offices_of_provision.due import due_badge, why_due
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.words_of_asking import QUESTIONS
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision_acts import NOTE_GIVEN, SEE_OBLIGATIONS
from almasu.kernel.provision.obligations import LACKS_NAMES, Standing, Told
from almasu.kernel.provision.parties import DUTY_NAMES
from almasu.kernel.provision.question import number_of
from almasu.law.text import Text
from almasu.wiring.running import Running

OBLIGATIONS = "/provision/obligations"
ONE = f"{OBLIGATIONS}/{{owed:uuid}}"
TITLE = Text("Міндеттемелер", "Обязательства", "What is owed")
ONE_TITLE = Text("Міндеттеме", "Обязательство", "What is owed")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
SINCE = Text("Басталған", "Начало", "Began")
DUE = Text("Мерзімі", "Срок", "Due")
GIVEN = Text("Берілген", "Передано", "Given")
LACKS = Text("Не жетпейді", "Чего недостаёт", "What is lacking")
REQUEST = Text("Сұрау салу", "Запрос", "Request")
WITHDRAWN = Text("Сұрау салу қайтарып алынды", "Запрос отозван", "Question withdrawn")
ACT = Text("Акт", "Акт", "Act")
REMINDERS = Text("Ескертулер", "Напоминания", "Reminders")
WHICH = Text("Қайсысы", "Какое", "Which")
TO_WHOM = Text("Кімге", "Кому", "To whom")
OVERDUE_DAY = Text("Кешіккен күні", "День просрочки", "Day of overdue")
TO_GIVE = Text("Акт бойынша берілуге тиіс", "Должно быть передано по акту", "To be given under the act")
NOTE = Text("Алынғанын белгілеу", "Отметить получение", "Note that it came")
SHOW = Text("Көрсету", "Показывать", "Show")
ONLY_OPEN = Text("толық берілмегені ғана", "только непереданное полностью", "only what is not given whole")
LATE = Text("Кешіккен", "Просрочено", "Late")
SOON = Text("Бір күнде мерзімі келеді", "Срок в ближайшие сутки", "Due within a day")
INCOMPLETE = Text("Толық емес", "Неполно", "Incomplete")
NOTE_LEAD = Text(
    "Жүйеден тыс тәсілмен (қағаз, жеткізгіш) алынғанды белгілеңіз; жетпейтінін таңдаңыз.",
    "Отметьте полученное на бумаге или носителе; выберите, чего недостаёт.",
    "Note what came on paper or on a carrier; choose what is lacking.",
)
STANDINGS = {
    Standing.OPEN: State(Tone.PLAIN, Text("мерзімі келген жоқ", "срок не наступил", "not due yet")),
    Standing.DUE_SOON: State(Tone.WAIT, Text("мерзімі жақын", "скоро срок", "due soon")),
    Standing.LATE: State(Tone.BAD, Text("кешікті", "просрочено", "late")),
    Standing.INCOMPLETE: State(Tone.BAD, Text("толық емес", "неполно", "incomplete")),
    Standing.GIVEN: State(Tone.GOOD, Text("берілді", "передано", "given")),
    Standing.GIVEN_LATE: State(Tone.PLAIN, Text("кешігіп берілді", "передано с опозданием", "given late")),
    Standing.WITHDRAWN: State(Tone.PLAIN, Text("сұрау салу қайтарып алынды", "запрос отозван", "question withdrawn")),
    Standing.WITHDRAWN_LATE: State(
        Tone.PLAIN,
        Text("мерзімі өткен соң қайтарып алынды", "запрос отозван после срока", "question withdrawn after its term"),
    ),
}
TOLD = {
    Told.AHEAD: Text("мерзімге бір күн қалғанда", "за сутки до срока", "a day ahead"),
    Told.AT_TERM: Text("мерзім біткенде", "в конце срока", "at the end of the term"),
    Told.OVERDUE: Text("кешігу кезінде", "во время просрочки", "while overdue"),
}
FILTERS = (Field("only", SHOW, Kind.CHOICE, False, choices=(Choice("open", ONLY_OPEN),)),)
FIELDS = (
    Field(
        "lacks",
        LACKS,
        Kind.CHOICES,
        False,
        choices=tuple(Choice(code, name) for code, name in LACKS_NAMES.items()),
    ),
)


@dataclass(frozen=True, slots=True)
class Obligations:
    """The pages of what is owed."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        return Office(
            OBLIGATIONS,
            TITLE,
            SEE_OBLIGATIONS.roles,
            (Page(OBLIGATIONS, self.read, FILTERS), Page(ONE, self.one)),
            (
                Deed(
                    f"{ONE}/given", NOTE, self.blank, Unsigned(self.note, NOTE), NOTE_LEAD, ("FMA-5",), NOTE_GIVEN.roles
                ),
            ),
            section=Section.PROVISION,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show what is owed, the last begun first."""
        at, asked = self.running.now(), here.asked
        only_open = asked.text("only") == "open"
        page = await see_obligations.obligations(
            self.running.node, here.session, asked.text("older"), see_obligations.AT_ONCE, at, only_open=only_open
        )
        names = await named(self.running, here, map(_of, page.items))
        rows = tuple(_row(one, names, at) for one in page.items)
        older = older_of(page.after, asked, ("only",))
        table = Table(TITLE, (SET, say.BODY, SINCE, DUE, say.STANDING), rows, say.NOTHING, older, ("FMA-5",))
        return Sheet(TITLE, (table,), (), None, ("FMA-5",))

    async def today(self, here: Here) -> Today:
        """Return how many obligations are late, incomplete or due within a day, and the most pressing of them."""
        at = self.running.now()
        found = await see_obligations.tally(self.running.node, here.session, at)
        place = f"{OBLIGATIONS}?only=open"
        figures = (
            Figure(LATE, found.late, place, Tone.BAD if found.late else Tone.PLAIN),
            Figure(INCOMPLETE, found.incomplete, place, Tone.BAD if found.incomplete else Tone.PLAIN),
            Figure(SOON, found.due_soon, place, Tone.WAIT if found.due_soon else Tone.PLAIN),
        )
        names = await named(self.running, here, map(_of, found.pressing))
        tasks = tuple(
            Task(TO_GIVE, f"{OBLIGATIONS}/{one.kept.obligation.id}", _whose(here, names, one), _due(one, at))
            for one in found.pressing
        )
        return Today(tasks, figures)

    async def one(self, here: Here) -> Sheet:
        """Show one obligation with the reminders that both sides were sent."""
        at = self.running.now()
        seen = await see_obligations.obligation(self.running.node, here.session, here.ids["owed"], at)
        owed = seen.kept.obligation
        names = await named(self.running, here, [_of(seen)])
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (say.STANDING, (STANDINGS[seen.standing],)),
            (SET, names.data_set(owed.body, owed.data_set)),
            (say.BODY, names.body(owed.body)),
            (ACT, (Link(ACT if seen.act is None else seen.act.number, f"{ACTS}/{seen.kept.held.act}"),)),
            (SINCE, (At(owed.since),)),
            (DUE, (_due(seen, at, self._why(seen)),)),
            (GIVEN, () if owed.given_at is None else (At(owed.given_at),)),
            (LACKS, tuple(_lack(one) for one in owed.lacks)),
        ]
        if owed.withdrawn_at is not None:
            rows.append((WITHDRAWN, (At(owed.withdrawn_at),)))
        if owed.request is not None:
            rows.append((REQUEST, (_question(owed.request, seen),)))
        reminded: tuple[tuple[tuple[Cell, ...], ...], ...] = tuple(
            ((Said(TOLD[one.told]),), (Many(tuple(DUTY_NAMES[duty] for duty in one.to)),), (Number(one.day),))
            for one in seen.kept.held.reminded
        )
        table = Table(REMINDERS, (WHICH, TO_WHOM, OVERDUE_DAY), reminded, say.NOTHING, cites=("FMA-5",))
        may = here.may(NOTE_GIVEN)
        ways = (Way(NOTE, f"{OBLIGATIONS}/{here.ids['owed']}/given", main=True),) if may and seen.is_open else ()
        return Sheet(ONE_TITLE, (Facts(None, tuple(rows), ("FMA-5",)), table), ways, None, ("FMA-5",))

    def _why(self, seen: Owed) -> Why | None:
        owed = seen.kept.obligation
        of = None if seen.act is None else seen.act.data_set(owed.data_set)
        calendar = law_of(self.running.node).calendar
        return None if of is None else why_due(of, owed.since, owed.due, calendar, asked=owed.request is not None)

    async def blank(self, here: Here) -> Blank:
        """Return the form of what came."""
        return Blank(FIELDS)

    async def note(self, here: Here, typed: Typed) -> str:
        """Note that it came."""
        number, at = here.ids["owed"], self.running.now()
        await see_obligations.note_given(self.running.node, here.session, number, typed.many("lacks"), at)
        return f"{OBLIGATIONS}/{number}"


def _of(one: Owed) -> BodyAndSet:
    return one.kept.obligation.body, one.kept.obligation.data_set


def _whose(here: Here, names: Named, one: Owed) -> tuple[Cell, ...]:
    """Return which set is owed, for the Agency with the body that owes it."""
    body, data_set = _of(one)
    of_agency = here.person is not None and here.person.holds in (Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY)
    return (*names.data_set(body, data_set), *((Own(names.said_body(body)),) if of_agency else ()))


def _question(number: UUID, one: Owed) -> Cell:
    """Return the question by its number, with a way to it for those who may know of it."""
    if one.asked is None:
        return Code(number_of(number, one.kept.obligation.since))
    return Link(one.asked.asking.question.number, f"{QUESTIONS}/{number}")


def _row(one: Owed, names: Named, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    owed = one.kept.obligation
    return (
        names.data_set(owed.body, owed.data_set, f"{OBLIGATIONS}/{owed.id}"),
        names.body(owed.body),
        (At(owed.since),),
        (_due(one, at),),
        (STANDINGS[one.standing],),
    )


def _due(one: Owed, at: datetime, why: Why | None = None) -> Due:
    """Return the badge: how long is left or how late it is while nothing was given, else how it was given."""
    due, state = one.kept.obligation.due, STANDINGS[one.standing]
    runs = one.standing in (Standing.OPEN, Standing.DUE_SOON, Standing.LATE)
    tone, text = deadline.standing(due, at) if runs else (state.tone, state.text)
    return due_badge(tone, text, due, why)


def _lack(code: str) -> Cell:
    name = LACKS_NAMES.get(code)
    return Code(code) if name is None else Said(name)
