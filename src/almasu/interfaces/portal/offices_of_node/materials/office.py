"""The office of one's materials: tasks and their reports, what is held, its destruction (SIO25-3.2, SIO25-19.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from almasu.actions import close_task, destroy_material, join_answers, view_request
from almasu.actions import materials as of_person
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    On,
    Own,
    Said,
    Sheet,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.deadline import due_by_paper
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.materials import words as say
from almasu.interfaces.portal.offices_of_node.materials.copies import Copies
from almasu.interfaces.portal.offices_of_node.materials.detail import Detail
from almasu.interfaces.portal.offices_of_node.replaying import Replays
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.materials.port import Held
from almasu.kernel.materials.task import Reported, TaskSays, TaskState, task_says
from almasu.kernel.powers.asking import SEE_MATERIAL
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.requests.words import QUESTION_STATES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.deadline import end_of
from almasu.law.moment import in_astana, read
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

PLACE = "/offices/materials"
ONE = f"{PLACE}/{{material:uuid}}"
MOST = 50
TITLE = Text("Менің материалдарым", "Мои материалы", "My materials")
LEAD = Text(
    "Сұрау салуларыңыз бар тапсырмалар, олардың материалдары және құрылғыдағы көшірмелер.",
    "Задания, в которых есть ваши запросы, их материалы и копии на устройствах.",
    "Tasks in which you have requests, their materials, and copies on devices.",
)
TASKS_TITLE = Text("Тапсырмалар", "Задания", "Tasks")
NO_TASKS = Text("Сізде әзірге тапсырма жоқ.", "У вас пока нет заданий.", "You have no tasks yet.")
HELD = Text("Жауаптар", "Ответы", "Answers")
ALONE = Text("тек осы материалда", "только в этом материале", "held here alone")
ELSEWHERE = Text("басқа материалдарда да бар", "есть и в других материалах", "held elsewhere too")
REASON = Text("Жою себебі", "Причина уничтожения", "Reason of the destruction")
BACKUPS = Text("Сақтық көшірмелер жойылатын күн", "Резервные копии истекают", "Backups expire on")
CLOSE = Text("Тапсырманы жабу", "Закрыть задание", "Close the task")
CLOSE_LEAD = Text(
    "Есепте тапсырманың барлық сұрау салуы тізіледі. Жабылған тапсырмаға жаңа сұрау салу енбейді.",
    "В отчёте перечислены все запросы задания. В закрытое задание новый запрос не войдёт.",
    "The report lists every request of the task. No new request enters a closed task.",
)
DESTROY = Text("Материалды жою", "Уничтожить материал", "Destroy the material")
DESTROY_LEAD = Text(
    "Тек осы материалда тұрған жауаптарды енді ешкім аша алмайды. Сұрау салу мен оның нәтижесінің жазбасы бақылау үшін "
    "қалады.",
    "Ответы, которые есть только в этом материале, больше никто не откроет. Записи о запросах и итогах остаются для "
    "контроля.",
    "Answers held by this material alone open to nobody again. Records of requests and outcomes stay for control.",
)
OF_REPORT = Text(
    "тапсырма есебінде аталған сақтау мерзімі",
    "срок хранения, названный в отчёте по заданию",
    "the storage term named in the report of the task",
)
A_MONTH = timedelta(days=31)
JOIN = Text("Жауаптарды қосу", "Приобщить ответы", "Join answers")
JOIN_LEAD = Text(
    "Осы тапсырмадағы дәл сондай негіз бен мақсатпен алынған жауаптар ғана қосылады.",
    "Приобщаются только ответы, полученные с теми же основанием и целью, что и в этом задании.",
    "Only answers obtained with the very ground and purpose of this task are joined.",
)
IN_REPORT = Text("Есептегі сұрау салулар", "Запросы в отчёте", "Requests in the report")
BODY_NAMES = (
    Field("material", say.MATERIAL),
    Field("task", say.TASK),
    Field("answers", HELD),
    Field("kept_elsewhere", ELSEWHERE),
    Field("backups_expire", BACKUPS),
)


@dataclass(frozen=True, slots=True)
class Materials:
    """Pages and deeds of one's materials."""

    running: Running

    async def home(self, here: Here) -> Sheet:
        """Show one's tasks and copies."""
        node, at = self.running.node, self.running.now()
        lines = await of_person.my_tasks(node, here.session, MOST, at)
        tasks = Table(
            TASKS_TITLE,
            (say.TASK, say.OPENED, say.STATE, say.KEPT_UNTIL),
            tuple(_task_row(one, at) for one in lines),
            NO_TASKS,
            cites=("SIO25-3.2", "SIO25-19.2"),
        )
        return Sheet(TITLE, (await Copies(self.running).mine(here), tasks), (), LEAD, ("SIO25-19.1",))

    async def today(self, here: Here) -> Today:
        """Return copies to destroy, materials past their term, and second steps that the first one made possible."""
        node, at = self.running.node, self.running.now()
        copies = await Copies(self.running).to_destroy(here)
        lines = await of_person.my_tasks(node, here.session, MOST, at)
        gone = tuple(task for one in lines for task in _to_destroy(one, at))
        open_tasks = {one.material.id for one in lines if one.paper is None}
        return Today((*copies, *gone, *await Detail(self.running).possible(here, open_tasks)))

    async def one(self, here: Here) -> Sheet:
        """Show a material: what it holds, its requests, what can be done with it."""
        node, at, number = self.running.node, self.running.now(), here.ids["material"]
        shown = await of_person.view_material(node, here.session, number, at)
        report = shown.says.report if shown.says else await of_person.requests_in(node, here.session, number, at)
        task = shown.says.task if shown.says else await self._task(here, number)
        rows: list[tuple[Text, tuple[Cell, ...]]] = [
            (say.STATE, (say.OPEN if shown.paper is None else say.TASKS[shown.paper.state],)),
            (say.OPENED, (At(shown.material.opened_at),)),
            (HELD, _held(shown.held)),
        ]
        ways = [Way(JOIN, f"{PLACE}/{number}/join")]
        if shown.says is None:
            ways = [Way(CLOSE, f"{PLACE}/{number}/close", main=True), *ways]
        else:
            rows += [(say.KEPT_UNTIL, (_kept(shown.says, at),)), (say.SUMMARY, (Own(shown.says.summary),))]
            ways = []
            if shown.says.destruction is not None:
                gone = shown.says.destruction
                rows += [(REASON, (Own(gone.reason),)), (BACKUPS, (On(gone.backups_expire),))]
            elif in_astana(at).date() > shown.says.kept_until:
                ways = [Way(DESTROY, f"{PLACE}/{number}/destroy", main=True)]
        facts = Facts(None, ((say.TASK, (Own(task),)), *rows), ("SIO25-19.2",))
        own = await self._own(here)
        return Sheet(say.MATERIAL, (facts, self._requests(report, own)), tuple(ways))

    async def closing(self, here: Here) -> Blank:
        """Show the form of a report with the requests that it will list."""
        number = here.ids["material"]
        report = await of_person.requests_in(self.running.node, here.session, number, self.running.now())
        fields = (
            Field("kept_until", say.KEPT_UNTIL, Kind.DAY),
            Field("summary", say.SUMMARY, Kind.LONG, required=False, longest=close_task.LONGEST_SUMMARY),
        )
        return Blank(fields, (self._requests(report, frozenset()),), named=(*BODY_NAMES, *_report_names(report)))

    async def prepare_closing(self, here: Here, typed: Typed) -> ToSign:
        """Build the report."""
        kept_until = typed.day("kept_until") or date.min
        summary, at = typed.text("summary"), self.running.now()
        material = here.ids["material"]
        return _signable(
            await close_task.prepare_closing(self.running.node, here.session, material, kept_until, summary, at)
        )

    async def close(self, here: Here, act: UUID, cms: bytes) -> str:
        """Close the task."""
        paper = await close_task.close_task(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def destroying(self, here: Here) -> Blank:
        """Show the form of a destruction with what it takes away."""
        shown = await of_person.view_material(self.running.node, here.session, here.ids["material"], self.running.now())
        above: tuple[Block, ...] = (Facts(None, ((HELD, _held(shown.held)),)),)
        fields = (Field("reason", REASON, Kind.LONG, longest=destroy_material.LONGEST_REASON),)
        return Blank(fields, above, named=BODY_NAMES)

    async def prepare_destroying(self, here: Here, typed: Typed) -> ToSign:
        """Build the act of destruction."""
        reason, at = typed.text("reason"), self.running.now()
        return _signable(
            await destroy_material.prepare_destruction(
                self.running.node, here.session, here.ids["material"], reason, at
            )
        )

    async def destroy(self, here: Here, act: UUID, cms: bytes) -> str:
        """Destroy the material."""
        paper = await destroy_material.destroy_material(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def joining(self, here: Here) -> Blank:
        """Show one's requests of other tasks."""
        node, at, number = self.running.node, self.running.now(), here.ids["material"]
        await of_person.view_material(node, here.session, number, at)
        found = (await view_request.my_requests(node, here.session, "", MOST, at)).items
        choices = tuple(
            Choice(str(one.id), _same(f"{one.draft.task} · {one.draft.key.value}"))
            for one in found
            if one.material != number
        )
        return Blank((Field("request", say.REQUEST, Kind.CHOICE, choices=choices),))

    async def join(self, here: Here, typed: Typed) -> str:
        """Let this material hold the answers of a further request."""
        request, number = typed.id("request") or UUID(int=0), here.ids["material"]
        await join_answers.join_answers(self.running.node, here.session, request, number, self.running.now())
        return f"{PLACE}/{number}"

    async def _task(self, here: Here, material: UUID) -> str:
        lines = await of_person.my_tasks(self.running.node, here.session, MOST, self.running.now())
        return next((one.task for one in lines if one.material.id == material), "")

    async def _own(self, here: Here) -> frozenset[UUID]:
        at = self.running.now()
        found = (await view_request.my_requests(self.running.node, here.session, "", MOST, at)).items
        return frozenset(one.id for one in found)

    def _requests(self, report: Iterable[Reported], own: frozenset[UUID]) -> Table:
        rows = tuple(_request_row(one, one.request in own) for one in report)
        columns = (say.REQUEST, say.ACCEPTED, say.OFFICER, say.OUTCOMES)
        return Table(IN_REPORT, columns, rows, say.NO_REQUESTS, cites=("SIO25-3.2",))


def materials_office(running: Running) -> Office:
    """Return the office of one's materials."""
    own, copies, detail = Materials(running), Copies(running), Detail(running)
    close = Signed(ActPurpose.TASK_REPORT, own.prepare_closing, own.close, say.SIGN)
    destroy = Signed(ActPurpose.DESTRUCTION, own.prepare_destroying, own.destroy, say.SIGN)
    deeds = (
        Deed(f"{ONE}/close", CLOSE, own.closing, close, CLOSE_LEAD, ("SIO25-3.2", "SIO25-19.2")),
        Deed(f"{ONE}/destroy", DESTROY, own.destroying, destroy, DESTROY_LEAD, ("SIO25-19.2",)),
        Deed(f"{ONE}/join", JOIN, own.joining, Unsigned(own.join, JOIN), JOIN_LEAD, ("SIO25-19.1", "SIO25-3.1")),
        *copies.deeds(),
        *detail.deeds(),
    )
    pages = (Page(PLACE, own.home), Page(ONE, own.one), Replays(running).of_own())
    return Office(PLACE, TITLE, SEE_MATERIAL.roles, pages, deeds, today=own.today)


def _signable(prepared: PreparedAct) -> ToSign:
    return to_sign(prepared, said_by(prepared.data).actor)


def _held(held: Held) -> tuple[Cell, ...]:
    return (Said(_counts([(ALONE, held.alone), (ELSEWHERE, held.elsewhere)])),)


def _counts(told: Sequence[tuple[Text, int]]) -> Text:
    """Return counts with their words, in a row: "answered: 2, no record: 1"."""

    def said(language: Language) -> str:
        return ", ".join(f"{word.said_in(language)}: {count}" for word, count in told)

    return Text(said(Language.KK), said(Language.RU), said(Language.EN))


def _to_destroy(one: of_person.TaskLine, at: datetime) -> tuple[Task, ...]:
    """Return the destruction of a closed task's material: told a month before the storage term ends."""
    if one.paper is None or one.paper.state != TaskState.CLOSED:
        return ()
    until = end_of(task_says(one.paper).kept_until)
    if at < until - A_MONTH:
        return ()
    return (Task(DESTROY, f"{PLACE}/{one.material.id}", (Own(one.task),), _clock(task_says(one.paper), at)),)


def _kept(says: TaskSays, at: datetime) -> Due | On:
    """Return until when a material is kept: as a clock while there is something to keep."""
    return _clock(says, at) if says.destruction is None else On(says.kept_until)


def _clock(says: TaskSays, at: datetime) -> Due:
    return due_by_paper(end_of(says.kept_until), OF_REPORT, at, ("SIO25-19.2",))


def _task_row(one: of_person.TaskLine, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    state = say.OPEN if one.paper is None else say.TASKS[one.paper.state]
    kept: tuple[Cell, ...] = () if one.paper is None else (_kept(task_says(one.paper), at),)
    return ((Link(one.task, f"{PLACE}/{one.material.id}"),), (At(one.material.opened_at),), (state,), kept)


def _request_row(one: Reported, own: bool) -> tuple[tuple[Cell, ...], ...]:
    name: Cell = Link(f"№ {str(one.request)[:8]}", f"/requests/{one.request}") if own else Code(str(one.request))
    counted = Counter(one.outcomes.values())
    outcomes = _counts([(QUESTION_STATES[QuestionState(state)], count) for state, count in counted.items()])
    return ((name,), (At(read(one.accepted_at)),), (Own(one.officer),), (Said(outcomes),) if counted else ())


def _report_names(report: Iterable[Reported]) -> Iterable[Field]:
    """Yield what the act's lines of a report are called."""
    for place, _ in enumerate(report, start=1):
        for name, label in (("request", say.REQUEST), ("accepted_at", say.ACCEPTED), ("officer", say.OFFICER)):
            yield Field(f"requests/{place}/{name}", label)


def _same(text: str) -> Text:
    return Text(text, text, text)
