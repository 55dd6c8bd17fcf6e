"""The operator's journal of emergencies: every column of its form, entries opened and closed (SIO25-14.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.operating.emergencies import (
    EmergencyEntry,
    EmergencyJournal,
    Line,
    emergency_journal,
    prepare_entry,
    sign_entry,
)
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Facts, Link, Number, Own, Said, Sheet, Table, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Page, Signed
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.operator.words import (
    EMERGENCY_STATES,
    because_said,
    place_said,
    typed_moment,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.annexes.emergency import Column, ColumnShape, EmergencyForm
from almasu.kernel.operating.emergency import NOTICED, STARTED
from almasu.kernel.operating.problems import NO_EMERGENCY
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/operator/emergencies"
VALUES = "values/"
KINDS = {
    ColumnShape.TEXT: Kind.LONG,
    ColumnShape.MINUTES: Kind.NUMBER,
    ColumnShape.PERSON: Kind.LINE,
    ColumnShape.MOMENT: Kind.MOMENT,
}
TITLE = Text("Апаттық жағдайлар журналы", "Журнал аварийных ситуаций", "Journal of emergencies")
NEW = Text("Жазба енгізу", "Внести запись", "Enter an emergency")
CLOSE = Text(
    "Себебі мен шараларын жазып, жабу", "Указать причину и меры и закрыть", "Give cause and measures and close"
)
SIGN = Text("Қол қойып, журналға жазу", "Подписать и записать в журнал", "Sign and write it down")
SITUATION = Text("Жағдай", "Ситуация", "Situation")
NO_SITUATION = Text("Оператор әлі атаған жоқ", "Оператор ещё не назвал", "Not named by the operator yet")
WHAT = Text("Не тоқтады", "Что не отвечало", "What stopped")
STANDING = Text("Күйі", "Состояние", "State")
OVERRAN = Text("қажетті уақыттан ұзақ", "дольше необходимого времени", "longer than the time needed")
NOTICED_AS = Text("Жүйе байқағаны", "Что заметила система", "What the system noticed")
CLOSES = Text("Жағдай аяқталды: жазбаны жабу", "Ситуация закончилась: закрыть запись", "It is over: close the entry")
CLOSES_HINT = Text(
    "Барлық баған толтырылғанда ғана жабылады.",
    "Закрывается, только когда заполнены все графы.",
    "It closes only when every column is filled in.",
)
EMPTY = Text("Жазба жоқ.", "Записей нет.", "There are no entries.")
LEAD = Text(
    "Тізілім, қызмет немесе куәгер жауап бермесе, жазба өзі ашылады; себебі мен шараларын оператор жазады.",
    "Запись открывается сама, когда не отвечает реестр, служба или свидетель; причину и меры указывает оператор.",
    "An entry opens by itself when a register, a service or a witness is silent; the operator gives the cause.",
)
NO_ENTRIES = Text("Жазба жоқ бөлімдер", "Разделы без записей", "Parts without entries")
OWN_PART = Text("Жүйе ашқан жазбалар", "Открытые системой", "Opened by the system")


@dataclass(frozen=True, slots=True)
class Emergencies:
    """Pages and deeds of the journal."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the journal, and one entry of it."""
        return Page(PLACE, self.journal), Page(f"{PLACE}/{{entry:uuid}}", self.entry)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the opening of an entry by hand, and the closing of one."""
        done = Signed(ActPurpose.EMERGENCY, self.prepare, self.finish, SIGN)
        cites = ("SIO25-14.2",)
        return (
            Deed(f"{PLACE}/new", NEW, self.blank, done, None, cites),
            Deed(f"{PLACE}/{{entry:uuid}}/close", CLOSE, self.blank_of_entry, done, None, cites),
        )

    async def journal(self, here: Here) -> Sheet:
        """Show the journal part by part, with every column of its form."""
        found = await self._journal(here)
        form = found.form
        parts = [(NOTICED, OWN_PART), *((one.code, one.name) for one in form.situations)]
        columns = (*(one.label for one in form.columns), WHAT, STANDING)
        rows = {part: tuple(_row(form, one) for one in found.lines if one.said.part == part) for part, _ in parts}
        tables = tuple(Table(title, columns, rows[part], EMPTY) for part, title in parts if rows[part])
        bare = tuple(title for part, title in parts if not rows[part])
        none = (Words(NO_ENTRIES, _listed(bare)),) if bare else ()
        notice = form.annex.notice()
        above = () if notice is None else (Words(None, notice, cites=("SIO25-R21.7",)),)
        return Sheet(TITLE, (*above, *tables, *none), (Way(NEW, f"{PLACE}/new"),), LEAD, ("SIO25-14.2",))

    async def entry(self, here: Here) -> Sheet:
        """Show one entry."""
        form, line = await self._line(here)
        ways = () if line.paper.state == "closed" else (Way(CLOSE, f"{PLACE}/{line.paper.id}/close", main=True),)
        return Sheet(TITLE, (_facts(form, line),), ways, None, ("SIO25-14.2",))

    async def blank(self, here: Here) -> Blank:
        """Return the form of a new entry."""
        found = await self._journal(here)
        return Blank(_fields(found.form), (), Typed({"closes": ("yes",)}))

    async def blank_of_entry(self, here: Here) -> Blank:
        """Return the form that closes an entry, with what is in it already."""
        form, line = await self._line(here)
        values = line.said.values
        filled = {f"{VALUES}{one.code}": (_typed(one, values.get(one.code, "")),) for one in form.columns}
        filled |= {"situation": (line.said.situation,), "closes": ("yes",)}
        noted = frozenset({STARTED} if line.said.part == NOTICED else ())
        return Blank(_fields(form, noted), (_facts(form, line),), Typed(filled))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of an entry; a column's problem stands beside its field."""
        form = (await self._journal(here)).form
        values = {one.code: _value(one, typed) for one in form.columns if one.shape is not ColumnShape.ORDINAL}
        entry = EmergencyEntry(
            typed.text("situation"),
            {code: value for code, value in values.items() if value},
            here.ids.get("entry"),
            typed.ticked("closes"),
        )
        try:
            prepared = await prepare_entry(self.running.node, here.session, entry, self.running.now())
        except Problem as problem:
            raise _beside(form, problem) from problem
        except ProblemGroup as group:
            raise ProblemGroup(tuple(_beside(form, one) for one in group.problems)) from group
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep the signed entry."""
        paper = await sign_entry(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def _journal(self, here: Here) -> EmergencyJournal:
        return await emergency_journal(self.running.node, here.session, self.running.now())

    async def _line(self, here: Here) -> tuple[EmergencyForm, Line]:
        found = await self._journal(here)
        line = next((one for one in found.lines if one.paper.id == here.ids["entry"]), None)
        if line is None:
            raise NO_EMERGENCY.at()
        return found.form, line


def _listed(titles: Sequence[Text]) -> Text:
    """Return titles in a row."""
    return Text(*("; ".join(said) + "." for said in zip(*((one.kk, one.ru, one.en) for one in titles), strict=True)))


def _row(form: EmergencyForm, line: Line) -> tuple[tuple[Cell, ...], ...]:
    place = f"{PLACE}/{line.paper.id}"
    cells = tuple(_cells(one, line, place) for one in form.columns)
    state = (EMERGENCY_STATES[line.paper.state], *((Said(OVERRAN),) if line.said.overran() else ()))
    return (*cells, place_said(line.said.place), state)


def _facts(form: EmergencyForm, line: Line) -> Facts:
    situation = form.situation(line.said.situation)
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (STANDING, (EMERGENCY_STATES[line.paper.state], *((Said(OVERRAN),) if line.said.overran() else ()))),
        (SITUATION, (Said(NO_SITUATION if situation is None else situation.name),)),
        (WHAT, place_said(line.said.place)),
    ]
    if line.said.noticed:
        rows.append((NOTICED_AS, (because_said(line.said.noticed),)))
    rows += [(one.label, _cells(one, line, "")) for one in form.columns]
    return Facts(None, tuple(rows))


def _cells(column: Column, line: Line, place: str) -> tuple[Cell, ...]:
    value = line.said.values.get(column.code, "")
    if column.shape is ColumnShape.ORDINAL:
        return (Link(str(line.ordinal), place),) if place else (Number(line.ordinal),)
    if not value:
        return ()
    return (At(moment.read(value)),) if column.shape is ColumnShape.MOMENT else (Own(value),)


def _fields(form: EmergencyForm, noted: frozenset[str] = frozenset()) -> tuple[Field, ...]:
    situations = tuple(Choice(one.code, one.name, one.cites) for one in form.situations)
    columns = tuple(
        Field(f"{VALUES}{one.code}", one.label, KINDS[one.shape], required=False, longest=one.most or 2000)
        for one in form.columns
        if one.shape in KINDS and one.code not in noted
    )
    closes = Field("closes", CLOSES, Kind.TICK, required=False, hint=CLOSES_HINT)
    return (Field("situation", SITUATION, Kind.CHOICE, choices=situations), *columns, closes)


def _value(column: Column, typed: Typed) -> str:
    name = f"{VALUES}{column.code}"
    at = typed.moment(name) if column.shape is ColumnShape.MOMENT else None
    return typed.text(name) if at is None else moment.written(at)


def _typed(column: Column, value: str) -> str:
    return typed_moment(moment.read(value)) if value and column.shape is ColumnShape.MOMENT else value


def _beside(form: EmergencyForm, problem: Problem) -> Problem:
    codes = {one.code for one in form.columns}
    where = f"{VALUES}{problem.where}" if problem.where in codes else problem.where
    return Problem(problem.kind, problem.title, problem.remedy, where)
