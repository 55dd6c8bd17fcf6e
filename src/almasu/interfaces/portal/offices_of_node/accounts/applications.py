"""Applications for access: made, withdrawn and signed off by anybody who came with an EDS (SIO25-5, SIO22-A4.12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from almasu.actions import apply, sign_off
from almasu.actions.view_applications import Box, list_applications, view_application
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block, Own, Said, Sheet, Table, Way, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.accounts.form import beside_fields, fields_of, filled_of
from almasu.interfaces.portal.offices_of_node.accounts.shown import APPLICATION, application_facts, application_row
from almasu.interfaces.portal.offices_of_node.accounts.words import DECIDE_BY, FILED, KIND, KINDS, NUMBER, STATE
from almasu.interfaces.portal.offices_of_node.came_by_eds import signer_here
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.annexes.application import ApplicationForm, ApplicationKind
from almasu.kernel.applications.application import OPEN, ApplicationState, application_in
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/applications"
MOST = 50
TITLE = Text("Менің өтінімдерім", "Мои заявки", "My applications")
LEAD = Text(
    "Өтінімге өтінім беруші, содан кейін басшысы ЭЦҚ-мен қол қояды; оператор бір тәулік ішінде шешеді.",
    "Заявку подписывает ЭЦП заявитель, затем его руководитель; оператор решает в течение суток.",
    "The applicant signs with the EDS, then the head; the operator decides within twenty-four hours.",
)
MINE = Text("Мен берген өтінімдер", "Поданные мной", "Filed by me")
FOR_ME = Text("Басшы ретінде менің қолымды күтеді", "Ждут моей подписи как руководителя", "Wait for me as the head")
NONE = Text("Өтінім жоқ.", "Заявок нет.", "There are none.")
NEW = {
    ApplicationKind.REGISTER: Text("Тіркелуге өтінім", "Заявка на регистрацию", "Apply for registration"),
    ApplicationKind.CHANGE: Text("Өзгертуге өтінім", "Заявка на изменение", "Apply for a change"),
    ApplicationKind.BLOCK: Text("Өзін бұғаттау", "Заблокировать себя", "Block oneself"),
}
BY_CODE = {kind: f"{PLACE}/{kind.value}" for kind in NEW}
SIGN = Text("Қол қойып, жіберу", "Подписать и отправить", "Sign and send")
SIGN_OFF = Text("Басшы ретінде растау", "Заверить как руководитель", "Sign off as the head")
SIGN_OFF_ONE = Text(
    "Өтінімді басшы ретінде растау", "Заверить заявку как руководитель", "Sign off an application as the head"
)
DECLINE = Text("Қайтару", "Вернуть", "Send back")
WITHDRAW = Text("Қайтарып алу", "Отозвать", "Withdraw")
HEAD_FIELDS = (
    Field("position", sign_off.POSITION, longest=sign_off.LONGEST_POSITION),
    Field("name", sign_off.NAME, longest=sign_off.LONGEST_NAME),
)
WORDS = (Field("words", sign_off.WORDS, Kind.LONG, longest=sign_off.LONGEST_WORDS),)


@dataclass(frozen=True, slots=True)
class Applications:
    """The pages of applicants and heads."""

    running: Running

    def office(self) -> Office:
        """Return the office: open to whoever came with an EDS, with or without an account."""
        one = f"{PLACE}/{{paper:uuid}}"
        deeds = [self._apply(kind) for kind in NEW]
        signing = Signed(ActPurpose.SIGN_OFF, self.prepare_sign_off, self.sign_off, SIGN_OFF)
        deeds.append(Deed(f"{one}/sign-off", SIGN_OFF, self.blank_of_head, signing, cites=("SIO22-A4.12",)))
        deeds.append(Deed(f"{one}/decline", DECLINE, self.blank_of_words, Unsigned(self.decline, DECLINE)))
        deeds.append(Deed(f"{one}/withdraw", WITHDRAW, self.blank_of_nothing, Unsigned(self.withdraw, WITHDRAW)))
        pages = (Page(PLACE, self.read), Page(one, self.read_one))
        return Office(
            PLACE, TITLE, frozenset(Role), pages, tuple(deeds), anyone=True, section=Section.OWN, today=self.today
        )

    def _apply(self, kind: ApplicationKind) -> Deed:
        """Return the deed of applying for one of the three."""

        async def blank(here: Here) -> Blank:
            return await self.blank(here, kind)

        async def prepare(here: Here, typed: Typed) -> ToSign:
            return await self.prepare(here, kind, typed)

        done = Signed(ActPurpose.APPLICATION, prepare, self.file, SIGN)
        return Deed(BY_CODE[kind], NEW[kind], blank, done, LEAD, ("SIO25-5", "SIO22-A4.7"))

    async def today(self, here: Here) -> Today:
        """Return the applications that wait for one's sign-off as the head."""
        waiting = await self._box(here, Box.FOR_ME)
        numbers = ((paper, application_in(paper)) for paper in waiting)
        return Today(
            tuple(
                Task(SIGN_OFF_ONE, f"{PLACE}/{paper.id}", (Said(KINDS[said.kind]), Own(f"№ {said.number}")))
                for paper, said in numbers
            )
        )

    async def read(self, here: Here) -> Sheet:
        """Show one's own applications, and those that wait for one as the head."""
        await signer_here(self.running, here)
        mine, waiting = await self._box(here, Box.MINE), await self._box(here, Box.FOR_ME)
        ways = tuple(Way(NEW[kind], BY_CODE[kind], kind is ApplicationKind.REGISTER) for kind in NEW)
        blocks: list[Block] = [self._table(FOR_ME, waiting)] if waiting else []
        return Sheet(TITLE, (*blocks, self._table(MINE, mine)), ways, LEAD, ("SIO25-5", "SIO25-6"))

    async def read_one(self, here: Here) -> Sheet:
        """Show an application to those it concerns, with what they may do about it."""
        signer = await signer_here(self.running, here)
        at = self.running.now()
        paper = await view_application(self.running.node, here.session, here.ids["paper"], at)
        said, place = application_in(paper), f"{PLACE}/{paper.id}"
        ways: list[Way] = []
        if said.head_iin == signer.visitor.iin and paper.state == ApplicationState.SUBMITTED:
            ways += [Way(SIGN_OFF, f"{place}/sign-off", main=True), Way(DECLINE, f"{place}/decline")]
        if said.iin == signer.visitor.iin and paper.state in OPEN:
            ways.append(Way(WITHDRAW, f"{place}/withdraw"))
        facts = application_facts(self.running, paper, at)
        return Sheet(APPLICATION, facts, tuple(ways), cites=("SIO25-5",))

    async def blank(self, here: Here, kind: ApplicationKind) -> Blank:
        """Return the form of an application, with what is known of whoever fills it in."""
        signer = await signer_here(self.running, here)
        form, fields = self._form(kind)
        notice = form.annex.notice()
        above = () if notice is None else (Words(None, notice),)
        known = {"fields/iin": (signer.visitor.iin,)}
        if signer.account is not None:
            person = signer.account.person
            known |= {
                "fields/surname": (person.surname,),
                "fields/given_name": (person.given_name,),
                "fields/patronymic": (person.patronymic,),
                "fields/organisation": (signer.account.body_bin,),
            }
        return Blank(fields, above, Typed(known))

    async def prepare(self, here: Here, kind: ApplicationKind, typed: Typed) -> ToSign:
        """Make the act of an application."""
        at, node = self.running.now(), self.running.node
        form, fields = self._form(kind)
        workplace = node.law.annexes.workplace_conditions(node.law.edition_at(at))
        filled, reason = filled_of(form, kind, workplace, typed)
        try:
            act = await apply.prepare_application(node, here.session, filled, reason, at)
        except ProblemGroup as wrong:
            raise beside_fields(wrong, fields) from wrong
        return to_sign(act, said_by(act.data).actor)

    async def file(self, here: Here, act: UUID, cms: bytes) -> str:
        """File the signed application."""
        paper = await apply.file_application(self.running.node, here.session, act, cms, self.running.now())
        if paper.state == ApplicationState.BLOCKED and here.person is not None:
            return "/sign-in"
        return f"{PLACE}/{paper.id}"

    async def blank_of_head(self, here: Here) -> Blank:
        """Return what the head states of themselves, below the application."""
        signer = await signer_here(self.running, here)
        name = signer.visitor.name
        return Blank(HEAD_FIELDS, await self._facts(here), Typed({"name": (name,)}))

    async def prepare_sign_off(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the head's sign-off."""
        node, position, name = self.running.node, typed.text("position"), typed.text("name")
        act = await sign_off.prepare_sign_off(node, here.session, here.ids["paper"], position, name, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def sign_off(self, here: Here, act: UUID, cms: bytes) -> str:
        """Sign the application off: it has arrived at the operator."""
        paper = await sign_off.sign_off(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def blank_of_words(self, here: Here) -> Blank:
        """Return the form of sending an application back."""
        return Blank(WORDS, await self._facts(here))

    async def decline(self, here: Here, typed: Typed) -> str:
        """Send an application back as its head."""
        words, at = typed.text("words"), self.running.now()
        paper = await sign_off.decline(self.running.node, here.session, here.ids["paper"], words, at)
        return f"{PLACE}/{paper.id}"

    async def blank_of_nothing(self, here: Here) -> Blank:
        """Return a form that asks nothing."""
        return Blank((), await self._facts(here))

    async def withdraw(self, here: Here, typed: Typed) -> str:
        """Withdraw one's own application."""
        paper = await sign_off.withdraw(self.running.node, here.session, here.ids["paper"], self.running.now())
        return f"{PLACE}/{paper.id}"

    async def _facts(self, here: Here) -> tuple[Block, ...]:
        return (await self.read_one(here)).blocks

    async def _box(self, here: Here, box: Box) -> Sequence[Paper]:
        return (await list_applications(self.running.node, here.session, box, "", MOST, self.running.now())).items

    def _table(self, title: Text, papers: Sequence[Paper]) -> Table:
        at = self.running.now()
        rows = tuple(application_row(self.running.law, paper, f"{PLACE}/{paper.id}", at) for paper in papers)
        return Table(title, (NUMBER, KIND, STATE, FILED, DECIDE_BY), rows, NONE)

    def _form(self, kind: ApplicationKind) -> tuple[ApplicationForm, tuple[Field, ...]]:
        """Return the form in force and its fields."""
        node = self.running.node
        edition = node.law.edition_at(self.running.now())
        form = node.law.annexes.application_form(edition)
        workplace = node.law.annexes.workplace_conditions(edition)
        return form, fields_of(form, kind, workplace, node.organisations)
