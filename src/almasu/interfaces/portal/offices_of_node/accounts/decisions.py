"""The operator's queue of applications with its clock, and the decision: register, change, refuse (SIO25-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions import decide_application
from almasu.actions.sign_off import LONGEST_WORDS
from almasu.actions.view_applications import Box, list_applications, overdue_applications, view_application
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block, Cell, Facts, Own, Said, Sheet, State, Table, Tone, Way
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_node.accounts.shown import (
    APPLICATION,
    application_clock,
    application_facts,
    application_row,
)
from almasu.interfaces.portal.offices_of_node.accounts.words import (
    DECIDE_BY,
    FILED,
    GROUNDS,
    KIND,
    KINDS,
    NUMBER,
    PERSON,
    STATE,
)
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.applications.application import ApplicationState, RefusalGround, application_in
from almasu.kernel.applications.problems import WRONG_STATE
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.over_accounts import DECIDE_APPLICATION, LIST_OF_OFFICE
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.wiring.law import Law
from almasu.wiring.running import Running

PLACE = "/offices/applications"
MOST = 50
TITLE = Text("Пайдаланушылардың өтінімдері", "Заявки пользователей", "Applications of users")
LEAD = Text(
    "Өтінімді қабылдаған сәттен бастап шешімге жиырма төрт сағат беріледі, демалыс күндері де есептеледі.",
    "На решение даётся двадцать четыре часа с поступления заявки, выходные считаются.",
    "The decision is due twenty-four hours after the application arrived, weekends included.",
)
OVERDUE = Text("Мерзімі өткендер", "Срок истёк", "Overdue")
TO_DECIDE = Text("Шешімді күтеді", "Ждут решения", "Wait for a decision")
ALL = Text("Барлық өтінімдер", "Все заявки", "All applications")
NONE = Text("Мұндай өтінім жоқ.", "Таких заявок нет.", "There are none.")
GRANT = Text("Қанағаттандыру", "Удовлетворить", "Grant")
DECIDE = Text("Өтінім бойынша шешім қабылдау", "Решить по заявке", "Decide on an application")
REFUSE = Text("Бас тарту", "Отказать", "Refuse")
REFUSE_SIGNED = Text("Бас тартуға қол қою", "Подписать отказ", "Sign the refusal")
VERSION = Text(
    "Шешім қабылданатын өтінім нұсқасы", "Версия заявки, по которой решаете", "Version of the application you decide on"
)
GROUND = Text("Бас тартудың негіздері", "Основания отказа", "Grounds of the refusal")
SAME, OTHER = (
    State(Tone.GOOD, Text("сертификатпен сәйкес", "совпадает с сертификатом", "as in the certificate")),
    State(Tone.WAIT, Text("сертификатпен салыстырыңыз", "сравните с сертификатом", "compare with the certificate")),
)
REFUSAL = (
    Field("version", VERSION, Kind.NUMBER, longest=9),
    Field("grounds", GROUND, Kind.CHOICES, choices=tuple(Choice(one.value, text) for one, text in GROUNDS.items())),
    Field("words", decide_application.GROUND, Kind.LONG, longest=LONGEST_WORDS),
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The pages of the operator; the control officer sees the applications of the own body."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        one = f"{PLACE}/{{paper:uuid}}"
        refusing = Signed(ActPurpose.REFUSAL, self.prepare_refusal, self.refuse, REFUSE_SIGNED)
        deeds = (
            Deed(
                f"{one}/grant",
                GRANT,
                self.blank_of_grant,
                Unsigned(self.grant, GRANT),
                cites=("SIO25-6.1",),
                roles=DECIDE_APPLICATION.roles,
            ),
            Deed(
                f"{one}/refuse",
                REFUSE,
                self.blank_of_refusal,
                refusing,
                cites=("SIO25-6.2", "SIO25-6.3"),
                roles=DECIDE_APPLICATION.roles,
            ),
        )
        pages = (Page(PLACE, self.read), Page(one, self.read_one))
        return Office(PLACE, TITLE, LIST_OF_OFFICE.roles, pages, deeds, section=Section.USERS, today=self.today)

    async def today(self, here: Here) -> Today:
        """Return what waits for the operator's decision, each with its twenty-four hours."""
        if not self._decides(here):
            return Today()
        at, law = self.running.now(), self.running.law
        waiting = await list_applications(self.running.node, here.session, Box.TO_DECIDE, "", MOST, at)
        return Today(tuple(_task(law, paper, at) for paper in waiting.items))

    async def read(self, here: Here) -> Sheet:
        """Show what waits for a decision, the most overdue first; to control all of the own body."""
        at, node, after = self.running.now(), self.running.node, here.asked.text("older")
        blocks: list[Block] = []
        if self._decides(here):
            late = await overdue_applications(node, here.session, MOST, at)
            if late and not after:
                blocks.append(self._table(OVERDUE, late, at))
            page = await list_applications(node, here.session, Box.TO_DECIDE, after, MOST, at)
            waiting = [paper for paper in page.items if paper not in late]
            blocks.append(self._table(TO_DECIDE, waiting, at, older_of(page.after)))
        else:
            page = await list_applications(node, here.session, Box.ALL, after, MOST, at)
            blocks.append(self._table(ALL, page.items, at, older_of(page.after)))
        return Sheet(TITLE, tuple(blocks), lead=LEAD, cites=("SIO25-6",))

    async def read_one(self, here: Here) -> Sheet:
        """Show an application with the ways to decide it."""
        paper = await self._paper(here)
        said, place = application_in(paper), f"{PLACE}/{paper.id}"
        ways: tuple[Way, ...] = ()
        if self._decides(here) and paper.state == ApplicationState.SIGNED_OFF:
            ways = (Way(GRANT, f"{place}/grant", main=True), Way(REFUSE, f"{place}/refuse"))
        facts = application_facts(self.running, paper, self.running.now())
        typed = " ".join(said.fields.get(name, "") for name in ("surname", "given_name", "patronymic")).strip()
        same = typed.casefold() == said.certificate_name.casefold()
        compared = Facts(None, ((PERSON, (Own(typed), SAME if same else OTHER)),), ("SIO25-6.2",))
        return Sheet(APPLICATION, (compared, *facts), ways, cites=("SIO25-6",))

    async def blank_of_grant(self, here: Here) -> Blank:
        """Return the decision to register or change: below the application, with the version that is seen."""
        paper = await self._to_decide(here)
        facts = application_facts(self.running, paper, self.running.now())
        return Blank((REFUSAL[0],), facts, Typed({"version": (str(paper.version),)}))

    async def grant(self, here: Here, typed: Typed) -> str:
        """Register or change the person: in effect at once."""
        version, at = typed.number("version") or 0, self.running.now()
        paper = here.ids["paper"]
        await decide_application.grant(self.running.node, here.session, paper, version, at)
        return f"{PLACE}/{paper}"

    async def blank_of_refusal(self, here: Here) -> Blank:
        """Return the refusal: below the application, with the version that is seen."""
        paper = await self._paper(here)
        facts = application_facts(self.running, paper, self.running.now())
        return Blank(REFUSAL, facts, Typed({"version": (str(paper.version),)}))

    async def prepare_refusal(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a refusal."""
        grounds = [RefusalGround(one) for one in typed.many("grounds")]
        version, words, at = typed.number("version") or 0, typed.text("words"), self.running.now()
        node, paper = self.running.node, here.ids["paper"]
        act = await decide_application.prepare_refusal(node, here.session, paper, version, grounds, words, at)
        return to_sign(act, said_by(act.data).actor)

    async def refuse(self, here: Here, act: UUID, cms: bytes) -> str:
        """Refuse under the operator's EDS."""
        paper = await decide_application.refuse(self.running.node, here.session, act, cms, self.running.now())
        return f"{PLACE}/{paper.id}"

    async def _paper(self, here: Here) -> Paper:
        return await view_application(self.running.node, here.session, here.ids["paper"], self.running.now())

    async def _to_decide(self, here: Here) -> Paper:
        paper = await self._paper(here)
        if paper.state != ApplicationState.SIGNED_OFF:
            raise WRONG_STATE.at()
        return paper

    def _decides(self, here: Here) -> bool:
        return here.may(DECIDE_APPLICATION)

    def _table(self, title: Text, papers: Sequence[Paper], at: datetime, older: str = "") -> Table:
        rows = tuple(self._row(paper, at) for paper in papers)
        return Table(title, (NUMBER, KIND, STATE, FILED, DECIDE_BY, PERSON), rows, NONE, older)

    def _row(self, paper: Paper, at: datetime) -> tuple[tuple[Cell, ...], ...]:
        fields = application_in(paper).fields
        name = " ".join(fields.get(one, "") for one in ("surname", "given_name")).strip()
        return (*application_row(self.running.law, paper, f"{PLACE}/{paper.id}", at), (Own(name),))


def _task(law: Law, paper: Paper, at: datetime) -> Task:
    said, due = application_in(paper), application_clock(law, paper, at)
    about = (Said(KINDS[said.kind]), Own(f"№ {said.number}"))
    return Task(DECIDE, f"{PLACE}/{paper.id}", about, due[0] if due else None)
