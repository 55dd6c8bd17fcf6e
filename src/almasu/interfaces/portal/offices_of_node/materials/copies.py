"""Copies of answers on local devices: taken for a material, each with its clock, confirmed destroyed (SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from almasu.actions import take_copy
from almasu.interfaces.portal.offices.blocks import At, Cell, Due, Facts, Link, Own, Said, Table
from almasu.interfaces.portal.offices.deadline import due_by_limit
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Gives, Here, Unsigned
from almasu.interfaces.portal.offices.today import Task
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.materials import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.materials.copy import LONGEST_REASON, CopyFormat, CopyState, copy_says
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
DUE_NO_MORE = Text("мерзім тоқтады", "срок больше не идёт", "the term runs no more")
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
    "Файл не құжат қай тапсырманың материалына және не үшін керегін жазыңыз. Берілгені журналға түседі, су таңбасында "
    "кім, қашан алғаны және тексеру коды тұрады. Құрылғыдағы файл мен басылған парақтар мерзімінде жойылады.",
    "Назовите задание, к материалу которого нужен файл или документ, и причину. Выдача попадёт в журнал, в водяном "
    "знаке стоят взявший, время и код проверки. Файл на устройстве и напечатанные листы уничтожают в срок.",
    "Name the task whose material the file or document is for, and the reason. The journal tells of it; the watermark "
    "says who took it and when, with a verification code. The file on the device and printed sheets are destroyed in "
    "time.",
)
FORMAT = Text("Түрі", "Вид", "Kind")
FORMAT_NAMES = MappingProxyType(
    {
        CopyFormat.PDF: Text("Оқуға және басуға: PDF", "Для чтения и печати: PDF", "To read and print: PDF"),
        CopyFormat.XLSX: Text("Кесте: XLSX", "Таблица: XLSX", "Table: XLSX"),
        CopyFormat.CSV: Text("Кесте: CSV", "Таблица: CSV", "Table: CSV"),
        CopyFormat.JSON: Text("Бағдарламаға: JSON", "Для программы: JSON", "For a program: JSON"),
    }
)
REASON = Text("Не үшін алынады", "Для чего берётся", "What it is taken for")
REASON_HINT = Text(
    "Бір сөйлем: су таңбасында тұрады. Мысалы: материалға тігу үшін.",
    "Одно предложение: оно попадёт в водяной знак. Например: для приобщения к материалу.",
    "One sentence: it stands in the watermark. For example: to be joined to the material.",
)
TAKE = Text("Файлды алу", "Взять файл", "Take the file")
MARK = Text("Белгі", "Отметка", "Mark")
FIELDS = (
    Field("task", say.TASK, longest=100),
    Field(
        "format",
        FORMAT,
        Kind.CHOICE,
        choices=tuple(Choice(one.value, name) for one, name in FORMAT_NAMES.items()),
    ),
    Field("reason", REASON, hint=REASON_HINT, longest=LONGEST_REASON),
)


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

    async def taking(self, here: Here) -> Blank:
        """Show the form of a copy: the task of the request is filled in, and a document to read and print chosen."""
        own = await take_copy.to_copy(self.running.node, here.session, here.ids["asked"], self.running.now())
        facts = Facts(
            None,
            (
                (say.SUBJECT, (Own(own.draft.key.value),)),
                (say.ACCEPTED, (At(own.accepted_at),)),
                (MARK, (Said(CONFIDENTIAL),)),
            ),
            ("SIO25-20", "SIO22-A5.14"),
        )
        filled = Typed({"task": (own.draft.task,), "format": (CopyFormat.PDF.value,)})
        return Blank(FIELDS, (facts,), filled)

    async def take(self, here: Here, typed: Typed) -> EvidenceFile:
        """Give the file; the copy is a paper with its clock from now on."""
        chosen, node = CopyFormat(typed.text("format")), self.running.node
        wanted = take_copy.Wanted(here.ids["asked"], typed.text("task"), typed.text("reason"), chosen, here.language)
        copy = await take_copy.take_copy(node, here.session, wanted, self.running.now())
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

    def deeds(self) -> tuple[Deed, ...]:
        """Return the deeds of taking a copy and of confirming that it is gone."""
        place = f"{PLACE}/copies/{{copy:uuid}}/destroyed"
        return (
            Deed(COPY_OF, TAKE_TITLE, self.taking, Gives(self.take, TAKE), TAKE_LEAD, ("SIO25-19.1",)),
            Deed(place, CONFIRM, self.confirming, Unsigned(self.confirm, CONFIRM), CONFIRM_LEAD, ("SIO25-19.1",)),
        )

    def _row(self, paper: Paper) -> tuple[tuple[Cell, ...], ...]:
        says = copy_says(paper)
        due: tuple[Cell, ...] = (Said(DUE_NO_MORE),)
        if paper.due_at is not None:
            due = (copy_due(paper.due_at, says.taken_at, self.running.now()),)
        confirm: Cell = Link(CONFIRM, f"{PLACE}/copies/{paper.id}/destroyed")
        if says.destroyed_on is not None:
            confirm = At(says.destroyed_on)
        return (
            (Own(f"№ {str(paper.id)[:8]}"), Own(says.format.name)),
            (Link(f"№ {str(says.request)[:8]}", f"/requests/{says.request}"),),
            (At(says.taken_at),),
            (say.COPIES[paper.state],),
            due,
            (confirm,),
        )


def copy_due(until: datetime, taken_at: datetime, at: datetime) -> Due:
    """Return until when a copy is to be gone from its device: the node's own limit (SIO25-19.1)."""
    return due_by_limit(until, TAKEN_AT, taken_at, at, ("SIO25-19.1",))
