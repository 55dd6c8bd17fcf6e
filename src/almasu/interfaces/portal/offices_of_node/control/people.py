"""Absent, moved and blocked people, notes of leave, and what was left undone with answers (SIO25-21.2, SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from almasu.actions.control.gather_away import Away
from almasu.actions.control.left_behind import view_left_behind
from almasu.actions.control.people import (
    GROUND,
    AwayForm,
    note_away,
    one_away,
    people_of_body,
    view_people,
    withdraw_away,
)
from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Cell,
    Facts,
    Link,
    Number,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.deadline import due_by_paper
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Unsigned
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.control.words import (
    DUE,
    LEFT,
    NOTHING,
    PEOPLE,
    REQUEST,
    REQUESTS,
    REQUESTS_COUNT,
    SINCE,
    STANDING,
    TASK,
    UNTIL,
    USER,
    requests_of,
    until_cell,
)
from almasu.interfaces.portal.offices_of_node.materials.copies import copy_due
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.control.away import NOTED, WHY_WORDS, Why
from almasu.kernel.control.problems import AWAY_DAYS
from almasu.law.text import Text
from almasu.wiring.running import Running

MOST_PEOPLE = 300
TITLE = Text(
    "Болмаған, ауысқан, бұғатталған адамдар",
    "Отсутствующие, перемещённые, заблокированные",
    "Absent, moved and blocked people",
)
LEAD = Text(
    "Бұл кезде есептік жазбамен жіберілген сұрау салулар ауытқу болып көрінеді.",
    "Запросы под учётной записью в это время показываются как отклонение.",
    "Requests under the account in that time are shown as an oddity.",
)
NOBODY = Text(
    "Болмаған, ауысқан немесе бұғатталған адам жоқ.",
    "Отсутствующих, перемещённых и заблокированных нет.",
    "Nobody is absent, moved or blocked.",
)
WHY = Text("Себебі", "Причина", "Why")
NOW = State(Tone.BAD, Text("қазір", "сейчас", "now"))
OVER = State(Tone.PLAIN, Text("өткен", "прошло", "over"))
LATE = State(Tone.BAD, Text("өтінім кеш берілген", "заявка подана поздно", "application came late"))
NEW = Text("Демалысты немесе кезекшілікті жазу", "Записать отпуск или дежурство", "Write down a leave or a duty")
FIRST_DAY = Text("Бірінші күні", "Первый день", "First day")
LAST_DAY = Text("Соңғы күні", "Последний день", "Last day")
LAST_HINT = Text("Белгісіз болса, бос қалдырыңыз.", "Если неизвестен, оставьте пустым.", "Leave empty where unknown.")
KEEP = Text("Жазып қою", "Записать", "Write down")
WITHDRAW = Text("Жазбаны қайтарып алу", "Отозвать запись", "Withdraw the note")
WITHDRAW_WORDS = Text(
    "Қайтарылған жазба журналда қалады, бірақ ауытқуларда ескерілмейді.",
    "Отозванная запись остаётся в журнале, но при поиске отклонений не учитывается.",
    "A withdrawn note stays in the journal, but oddities take no account of it.",
)
BY_WHY = Text("Қазір, себептері бойынша", "Сейчас по причинам", "Now, by reason")
LEFT_TITLE = Text(
    "Жойылмаған көшірмелер мен есепсіз тапсырмалар",
    "Неуничтоженные копии и задания без отчёта",
    "Copies not destroyed and tasks not reported",
)
COPIES = Text(
    "Жойылғаны расталмаған көшірмелер", "Копии без подтверждения уничтожения", "Copies not confirmed destroyed"
)
TAKEN = Text("Алынды", "Взята", "Taken")
TASKS = Text("Есебі жоқ тапсырмалар", "Задания без отчёта", "Tasks without a report")
TASKS_WORDS = Text(
    "Мұнда жауаптары ешбір есепке қосылмаған, соңғы сұрау салуынан кейін 60 күн өткен тапсырмалар тұрады.",
    "Здесь задания, ответы которых не приобщены ни к одному отчёту, хотя после последнего запроса прошло 60 дней.",
    "Tasks stand here whose answers are attached to no report though 60 days have passed since the last request.",
)
LAST = Text("Соңғы сұрау салу", "Последний запрос", "Last request")
MATERIALS = Text(
    "Мерзімі өткен, жойылмаған материалдар",
    "Материалы с истёкшим сроком, не уничтоженные",
    "Materials past their term, not destroyed",
)
OF_REPORT = Text(
    "тапсырма есебінде аталған сақтау мерзімі",
    "срок хранения, названный в отчёте по заданию",
    "the storage term named in the report of the task",
)


@dataclass(frozen=True, slots=True)
class ControlPeople:
    """Pages and deeds about people, and what they left."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the people, and what was left undone."""
        return Page(PEOPLE, self.listed), Page(LEFT, self.left)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the note of a leave, and its withdrawal."""
        note = Deed(f"{PEOPLE}/new", NEW, self.blank, Unsigned(self.note, KEEP), LEAD, ("SIO25-21.2",))
        back = Deed(f"{PEOPLE}/{{note:uuid}}/withdraw", WITHDRAW, self.nothing, Unsigned(self.withdraw, WITHDRAW))
        return note, back

    async def listed(self, here: Here) -> Sheet:
        """Show who must not work, and who must not have."""
        at = self.running.now()
        found = await view_people(self.running.node, here.session, at)
        rows = tuple(_row(one, holds=one.holds(at)) for one in found)
        table = Table(TITLE, (USER, WHY, SINCE, UNTIL, STANDING), rows, NOBODY)
        counts = {why: sum(one.why is why and one.holds(at) for one in found) for why in Why}
        bars = Bars(BY_WHY, tuple((WHY_WORDS[why], count) for why, count in counts.items() if count), NOTHING)
        ways = (Way(NEW, f"{PEOPLE}/new", main=True), Way(LEFT_TITLE, LEFT))
        return Sheet(TITLE, (table, bars), ways, LEAD, ("SIO25-7.1", "SIO25-7.2", "SIO25-8"))

    async def left(self, here: Here) -> Sheet:
        """Show copies, tasks and materials left undone."""
        at = self.running.now()
        found = await view_left_behind(self.running.node, here.session, at)
        copies = tuple(
            (
                (requests_of(str(one.account), one.user),),
                (Link(REQUEST, f"{REQUESTS}/{one.request}"),),
                (At(one.taken_at),),
                (copy_due(one.due, one.taken_at, at),),
            )
            for one in found.copies
        )
        tasks = tuple(
            (
                (Own(one.task),),
                (requests_of(str(one.account), one.user),),
                (At(one.asked), Link(REQUEST, f"{REQUESTS}/{one.request}")),
                (Number(one.requests),),
            )
            for one in found.tasks
        )
        materials = tuple(
            ((Own(one.task),), (due_by_paper(one.due, OF_REPORT, at, ("SIO25-19.2",)),)) for one in found.materials
        )
        counts = ((COPIES, len(copies)), (TASKS, len(tasks)), (MATERIALS, len(materials)))
        blocks = (
            Bars(LEFT_TITLE, counts, NOTHING),
            Table(COPIES, (USER, REQUEST, TAKEN, DUE), copies, NOTHING, cites=("SIO25-19.1",)),
            Table(TASKS, (TASK, USER, LAST, REQUESTS_COUNT), tasks, NOTHING, cites=("SIO25-3.2",)),
            Words(None, TASKS_WORDS),
            Table(MATERIALS, (TASK, DUE), materials, NOTHING, cites=("SIO25-19.2",)),
        )
        return Sheet(LEFT_TITLE, blocks, (), None, ("SIO25-21.2",))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a note with the people of the body."""
        people = await people_of_body(self.running.node, here.session, MOST_PEOPLE, self.running.now())
        choices = tuple(
            Choice(str(one.id), Text(name, name, name)) for one in people if (name := one.person.full_name())
        )
        return Blank(
            (
                Field("account", USER, Kind.CHOICE, choices=choices),
                Field("why", WHY, Kind.CHOICE, choices=tuple(Choice(one.value, WHY_WORDS[one]) for one in NOTED)),
                Field("since", FIRST_DAY, Kind.DAY),
                Field("until", LAST_DAY, Kind.DAY, required=False, hint=LAST_HINT),
                Field("ground", GROUND, longest=200),
            )
        )

    async def note(self, here: Here, typed: Typed) -> str:
        """Keep the note."""
        since = typed.day("since")
        if since is None:
            raise AWAY_DAYS.at("since")
        form = AwayForm(
            account=UUID(typed.text("account")),
            why=Why(typed.text("why")),
            since=since,
            until=typed.day("until"),
            ground=typed.text("ground"),
        )
        await note_away(self.running.node, here.session, form, self.running.now())
        return PEOPLE

    async def nothing(self, here: Here) -> Blank:
        """Return the form of a withdrawal: there is nothing to type."""
        note = await one_away(self.running.node, here.session, here.ids["note"], self.running.now())
        until: tuple[Cell, ...] = () if note.until is None else (On(note.until),)
        rows = ((WHY, (Said(WHY_WORDS[note.why]),)), (SINCE, (On(note.since),)), (UNTIL, until))
        return Blank((), (Facts(None, (*rows, (GROUND, (Own(note.ground),)))), Words(None, WITHDRAW_WORDS)))

    async def withdraw(self, here: Here, typed: Typed) -> str:
        """Withdraw a note."""
        await withdraw_away(self.running.node, here.session, here.ids["note"], self.running.now())
        return PEOPLE


def _row(one: Away, *, holds: bool) -> tuple[tuple[Cell, ...], ...]:
    user = requests_of(str(one.account.id), one.account.person.full_name())
    states: list[Cell] = [NOW if holds else OVER]
    if one.late:
        states.append(LATE)
    if one.why in NOTED and one.paper is not None:
        states.append(Link(WITHDRAW, f"{PEOPLE}/{one.paper}/withdraw"))
    return (user,), (Said(WHY_WORDS[one.why]),), (At(one.since),), until_cell(one.until), tuple(states)
