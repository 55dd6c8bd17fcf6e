"""An office in memory that uses every kind of field, block and cell there is: the frame is tried on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from almasu.interfaces.portal.offices.blocks import (
    At,
    Bars,
    Cites,
    Code,
    Due,
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
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import (
    Blank,
    Deed,
    File,
    Here,
    Moved,
    News,
    Office,
    Offices,
    Page,
    Signed,
    Told,
    Unsigned,
)
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text
from interfaces.portal.made_up_problems import ABSENT, IIN, NO_GROUND, NOW, UNREADABLE
from interfaces.portal.made_up_views import made_act, made_check_signature

KNOWN = UUID("0d4e5a6b-7c8d-4e9f-8a1b-2c3d4e5f6a7b")
TITLE = Text("Үлгі кеңсе", "Пробное отделение", "Sample office")
COLUMN = Text("Баған", "Столбец", "Column")
EMPTY = Text("Әзірге бос.", "Пока пусто.", "Empty so far.")
GOOD = Text("дұрыс", "верно", "right")
FIELDS = (
    Field("line", Text("Жол", "Строка", "Line"), hint=Text("Қысқаша.", "Коротко.", "Keep it short.")),
    Field("long", Text("Мәтін", "Текст", "Text"), Kind.LONG, longest=4000),
    Field("number", Text("Сан", "Число", "Number"), Kind.NUMBER, required=False),
    Field("day", Text("Күн", "День", "Day"), Kind.DAY),
    Field("moment", Text("Уақыт", "Время", "Moment"), Kind.MOMENT, required=False),
    Field(
        "one",
        Text("Біреуі", "Одно", "One"),
        Kind.CHOICE,
        choices=(Choice("a", Text("бірінші", "первое", "first")), Choice("b", Text("екінші", "второе", "second"))),
    ),
    Field(
        "some", Text("Бірнешеуі", "Несколько", "Some"), Kind.CHOICES, False, None, (Choice("x", GOOD),), sought=TITLE
    ),
    Field("tick", Text("Белгі", "Отметка", "Tick"), Kind.TICK, False, GOOD),
    Field("file", Text("Құжат", "Документ", "Document"), Kind.FILE, False),
)


@dataclass
class MadeUpOffice:
    """Keeps what was done in it: `done` the values of every deed."""

    acts: dict[UUID, ToSign] = field(default_factory=dict)
    done: list[Typed | UUID] = field(default_factory=list)
    came: int = 0
    moved: int = 0
    """How far the work under way is, of two steps."""

    def offices(self) -> Offices:
        closed = (Page("/offices/closed", self.read),)
        return Offices(
            (self._office(), Office("/offices/closed", COLUMN, frozenset({Role.OWNER}), closed)), self.waiting
        )

    def _office(self) -> Office:
        deed = Deed(
            "/offices/sample/deed",
            TITLE,
            self.blank,
            Signed(ActPurpose.WORKS, self.prepare, self.finish, GOOD),
            EMPTY,
            ("SIO25-2",),
        )
        quick = Deed("/offices/sample/{one:uuid}/quick", TITLE, self.little, Unsigned(self.do, GOOD))
        shut = replace(quick, place="/offices/sample/{one:uuid}/shut", roles=frozenset({Role.OWNER}))
        there = Signed(ActPurpose.WORKS, self.prepare_there, self.finish, GOOD)
        signed = Deed("/offices/sample/{one:uuid}/signed", TITLE, self.little_anywhere, there)
        asked = (Field("day", COLUMN, Kind.DAY, False),)
        pages = (
            Page("/offices/sample", self.read, asked),
            Page("/offices/sample/moving", self.moving),
            Page("/offices/sample/{one:uuid}", self.read_one),
        )
        files = (File("/offices/sample/{one:uuid}/file", self.file, asked),)
        news = (News("/offices/sample/news", self.news), News("/offices/sample/moving/news", self.moved_on))
        deeds, roles = (deed, quick, shut, signed), frozenset({Role.OFFICER})
        return Office("/offices/sample", TITLE, roles, pages, deeds, files, news)

    async def read(self, here: Here) -> Sheet:
        rows = ((Said(GOOD), Own("<script>"), At(NOW)), (On(date(2026, 3, 1)), Number(12345), Code("a" * 40)))
        table = Table(TITLE, (COLUMN,) * 3, tuple(tuple((cell,) for cell in row) for row in rows), EMPTY, "?older=x")
        due = Due(Tone.BAD, GOOD, NOW, ("SIO25-2",))
        facts = Facts(None, ((COLUMN, (due, Link(GOOD, "/help"), Link("№ 7", "/help"))), (COLUMN, ())))
        words = Words(TITLE, EMPTY, Tone.WAIT, ("SIO25-2",))
        bars = Bars(TITLE, ((GOOD, 3), ("N1", 7), *((f"N{n}", 1) for n in range(2, 14))), EMPTY)
        bare = (Table(TITLE, (COLUMN,), (), EMPTY), Bars(TITLE, (), EMPTY))
        asked = Facts(None, ((COLUMN, (Own(str(here.asked.day("day"))), Cites(("SIO25-2",)))),))
        return Sheet(
            TITLE,
            (asked, table, facts, words, bars, *bare),
            (Way(GOOD, "/offices/sample/deed", True),),
            EMPTY,
            follow="/offices/sample/news",
        )

    async def read_one(self, here: Here) -> Sheet:
        self._known(here)
        return Sheet(TITLE, (Facts(None, ((COLUMN, (State(Tone.GOOD, GOOD),)),)),))

    async def file(self, here: Here) -> EvidenceFile:
        self._known(here)
        return EvidenceFile("sample.txt", b"sample")

    async def news(self, here: Here) -> Told | None:
        text = Text(f"Келді: {self.came}", f"Пришло: {self.came}", f"Came: {self.came}")
        return Told(text, "/offices/sample") if self.came else None

    async def moving(self, here: Here) -> Sheet:
        ends = self.moved == 2
        rows = tuple(
            ((Link(f"№ {row}", f"/help?{row}"),), (Number(row * self.moved),)) for row in range(3 + self.moved)
        )
        ways = (Way(GOOD, "/help", main=True),) if ends else ()
        follow = "" if ends else "/offices/sample/moving/news"
        return Sheet(TITLE, (Table(COLUMN, (COLUMN, TITLE), rows, EMPTY),), ways, None, (), follow, under_way=True)

    async def moved_on(self, here: Here) -> Moved:
        return Moved(await self.moving(here), Text(*(f"{self.moved} / 2",) * 3))

    async def blank(self, here: Here) -> Blank:
        return Blank(FIELDS, (Words(None, EMPTY),), Typed({"line": ("before",)}))

    async def little(self, here: Here) -> Blank:
        self._known(here)
        return Blank(FIELDS[:1])

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        if typed.text("line") == "wrong":
            raise ProblemGroup((NO_GROUND.at("line"), UNREADABLE.at()))
        file = typed.files.get("file")
        body = {
            "line": typed.text("line"),
            "long": typed.text("long"),
            "one": typed.text("one"),
            "tick": typed.ticked("tick"),
            "day": str(typed.day("day")),
            "inner": {"size": len(file.data) if file else 0},
        }
        act = made_act(ActPurpose.WORKS, IIN, "sample", body, GOOD)
        self.acts[act.id] = act
        self.done.append(typed)
        return act

    async def little_anywhere(self, here: Here) -> Blank:
        return Blank(FIELDS[:1])

    async def prepare_there(self, here: Here, typed: Typed) -> ToSign:
        body = {"line": typed.text("line"), "one": str(here.ids["one"])}
        act = made_act(ActPurpose.WORKS, IIN, "sample", body, GOOD)
        self.acts[act.id] = act
        return act

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        made_check_signature(cms)
        self.done.append(act)
        return f"/offices/sample/{KNOWN}"

    async def do(self, here: Here, typed: Typed) -> str:
        self.done.append(typed)
        return "/offices/sample"

    async def waiting(self, session: SessionToken, act: UUID, purpose: ActPurpose) -> ToSign:
        if act not in self.acts or self.acts[act].purpose is not purpose:
            raise ABSENT.at()
        return self.acts[act]

    def _known(self, here: Here) -> None:
        if here.ids["one"] != KNOWN:
            raise ABSENT.at()
