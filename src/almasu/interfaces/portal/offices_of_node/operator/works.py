"""Planned works: announced by the operator, read by everybody before they begin (SIO25-14.1, SIO25-14.3)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.operating.announce_works import announce_works, known_works, prepare_works
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import At, Cell, Said, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Announced, Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.operating.problems import WORKS_TOO_LATE
from almasu.kernel.operating.works import Works, WorksForm, WorksKind
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.running import Running

log = logging.getLogger(__name__)
PLACE = "/offices/operator/works"
FOR_ALL = "/works"
TITLE = Text("Жоспарлы жұмыстар", "Плановые работы", "Planned works")
NEW = Text("Жұмыстарды жариялау", "Объявить работы", "Announce works")
SIGN = Text("Қол қойып, жариялау", "Подписать и опубликовать", "Sign and publish")
KINDS = {
    WorksKind.SWITCH_OFF: Text("ажырату", "отключение", "switching off"),
    WorksKind.CHANGES: Text("өзгерістер енгізу", "внесение изменений", "changes"),
    WorksKind.UPDATE: Text("жаңарту", "обновление", "update"),
    WorksKind.OTHER: Text("өзге жұмыстар", "иные работы", "other works"),
}
KIND, STARTS, ENDS = (
    Text("Түрі", "Вид", "Kind"),
    Text("Басталуы", "Начало", "Start"),
    Text("Аяқталуы", "Окончание", "End"),
)
WHAT = Text("Не істеледі", "Что делается", "What is done")
STANDING = Text("Күйі", "Состояние", "State")
PUBLISHED = Text("Жарияланды", "Опубликовано", "Published")
CLOSED = Text("Осы кезде сұрау салулар қабылданбайды", "Запросы в это время не принимаются", "No requests meanwhile")
OPEN = Text("Сұрау салулар қабылданады", "Запросы принимаются", "Requests are taken")
EMPTY = Text("Жоспарлы жұмыстар жарияланған жоқ.", "Плановых работ не объявлено.", "No planned works are announced.")
LEAD = Text(
    "Жұмыстар басталғанға дейін жарияланады. Кенет тоқтау апаттық жағдайлар журналына жазылады.",
    "Работы объявляют до их начала. Внезапный простой пишут в журнал аварийных ситуаций.",
    "Works are announced before they begin. A sudden stop belongs into the journal of emergencies.",
)
COMING = State(Tone.WAIT, Text("алда", "предстоят", "coming"))
UNDER_WAY = State(Tone.BAD, Text("жүріп жатыр", "идут", "under way"))
OVER = State(Tone.PLAIN, Text("аяқталды", "закончились", "over"))
FIELDS = (
    Field("kind", KIND, Kind.CHOICE, choices=tuple(Choice(one.value, text) for one, text in KINDS.items())),
    Field("starts", STARTS, Kind.MOMENT),
    Field("ends", ENDS, Kind.MOMENT),
    Field("kk", Text("Не істеледі, қазақша", "Что делается, на казахском", "What is done, in Kazakh"), longest=500),
    Field("ru", Text("Не істеледі, орысша", "Что делается, на русском", "What is done, in Russian"), longest=500),
    Field("en", Text("Не істеледі, ағылшынша", "Что делается, на английском", "What is done, in English"), longest=500),
    Field("closed", CLOSED, Kind.TICK, required=False),
)


SHOWN_BEFORE = timedelta(days=3)
"""How long before they begin works stand above every page."""


@dataclass(frozen=True, slots=True)
class PlannedWorks:
    """Pages and the deed of announcements."""

    running: Running

    def pages(self) -> tuple[Page, ...]:
        """Return the operator's list."""
        return (Page(PLACE, self.read),)

    def deeds(self) -> tuple[Deed, ...]:
        """Return the announcing."""
        done = Signed(ActPurpose.WORKS, self.prepare, self.finish, SIGN)
        return (Deed(f"{PLACE}/new", NEW, self.blank, done, LEAD, ("SIO25-14.3",)),)

    def for_everybody(self) -> Office:
        """Return the page that everybody reads, without signing in."""
        page = Page(FOR_ALL, self.read_by_all)
        return Office(FOR_ALL, TITLE, frozenset(Role), (page,), anyone=True, section=Section.LAW)

    async def announced(self) -> tuple[Announced, ...]:
        """Return what stands above every page: works under way, and those that begin within three days."""
        at = self.running.now()
        try:
            works = await known_works(self.running.node, at)
        except Exception:
            # Pages that need no database are shown without it.
            log.exception("the announced works cannot be read")
            return ()
        return tuple(
            Announced(at >= one.starts, one.starts, one.ends, Text(one.kk, one.ru, one.en), one.closed, FOR_ALL)
            for one in works
            if one.starts - SHOWN_BEFORE <= at < one.ends
        )

    async def read(self, here: Here) -> Sheet:
        """Show the works, and the way to announce more."""
        return Sheet(TITLE, (await self._table(),), (Way(NEW, f"{PLACE}/new", main=True),), LEAD, ("SIO25-14.3",))

    async def read_by_all(self, here: Here) -> Sheet:
        """Show the works."""
        return Sheet(TITLE, (await self._table(),), cites=("SIO25-14.1", "SIO25-14.3"))

    async def blank(self, here: Here) -> Blank:
        """Return the form of an announcement."""
        return Blank(FIELDS, (await self._table(),), Typed({"closed": ("yes",)}))

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of an announcement."""
        starts, ends = typed.moment("starts"), typed.moment("ends")
        if starts is None or ends is None:
            raise WORKS_TOO_LATE.at("starts")
        form = WorksForm(
            kind=WorksKind(typed.text("kind")),
            starts=starts,
            ends=ends,
            kk=typed.text("kk"),
            ru=typed.text("ru"),
            en=typed.text("en"),
            closed=typed.ticked("closed"),
        )
        prepared = await prepare_works(self.running.node, here.session, form, self.running.now())
        return to_sign(prepared, said_by(prepared.data).actor)

    async def finish(self, here: Here, act: UUID, cms: bytes) -> str:
        """Publish the signed announcement."""
        await announce_works(self.running.node, here.session, act, cms, self.running.now())
        return PLACE

    async def _table(self) -> Table:
        at = self.running.now()
        works = await known_works(self.running.node, at)
        return Table(TITLE, (KIND, STARTS, ENDS, WHAT, STANDING, PUBLISHED), _rows(works, at), EMPTY)


def _rows(works: Sequence[Works], at: datetime) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    return tuple(
        (
            (Said(KINDS[one.kind]),),
            (At(one.starts),),
            (At(one.ends),),
            (Said(Text(one.kk, one.ru, one.en)),),
            (_state(one, at), Said(CLOSED if one.closed else OPEN)),
            (At(one.published_at),),
        )
        for one in works
    )


def _state(works: Works, at: datetime) -> State:
    if at >= works.ends:
        return OVER
    return UNDER_WAY if at >= works.starts else COMING
