"""Applying to join: whoever came with an EDS gives the data of an organisation or its user (ASOI-5, ASOI-6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from almasu.actions.sector import apply_to_join
from almasu.actions.sector.acting import law_of
from almasu.actions.sector.apply_to_join import Wished, fields_of_wish
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Sheet, Table, Way
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.form import fields_of, filled, typed_values
from almasu.interfaces.portal.offices_of_sector.shown_joining import COLUMNS, WISHES, blocks, row
from almasu.interfaces.portal.views.people import ToSign
from almasu.interfaces.portal.visit import ElsewhereFirst
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.joining import APPLY_TO_JOIN
from almasu.kernel.sector.applying import JoiningState, Wish, joining_in
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE, VISIT = "/applications", "/visit"
MOST = 20
INSIDE = "fields/"
"""How the act names the fields of the form."""
TITLE = Text("Қосылу өтінімдері", "Заявки на подключение", "Applications to join")
LEAD = Text(
    "Ұйымның жауапты қызметкері деректерді береді, салалық орталық тексеріп, профиль мен есептік жазбаны жасайды.",
    "Ответственный работник организации предоставляет данные; отраслевой центр проверяет их и создаёт профиль и "
    "учётную запись.",
    "The organisation's responsible worker gives the data; the sectoral centre checks them and creates profile and "
    "account.",
)
NEW = {
    Wish.PROFILE: Text("Ұйымды қосуға өтінім", "Заявка на профиль организации", "Apply for an organisation's profile"),
    Wish.USER: Text("Пайдаланушыға өтінім", "Заявка на пользователя", "Apply for a user's account"),
}
BY_CODE = {wish: f"{PLACE}/{wish.value}" for wish in NEW}
CITES = {Wish.PROFILE: ("ASOI-5",), Wish.USER: ("ASOI-6",)}
MEND = Text("Түзетіп, қайта беру", "Исправить и подать снова", "Mend it and file it again")
SIGN = Text("Қол қойып, жіберу", "Подписать и отправить", "Sign and send")
MINE = Text("Мен берген өтінімдер", "Поданные мной", "Filed by me")
THEN = Text(
    "салалық орталық тексереді; жауабы осы бетте болады.",
    "отраслевой центр проверит заявку; ответ будет на этой странице.",
    "the sectoral centre checks it; its answer will stand on this page.",
)


@dataclass(frozen=True, slots=True)
class Applying:
    """The pages of applicants."""

    running: Running

    def office(self) -> Office:
        """Return the office: open to whoever came with an EDS, and to responsible workers."""
        one, roles = f"{PLACE}/{{joining:uuid}}", APPLY_TO_JOIN.roles
        deeds = [self._apply(BY_CODE[wish], NEW[wish], wish) for wish in NEW]
        again = Signed(ActPurpose.SECTOR_JOINING, self.prepare_again, self.file, SIGN)
        deeds.append(Deed(f"{one}/again", MEND, self.blank_again, again, LEAD, ("ASOI-5", "ASOI-6"), roles, THEN))
        pages = (Page(PLACE, self.read), Page(one, self.read_one))
        return Office(PLACE, TITLE, roles, pages, tuple(deeds), anyone=True, section=Section.OWN)

    def _apply(self, place: str, title: Text, wish: Wish) -> Deed:
        done = Signed(ActPurpose.SECTOR_JOINING, partial(self.prepare, wish), self.file, SIGN)
        return Deed(place, title, partial(self.blank, wish), done, LEAD, CITES[wish], APPLY_TO_JOIN.roles, THEN)

    async def read(self, here: Here) -> Sheet:
        """Show one's own applications."""
        after, at = here.asked.text("older"), self.running.now()
        try:
            page = await apply_to_join.own_joinings(self.running.node, here.session, after, MOST, at)
        except Problem as nobody:
            raise _at_the_door(nobody) from nobody
        rows = tuple(row(paper, PLACE) for paper in page.items)
        ways = tuple(Way(NEW[wish], BY_CODE[wish], wish is Wish.PROFILE) for wish in NEW)
        return Sheet(TITLE, (Table(MINE, COLUMNS, rows, say.NOTHING, older_of(page.after)),), ways, LEAD, ("ASOI-5",))

    async def read_one(self, here: Here) -> Sheet:
        """Show one of them, with the answers of the centre."""
        paper = await self._own(here)
        ways: tuple[Way, ...] = ()
        if paper.state == JoiningState.RETURNED:
            ways = (Way(MEND, f"{PLACE}/{paper.id}/again", main=True),)
        shown = blocks(paper, law_of(self.running.node).catalogue)
        return Sheet(WISHES[joining_in(paper).wish], shown, ways, cites=CITES[joining_in(paper).wish])

    async def blank(self, wish: Wish, here: Here) -> Blank:
        """Return the empty form."""
        await self._somebody(here)
        fields = fields_of_wish(law_of(self.running.node).catalogue, wish)
        return Blank(fields_of(fields), named=fields_of(fields, INSIDE))

    async def blank_again(self, here: Here) -> Blank:
        """Return the form as it was returned, below what the centre said."""
        paper = await self._own(here)
        joining, catalogue = joining_in(paper), law_of(self.running.node).catalogue
        fields = fields_of_wish(catalogue, joining.wish)
        above = blocks(paper, catalogue)[-1:]
        return Blank(fields_of(fields), above, filled(fields, joining.fields), fields_of(fields, INSIDE))

    async def prepare_again(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of an application that was returned."""
        return await self.prepare(joining_in(await self._own(here)).wish, here, typed)

    async def prepare(self, wish: Wish, here: Here, typed: Typed) -> ToSign:
        """Make the act of an application."""
        fields = fields_of_wish(law_of(self.running.node).catalogue, wish)
        wished = Wished(wish, typed_values(fields, typed), here.ids.get("joining"))
        act = await apply_to_join.prepare_joining(self.running.node, here.session, wished, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def file(self, here: Here, act: UUID, cms: bytes) -> str:
        """File it."""
        paper = await apply_to_join.file_joining(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def _own(self, here: Here) -> Paper:
        number, at = here.ids["joining"], self.running.now()
        try:
            return await apply_to_join.own_joining(self.running.node, here.session, number, at)
        except Problem as nobody:
            raise _at_the_door(nobody) from nobody

    async def _somebody(self, here: Here) -> None:
        """Lead whoever proved nothing to the door."""
        try:
            await apply_to_join.own_joinings(self.running.node, here.session, "", 1, self.running.now())
        except Problem as nobody:
            raise _at_the_door(nobody) from nobody


def _at_the_door(refused: Problem) -> Exception:
    """Return the way to the door for whoever proved no EDS; every other refusal as it is."""
    is_nobody = refused.kind.code in {"session.ended", "session.nobody", "session.stage"}
    return ElsewhereFirst(VISIT) if is_nobody else refused
