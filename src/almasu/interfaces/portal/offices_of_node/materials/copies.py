"""Copies of answers on local devices: taken for a material, each with its clock, confirmed destroyed (SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from almasu.actions import take_copy, view_request
from almasu.interfaces.portal.offices.blocks import At, Cell, Due, Facts, Link, Own, Said, Sheet, Table, Way
from almasu.interfaces.portal.offices.deadline import due_by_limit
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, File, Here, Page, Unsigned
from almasu.interfaces.portal.offices.today import Task
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.materials import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.materials.copy import CopyFormat, CopyState, copy_says
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.papers.paper import Paper
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/offices/materials"
COPY_OF = f"{PLACE}/requests/{{asked:uuid}}/copy"
TITLE = Text("Алынған көшірмелер", "Взятые файлы", "Files taken")
NONE = Text("Сіз көшірме алған жоқсыз.", "Вы не брали файлов.", "You have taken no files.")
COPY = Text("Көшірме", "Файл", "File")
TAKEN = Text("Алынды", "Взят", "Taken")
BY = Text("Жойылуға тиіс мерзім", "Уничтожить до", "Destroy by")
TAKEN_AT = Text("көшірме алынған сәт", "момент, когда файл взят", "the moment the file was taken")
DESTROYED_ON = Text("Құрылғыдан жойылған уақыты", "Когда удалён с устройства", "When it was deleted from the device")
CONFIRM = Text("Жойылғанын растау", "Подтвердить уничтожение", "Confirm that it was destroyed")
CONFIRM_ONE = Text(
    "Файлды құрылғыдан жойып, растау",
    "Удалить файл с устройства и подтвердить",
    "Delete the file from the device and confirm it",
)
CONFIRM_LEAD = Text(
    "Материалға қосылған соң көшірмені құрылғыдан жойып, уақытын осында жазыңыз. Мерзімі өткені жаңасын алуға бөгет.",
    "Когда файл приобщён к материалу, удалите его с устройства и укажите здесь время. Просроченный файл не даёт взять "
    "новый.",
    "Once it is attached to the material, delete the file from the device and give the time here. An overdue file "
    "stands in the way of new ones.",
)
TAKE_TITLE = Text("Жауаптарды файлмен алу", "Взять ответы файлом", "Take the answers as a file")
TAKE_LEAD = Text(
    "Көшірме қай тапсырманың материалына керегін жазыңыз. Берілгені журналға түседі, құрылғыдан мерзімінде жойылады.",
    "Назовите задание, к материалу которого нужен файл. Выдача попадёт в журнал, с устройства файл удаляют в срок.",
    "Name the task whose material the file is for. The journal tells of it; the file is deleted from the device in "
    "time.",
)
FORMAT = Text("Түрі", "Формат", "Format")
TAKE = Text("Файлды алу", "Взять файл", "Take the file")
MARK = Text("Белгі", "Отметка", "Mark")
FORMATS = tuple(Choice(one.value, Text(one.name, one.name, one.name)) for one in CopyFormat)
FILTERS = (
    Field("task", say.TASK, longest=100),
    Field("format", FORMAT, Kind.CHOICE, choices=FORMATS),
)
NOT_YET = tuple(replace(one, required=False) for one in FILTERS)
"""The same on the page before anything was asked of it."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Pages, files and the deed of copies."""

    running: Running

    async def mine(self, here: Here) -> Table:
        """Return one's copies, each with its clock."""
        found = await take_copy.my_copies(self.running.node, here.session, self.running.now())
        columns = (COPY, say.REQUEST, TAKEN, say.STATE, BY, CONFIRM)
        return Table(TITLE, columns, tuple(map(self._row, found)), NONE, cites=("SIO25-19.1",))

    async def to_destroy(self, here: Here) -> tuple[Task, ...]:
        """Return the copies whose destruction one has to confirm, each with its clock."""
        at = self.running.now()
        found = await take_copy.my_copies(self.running.node, here.session, at)
        return tuple(
            Task(
                CONFIRM_ONE,
                f"{PLACE}/copies/{paper.id}/destroyed",
                (Own(f"№ {str(paper.id)[:8]}"), Own(copy_says(paper).format.name)),
                copy_due(paper.due_at, copy_says(paper).taken_at, at),
            )
            for paper in found
            if paper.state == CopyState.TAKEN and paper.due_at is not None
        )

    async def copy_of(self, here: Here) -> Sheet:
        """Ask for the task and the format; the way to the file stands below once both are known."""
        own = await view_request.view_request(self.running.node, here.session, here.ids["asked"], self.running.now())
        facts = Facts(
            None,
            (
                (say.SUBJECT, (Own(own.draft.key.value),)),
                (say.ACCEPTED, (At(own.accepted_at),)),
                (MARK, (Said(CONFIDENTIAL),)),
            ),
            ("SIO25-20", "SIO22-A5.14"),
        )
        task, chosen = here.asked.text("task"), here.asked.text("format")
        ways: tuple[Way, ...] = ()
        if task and chosen:
            ways = (Way(TAKE, f"{PLACE}/requests/{own.id}/copy/file?{_asked(task, chosen)}", main=True),)
        return Sheet(TAKE_TITLE, (facts,), ways, TAKE_LEAD, ("SIO25-19.1",))

    async def file(self, here: Here) -> EvidenceFile:
        """Give the file; the copy is a paper with its clock from now on."""
        chosen = CopyFormat(here.asked.text("format"))
        task, at = here.asked.text("task"), self.running.now()
        copy = await take_copy.take_copy(self.running.node, here.session, here.ids["asked"], task, chosen, at)
        return EvidenceFile(f"almasu-{copy.paper.id}.{chosen.value}", copy.data)

    async def confirming(self, here: Here) -> Blank:
        """Show the form of the word that a copy is gone, filled in with this minute."""
        at = self.running.now()
        await take_copy.copy_to_confirm(self.running.node, here.session, here.ids["copy"], at)
        now = in_astana(at).replace(second=0, microsecond=0, tzinfo=None).isoformat(timespec="minutes")
        return Blank((Field("destroyed_on", DESTROYED_ON, Kind.MOMENT),), filled=Typed({"destroyed_on": (now,)}))

    async def confirm(self, here: Here, typed: Typed) -> str:
        """Keep the word."""
        at = self.running.now()
        on = typed.moment("destroyed_on") or at
        # What is typed names a minute, and a copy may be gone within the minute it was taken in.
        within = min(on + timedelta(minutes=1), at) if on <= at else on
        await take_copy.confirm_destroyed(self.running.node, here.session, here.ids["copy"], within, at)
        return PLACE

    def pages(self) -> tuple[Page, ...]:
        """Return the pages of copies."""
        return (Page(COPY_OF, self.copy_of, NOT_YET),)

    def files(self) -> tuple[File, ...]:
        """Return the file."""
        return (File(f"{COPY_OF}/file", self.file, FILTERS),)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deed of confirming."""
        place = f"{PLACE}/copies/{{copy:uuid}}/destroyed"
        return (Deed(place, CONFIRM, self.confirming, Unsigned(self.confirm, CONFIRM), CONFIRM_LEAD, ("SIO25-19.1",)),)

    def _row(self, paper: Paper) -> tuple[tuple[Cell, ...], ...]:
        says, out = copy_says(paper), paper.state == CopyState.TAKEN
        due: tuple[Cell, ...] = ()
        if out and paper.due_at is not None:
            due = (copy_due(paper.due_at, says.taken_at, self.running.now()),)
        confirm: tuple[Cell, ...] = (Link(CONFIRM, f"{PLACE}/copies/{paper.id}/destroyed"),) if out else ()
        return (
            (Own(f"№ {str(paper.id)[:8]}"), Own(says.format.name)),
            (Link(f"№ {str(says.request)[:8]}", f"/requests/{says.request}"),),
            (At(says.taken_at),),
            (say.COPIES[paper.state],),
            due,
            confirm,
        )


def copy_due(until: datetime, taken_at: datetime, at: datetime) -> Due:
    """Return until when a copy is to be gone from its device: the node's own limit (SIO25-19.1)."""
    return due_by_limit(until, TAKEN_AT, taken_at, at, ("SIO25-19.1",))


def _asked(task: str, chosen: str) -> str:
    return urlencode({"task": task, "format": chosen})
