"""Standing conditions: who has stated that No. 179 and No. 832 are kept, until when, and what is missing (FMA-4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from almasu.actions.provision import state_compliance
from almasu.actions.provision.bodies import KeptStatement
from almasu.actions.provision.state_compliance import Conditions, Form, OfStatement
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    Block,
    Cell,
    Due,
    Facts,
    Link,
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
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.provision import SEE_CONDITIONS, STATE_COMPLIANCE
from almasu.kernel.provision.conditions import HOLDS, KEPT_NAMES, Kept, Statement, lacking, lapsing
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.moment import astana, in_astana
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Тұрақты шарттар", "Постоянные условия", "Standing conditions")
NEW = Text("Мәлімдеме жасау", "Сделать заявление", "Make a statement")
WITHDRAW = Text("Қайтарып алу", "Отозвать", "Withdraw")
SIGN = Text("Қол қойып, мәлімдеу", "Подписать и заявить", "Sign and state")
SIGN_BACK = Text("Қол қойып, қайтарып алу", "Подписать и отозвать", "Sign and withdraw")
KEPT = Text("Сақталатын акт", "Соблюдаемый акт", "Act that is kept")
AS_OF = Text("Қай күнгі", "На день", "As of")
UNTIL = Text("Соңғы күні", "Последний день", "Last day")
DOCUMENT = Text("Құжат", "Документ", "Paper")
PARTICIPANT = Text("Қатысушы", "Участник", "Participant")
STATEMENTS = Text("Мәлімдемелер", "Заявления", "Statements")
STATEMENT = Text("Мәлімдеме нөмірі", "Номер заявления", "Number of the statement")
HOLDS_NOW = Text("күшінде", "действует", "holds")
SOON = Text("жақында бітеді", "скоро истекает", "lapses soon")
OVER = Text("мерзімі біткен", "истекло", "lapsed")
TAKEN_BACK = Text("қайтарып алынған", "отозвано", "withdrawn")
LACKING = Text(
    "Мәлімдемесіз бұл қатысушының арналарымен жаңа ештеңе берілмейді: {missing}.",
    "Без заявления по каналам этого участника ничего нового не передаётся: {missing}.",
    "Without a statement nothing new moves over the channels of this participant: {missing}.",
)
LEAD = Text(
    "Мәлімдеме бір жыл әрекет етеді; оған қатысушының басшысы қол қояды.",
    "Заявление действует год; его подписывает руководитель участника.",
    "A statement holds a year; the head of the participant signs it.",
)
AGENCY_LACKS = Text(
    "Агенттік әлі мәлімдеме жасаған жоқ.",
    "Агентство ещё не сделало заявлений.",
    "The Agency has made no statement yet.",
)
STATE_IT = Text("Сақталатынын мәлімдеу:", "Заявить о соблюдении:", "State that this is kept:")
STATE_ANEW = Text("Сақталатынын қайта мәлімдеу:", "Заявить о соблюдении заново:", "State anew that this is kept:")
LAPSES = Text("мәлімдеме бітеді", "заявление истекает", "the statement lapses")
WITHIN = timedelta(days=30)
FIELDS = (
    Field("kept", KEPT, Kind.CHOICE, choices=tuple(Choice(one.value, name) for one, name in KEPT_NAMES.items())),
    Field("as_of", AS_OF, Kind.DAY),
    Field("document", DOCUMENT, longest=300, hint=Text("нөмірі, күні", "номер, дата", "its number and day")),
)
NAMED = (Field("statement", STATEMENT),)


@dataclass(frozen=True, slots=True)
class ConditionsOffice:
    """The statements of both sides."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        stating = Signed(ActPurpose.PROVISION_STATEMENT, self.prepare, self.state, SIGN)
        back = Signed(ActPurpose.PROVISION_STATEMENT_WITHDRAWN, self.prepare_back, self.withdraw, SIGN_BACK)
        return Office(
            say.CONDITIONS,
            TITLE,
            SEE_CONDITIONS.roles,
            (Page(say.CONDITIONS, self.read),),
            (
                Deed(f"{say.CONDITIONS}/new", NEW, self.blank, stating, LEAD, ("FMA-4.1",), STATE_COMPLIANCE.roles),
                Deed(
                    f"{say.CONDITIONS}/{{statement:uuid}}/withdraw",
                    WITHDRAW,
                    self.blank_back,
                    back,
                    cites=("FMA-4.1",),
                    roles=STATE_COMPLIANCE.roles,
                ),
            ),
            section=Section.GIVERS,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the statements of every participant, with what is missing."""
        at = self.running.now()
        found = await state_compliance.conditions(self.running.node, here.session, at)
        day, may = in_astana(at).date(), here.may(STATE_COMPLIANCE)
        blocks = [block for one in found for block in self._blocks(one, day, here, may=may)]
        if not any(one.name is state_compliance.THE_AGENCY for one in found):
            blocks.insert(0, Words(None, AGENCY_LACKS, Tone.BAD, ("FMA-4.1",)))
        ways = (Way(NEW, f"{say.CONDITIONS}/new", main=True),) if may else ()
        return Sheet(TITLE, tuple(blocks), ways, LEAD, ("FMA-4.1",))

    async def today(self, here: Here) -> Today:
        """Return what a head has to state of their own side: what is missing, and what lapses soon."""
        role = None if here.person is None else here.person.holds
        if role not in STATE_COMPLIANCE.roles:
            return Today()
        at = self.running.now()
        found = await state_compliance.conditions(self.running.node, here.session, at)
        agency = role is Role.HEAD_OF_AGENCY
        own = [one for one in found if (one.name is state_compliance.THE_AGENCY) is agency]
        statements = [each.statement for one in own for each in one.statements]
        return Today(tuple(tasks_of(statements, in_astana(at).date())))

    def _blocks(self, one: Conditions, day: date, here: Here, *, may: bool) -> list[Block]:
        statements = [each.statement for each in one.statements]
        soon = set(lapsing(statements, day, WITHIN))
        own = may and here.person is not None and any(each.by == UUID(here.person.account) for each in statements)
        named = Facts(None, ((PARTICIPANT, (Own(one.name.said_in(here.language)),)),))
        rows = tuple(_row(each, day, soon=each.statement in soon, own=own) for each in one.statements)
        # Each table says whose it is: several regions of one name cannot be told apart by ear.
        title = Text(*(f"{word}: {one.participant}" for word in (STATEMENTS.kk, STATEMENTS.ru, STATEMENTS.en)))
        table = Table(title, (KEPT, AS_OF, UNTIL, DOCUMENT, say.STANDING, WITHDRAW), rows, say.NOTHING)
        missing = lacking(statements, one.participant, day)
        if not missing:
            return [named, table]
        names = [KEPT_NAMES[each] for each in missing]
        told = Text(*("; ".join(getattr(each, code) for each in names) for code in ("kk", "ru", "en")))
        filled = Text(
            LACKING.kk.format(missing=told.kk), LACKING.ru.format(missing=told.ru), LACKING.en.format(missing=told.en)
        )
        return [named, table, Words(None, filled, Tone.BAD, ("FMA-4.1",))]

    async def blank(self, here: Here) -> Blank:
        """Return the form of a statement."""
        return Blank(FIELDS)

    async def prepare(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a statement."""
        at = self.running.now()
        form = Form(Kept(typed.text("kept")), typed.day("as_of") or in_astana(at).date(), typed.text("document"))
        act = await state_compliance.prepare_statement(self.running.node, here.session, form, at)
        return to_sign(act, said_by(act.data).actor)

    async def state(self, here: Here, act: UUID, cms: bytes) -> str:
        """Keep it."""
        await state_compliance.state_compliance(self.running.node, here.session, act, cms, self.running.now())
        return say.CONDITIONS

    async def blank_back(self, here: Here) -> Blank:
        """Return the form of a withdrawal: nothing is filled in."""
        return Blank((), named=NAMED)

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of a withdrawal."""
        form = OfStatement(here.ids["statement"])
        act = await state_compliance.prepare_withdrawal(self.running.node, here.session, form, self.running.now())
        return to_sign(act, said_by(act.data).actor)

    async def withdraw(self, here: Here, act: UUID, cms: bytes) -> str:
        """Withdraw it."""
        await state_compliance.withdraw_statement(self.running.node, here.session, act, cms, self.running.now())
        return say.CONDITIONS


def tasks_of(statements: Sequence[Statement], day: date) -> Iterator[Task]:
    """Yield what the head of one side states: acts of which nothing holds, then those whose statement lapses soon."""
    place, cites = f"{say.CONDITIONS}/new", ("FMA-4.1",)
    held = {one.kept for one in statements if one.holds(day)}
    for kept in Kept:
        if kept not in held:
            yield Task(STATE_IT, place, (Said(KEPT_NAMES[kept]),))
    for one in lapsing(statements, day, WITHIN):
        last = datetime.combine(one.as_of + HOLDS, time(), astana())
        yield Task(STATE_ANEW, place, (Said(KEPT_NAMES[one.kept]),), Due(Tone.WAIT, LAPSES, last, cites))


def _row(kept: KeptStatement, day: date, *, soon: bool, own: bool) -> tuple[tuple[Cell, ...], ...]:
    one = kept.statement
    holds = one.holds(day)
    ended: tuple[Cell, ...] = (On(one.withdrawn),) if one.withdrawn else (On(one.as_of + HOLDS - timedelta(days=1)),)
    word = TAKEN_BACK if one.withdrawn else OVER
    state = State(Tone.WAIT, SOON) if soon else State(Tone.GOOD, HOLDS_NOW) if holds else State(Tone.PLAIN, word)
    way: tuple[Cell, ...] = (Link(WITHDRAW, f"{say.CONDITIONS}/{kept.paper.id}/withdraw"),) if own and holds else ()
    return ((Said(KEPT_NAMES[one.kept]),), (On(one.as_of),), ended, (Own(one.document),), (state,), way)
