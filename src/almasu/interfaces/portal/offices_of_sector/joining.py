"""The centre's queue of applications to join: checked, granted by creating what they ask for, returned, refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from almasu.actions.sector import decide_joining, join
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.apply_to_join import fields_of_wish
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block, Sheet, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Figure, Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of
from almasu.interfaces.portal.offices_of_sector.shown_joining import COLUMNS, WISHES, blocks, row
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.joining import DECIDE_JOINING
from almasu.kernel.sector.applying import AT_CENTRE, JoiningState, Wish, joining_in
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/joining"
ONE = f"{PLACE}/{{joining:uuid}}"
MOST = 20
MOST_TODAY = 50
TITLE = Text("Қосылу өтінімдері", "Заявки на подключение", "Applications to join")
WAITING = Text("Орталықты күтеді", "Ждут центра", "Wait for the centre")
DECIDED = Text("Шешілгендер", "Решённые", "Decided")
LEAD = Text(
    "Алдымен тексеріңіз; содан кейін қол қойып жасаңыз не себебін айтып қайтарыңыз.",
    "Сначала проверьте; затем создайте своей подписью или верните, назвав причину.",
    "Check it first; then create what it asks for by your signature, or return it and say why.",
)
CHECK = Text("Тексерілді деп белгілеу", "Отметить проверенной", "Mark as checked")
CREATE = {
    Wish.PROFILE: Text("Профиль жасау", "Создать профиль", "Create the profile"),
    Wish.USER: Text("Есептік жазба жасау", "Создать учётную запись", "Create the account"),
}
RETURN = Text("Түзетуге қайтару", "Вернуть на исправление", "Return to be mended")
REFUSE = Text("Бас тарту", "Отказать", "Refuse")
SIGN = Text("Қол қою", "Подписать", "Sign")
TO_DECIDE = Text("Қосылу өтінімін қарау", "Рассмотреть заявку на подключение", "Look at an application to join")
ANSWER = Text("Жауап", "Ответ", "Answer")
NAMED = (
    Field("joining", Text("Өтінімнің нөмірі", "Номер заявки", "Number of the application")),
    Field("application", Text("Өтінімнің нөмірі", "Номер заявки", "Number of the application")),
    Field("version", Text("Өтінімнің нұсқасы", "Версия заявки", "Version of the application")),
    Field(
        "answer",
        ANSWER,
        Kind.CHOICE,
        choices=(
            Choice(JoiningState.RETURNED.value, Text("қайтару", "возврат", "return")),
            Choice(JoiningState.REFUSED.value, Text("бас тарту", "отказ", "refusal")),
        ),
    ),
)
CLAUSES = ("ASOI-5", "ASOI-6")
Finish = Callable[[Here, UUID, bytes], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class JoiningOffice:
    """The queue and the decisions."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        pages = (Page(PLACE, self.read), Page(ONE, self.read_one))
        deeds = (
            Deed(f"{ONE}/check", CHECK, self.look, Unsigned(self.check, CHECK), LEAD, CLAUSES),
            self._creates(Wish.PROFILE, ActPurpose.SECTOR_PROFILE, self.create_profile),
            self._creates(Wish.USER, ActPurpose.SECTOR_WORKER, self.register_worker),
            self._answers("return", RETURN, JoiningState.RETURNED),
            self._answers("refuse", REFUSE, JoiningState.REFUSED),
        )
        roles = DECIDE_JOINING.roles
        return Office(PLACE, TITLE, roles, pages, deeds, section=Section.MEMBERS, today=self.today)

    def _creates(self, wish: Wish, purpose: ActPurpose, finish: Finish) -> Deed:
        done = Signed(purpose, self.prepare_granting, finish, SIGN)
        return Deed(f"{ONE}/create-{wish.value}", CREATE[wish], self.look, done, None, CLAUSES)

    def _answers(self, name: str, title: Text, answer: JoiningState) -> Deed:
        done = Signed(ActPurpose.SECTOR_JOINING_ANSWER, partial(self.prepare_answer, answer), self.answer, SIGN)
        return Deed(f"{ONE}/{name}", title, self.blank_of_words, done, None, CLAUSES)

    async def today(self, here: Here) -> Today:
        """Return what waits for the centre."""
        at = self.running.now()
        page = await decide_joining.joinings(self.running.node, here.session, AT_CENTRE, "", MOST_TODAY, at)
        tasks = tuple(Task(TO_DECIDE, f"{PLACE}/{paper.id}") for paper in page.items)
        return Today(tasks, (Figure(TITLE, len(tasks), PLACE, Tone.WAIT if tasks else Tone.PLAIN),))

    async def read(self, here: Here) -> Sheet:
        """Show what waits, and a page of what was decided."""
        node, at = self.running.node, self.running.now()
        waiting = await decide_joining.joinings(node, here.session, AT_CENTRE, "", MOST_TODAY, at)
        over = tuple(state for state in JoiningState if state not in AT_CENTRE)
        decided = await decide_joining.joinings(node, here.session, over, here.asked.text("older"), MOST, at)
        shown = (
            Table(WAITING, COLUMNS, tuple(row(paper, PLACE) for paper in waiting.items), say.NOTHING),
            Table(
                DECIDED,
                COLUMNS,
                tuple(row(paper, PLACE) for paper in decided.items),
                say.NOTHING,
                older_of(decided.after),
            ),
        )
        return Sheet(TITLE, shown, (), LEAD, CLAUSES)

    async def read_one(self, here: Here) -> Sheet:
        """Show an application with the ways to decide it."""
        paper = await self._seen(here)
        place, wish = f"{PLACE}/{paper.id}", joining_in(paper).wish
        ways: list[Way] = []
        if paper.state == JoiningState.SUBMITTED:
            ways.append(Way(CHECK, f"{place}/check", main=True))
        if paper.state == JoiningState.CHECKED:
            ways.append(Way(CREATE[wish], f"{place}/create-{wish.value}", main=True))
        if paper.state in AT_CENTRE:
            ways += [Way(RETURN, f"{place}/return"), Way(REFUSE, f"{place}/refuse")]
        return Sheet(WISHES[wish], self._blocks(paper), tuple(ways), None, CLAUSES)

    async def look(self, here: Here) -> Blank:
        """Show the application above a single button; its fields are named as the act names them."""
        paper = await self._seen(here)
        fields = fields_of_wish(law_of(self.running.node).catalogue, joining_in(paper).wish)
        return Blank((), self._blocks(paper), named=(*fields_of(fields), *NAMED))

    async def blank_of_words(self, here: Here) -> Blank:
        """Return the form of what the centre has to say."""
        paper = await self._seen(here)
        return Blank((Field("words", say.BECAUSE, Kind.LONG, longest=2_000),), self._blocks(paper), named=NAMED)

    async def check(self, here: Here, typed: Typed) -> str:
        """Mark it as checked."""
        number = here.ids["joining"]
        await decide_joining.check_joining(self.running.node, here.session, number, self.running.now())
        return f"{PLACE}/{number}"

    async def prepare_granting(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that creates what is asked for."""
        number, at = here.ids["joining"], self.running.now()
        act = await decide_joining.prepare_granting(self.running.node, here.session, number, at)
        return to_sign(act, said_by(act.data).actor)

    async def create_profile(self, here: Here, act: UUID, cms: bytes) -> str:
        """Create the profile."""
        await join.create_profile(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{here.ids['joining']}"

    async def register_worker(self, here: Here, act: UUID, cms: bytes) -> str:
        """Create the account."""
        await join.register_worker(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{here.ids['joining']}"

    async def prepare_answer(self, answer: JoiningState, here: Here, typed: Typed) -> ToSign:
        """Make the act that returns or refuses."""
        number, words, at = here.ids["joining"], typed.text("words"), self.running.now()
        act = await decide_joining.prepare_answer(self.running.node, here.session, number, answer, words, at)
        return to_sign(act, said_by(act.data).actor)

    async def answer(self, here: Here, act: UUID, cms: bytes) -> str:
        """Return or refuse."""
        paper = await decide_joining.answer_joining(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def _seen(self, here: Here) -> Paper:
        number, at = here.ids["joining"], self.running.now()
        return await decide_joining.see_joining(self.running.node, here.session, number, at)

    def _blocks(self, paper: Paper) -> tuple[Block, ...]:
        return blocks(paper, law_of(self.running.node).catalogue)
