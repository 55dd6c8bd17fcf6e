"""Questions to state bodies: what may be asked, how each stands, the clerk's answer (FMA-3.3, FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.provision import answer_as_clerk, answering, ask, see_askable, see_received
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.ask import Form
from almasu.actions.provision.questions import KeptQuestion
from almasu.actions.provision.see_askable import Askable
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
)
from almasu.interfaces.portal.offices.deadline import standing
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.due import due_badge, why_due
from almasu.interfaces.portal.offices_of_provision.naming import Named, named
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.exchange.reasons import SILENCE, Silence
from almasu.kernel.powers.provision_asking import ANSWER, ASK, SEE_QUESTIONS
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.joint_act import ActContent, ActField, DataSet
from almasu.kernel.provision.question import Asking, clerk_may_answer
from almasu.kernel.provision.way import WAY_NAMES
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.calendar import Calendar
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

CITES = ("FMA-3.3", "FMA-5")
NONE = "none"


@dataclass(frozen=True, slots=True)
class QuestionsOffice:
    """Questions as each side sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        answers = Signed(ActPurpose.PROVISION_ANSWER, self.prepare_answer, self.answer, say.SIGN_ANSWER)
        return Office(
            say.QUESTIONS,
            say.TITLE,
            SEE_QUESTIONS.roles,
            (Page(say.QUESTIONS, self.read), Page(say.ONE_QUESTION, self.one)),
            (
                Deed(
                    f"{say.ONE_QUESTION}/answer",
                    say.ANSWER_NOW,
                    self.blank_answer,
                    answers,
                    None,
                    ("FMA-3.3",),
                    ANSWER.roles,
                ),
            ),
            section=Section.ASKED,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the questions that whoever is here may know of, newest first."""
        at = self.running.now()
        page = await see_received.questions(
            self.running.node, here.session, here.asked.text("older"), see_received.AT_ONCE, at
        )
        columns = (say.NUMBER, say.BODY, say.SET, say.STATE, say.ASKED_AT, say.DUE)
        wanted = [(one.asking.question.body, one.asking.question.data_set) for one in page.items]
        names = await named(self.running, here, wanted)
        rows = tuple(_row(one, names, at) for one in page.items)
        table = Table(say.TITLE, columns, rows, say.NOTHING_ASKED, older_of(page.after), CITES)
        asks = here.may(ASK)
        ways = (Way(say.ASK_NOW, say.ASKING, main=True),) if asks else ()
        return Sheet(say.TITLE, (table,), ways, say.LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one question: what was asked, on what it rested, how it was answered."""
        at = self.running.now()
        seen = await see_received.question(self.running.node, here.session, here.ids["asked"], at)
        one, asking = seen.one, seen.one.asking
        blocks: tuple[Block, ...] = (
            self._asked(one, seen.act, here.language),
            *_given_facts(asking),
            _tries(asking),
            self._verdicts(asking),
            wording_facts(self.running, asking.question.at),
        )
        ways: tuple[Way, ...] = ()
        role = None if here.person is None else here.person.holds
        if role in ANSWER.roles and clerk_may_answer(asking):
            ways = (Way(say.ANSWER_NOW, f"{say.QUESTIONS}/{one.paper.id}/answer", main=True),)
        if role in ASK.roles and asking.given is not None and asking.given.received is not None:
            ways = (Way(say.TO_CONTENT, f"{say.MATERIALS}/received/{asking.given.received}", main=True),)
        return Sheet(say.ONE_TITLE, blocks, ways, None, CITES)

    def _asked(self, one: KeptQuestion, act: ActContent, language: Language) -> Facts:
        return _asked_facts(one, act, language, law_of(self.running.node).calendar, self.running.now())

    def _verdicts(self, asking: Asking) -> Table:
        """Return the verdicts of the rules that have a part in this question, each with what it requires."""
        law = law_of(self.running.node)
        rows = tuple(
            (
                (Code(rule) if (says := law.says(rule)) is None else Said(says),),
                (State(*say.VERDICT_WORDS[word]),),
                (State(*say.VERDICT_WORDS[given]) if given else Said(say.NOT_GIVEN_YET),),
            )
            for rule, word, given in _with_given(asking)
        )
        columns = (say.RULE, say.WHEN_ASKED, say.WHEN_GIVEN)
        return Table(say.VERDICTS, columns, rows, say.NOTHING, cites=("FMA-3", "FMA-5"))

    async def blank_answer(self, here: Here) -> Blank:
        """Return the form of a clerk's answer: one record, or that there is none."""
        number, at = here.ids["asked"], self.running.now()
        seen = await see_received.question(self.running.node, here.session, number, at)
        question = seen.one.asking.question
        data_set = seen.act.data_set(question.data_set)
        known = () if data_set is None else data_set.fields
        fields = tuple(_answer_field(field, here.language) for field in known if field.name in question.fields)
        none = Field(NONE, say.NO_RECORD, Kind.TICK, required=False)
        above = self._asked(seen.one, seen.act, here.language)
        return Blank((none, *fields), (above,), named=(Field("question", say.NUMBER), Field("rows", say.ROWS)))

    async def prepare_answer(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that answers."""
        number, at = here.ids["asked"], self.running.now()
        seen = await see_received.question(self.running.node, here.session, number, at)
        names = seen.one.asking.question.fields
        rows = () if typed.ticked(NONE) else ({name: typed.text(name) for name in names},)
        return _shown(await answer_as_clerk.prepare_answer(self.running.node, here.session, number, rows, at))

    async def answer(self, here: Here, act: UUID, cms: bytes) -> str:
        """Answer."""
        made = await answer_as_clerk.answer_as_clerk(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.QUESTIONS}/{made.paper.id}"


@dataclass(frozen=True, slots=True)
class AskingOffice:
    """What an officer may ask now, and asking it."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        asks = Signed(ActPurpose.PROVISION_QUESTION, self.prepare_question, self.ask, say.SIGN_QUESTION)
        place, cites = f"{say.ASKING}/{{ladder:uuid}}", ("FMA-1", *CITES)
        return Office(
            say.ASKING,
            say.ASK_NOW,
            ASK.roles,
            (Page(say.ASKING, self.askable),),
            (Deed(place, say.ASK_NOW, self.blank_question, asks, say.LEAD, cites, ASK.roles),),
            section=Section.ASKED,
        )

    async def askable(self, here: Here) -> Sheet:
        """Show what may be asked now."""
        found = await see_askable.askable(self.running.node, here.session, self.running.now())
        rows = tuple(_askable_row(one, here.language) for one in found)
        table = Table(say.WHAT_TO_ASK, (say.SET, say.BODY, say.WAY), rows, say.NOTHING_TO_ASK)
        return Sheet(say.WHAT_TO_ASK, (table,), (), say.LEAD, CITES)

    async def blank_question(self, here: Here) -> Blank:
        """Return the form of a question to one set."""
        found = await see_askable.to_ask(self.running.node, here.session, here.ids["ladder"], self.running.now())
        one, language = found.askable, here.language
        fields = one.data_set.fields
        keys = tuple(_choice(field) for field in fields if field.name in one.data_set.keys)
        materials = tuple(
            Choice(str(each.paper.id), Text(each.material.name, each.material.name, each.material.name))
            for each in found.materials
        )
        allowed = tuple(Choice(each.value, PURPOSE_NAMES[each]) for each in one.act.purposes)
        above = Facts(
            None,
            (
                (say.SET, (Own(one.data_set.name.text().said_in(language)),)),
                (say.BODY, (Own(one.body.said_in(language)),)),
                (say.WAY, (Said(WAY_NAMES[one.way]),)),
            ),
        )
        form = (
            Field("material", say.MATERIAL, Kind.CHOICE, choices=materials),
            Field("purpose", say.PURPOSE, Kind.CHOICE, choices=allowed),
            Field("key", say.KEY, Kind.CHOICE, choices=keys),
            Field("value", say.VALUE, longest=200),
            Field("fields", say.FIELDS, Kind.CHOICES, False, say.FIELDS_HINT, tuple(map(_choice, fields))),
            say.WHY_FIELD,
        )
        named = (
            Field("body", say.BODY),
            Field("data_set", say.SET),
            Field("ladder", say.SET_NUMBER),
            Field("cut", say.CUT, required=False),
        )
        if not materials:
            open_one = Facts(say.NO_MATERIAL, ((say.MATERIAL, (Link(say.NEW_MATERIAL, f"{say.MATERIALS}/new"),)),))
            return Blank((), (above, open_one), closed=True)
        return Blank(form, (above,), named=named)

    async def prepare_question(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that asks."""
        found = await see_askable.to_ask(self.running.node, here.session, here.ids["ladder"], self.running.now())
        form = Form(
            body=found.askable.body.bin,
            data_set=found.askable.data_set.code,
            key=typed.text("key"),
            value=typed.text("value").strip(),
            purpose=typed.text("purpose"),
            material=typed.id("material") or UUID(int=0),
            why=typed.text("why"),
            fields=typed.many("fields"),
        )
        return _shown(await ask.prepare_question(self.running.node, here.session, form, self.running.now()))

    async def ask(self, here: Here, act: UUID, cms: bytes) -> str:
        """Ask."""
        made = await answering.put_question(self.running.node, here.session, act, cms, self.running.now())
        return f"{say.QUESTIONS}/{made.paper.id}"


def _row(one: KeptQuestion, names: Named, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    asked = one.asking.question
    return (
        (Link(asked.number, f"{say.QUESTIONS}/{one.paper.id}"),),
        names.body(asked.body),
        names.data_set(asked.body, asked.data_set),
        _state(one, at),
        (At(asked.at),),
        (At(asked.due),),
    )


def _state(one: KeptQuestion, at: datetime) -> tuple[Cell, ...]:
    late = (State(Tone.BAD, say.LATE),) if one.is_late(at) else ()
    return (State(*say.STATES[one.state]), *late)


def _askable_row(one: Askable, language: Language) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(one.data_set.name.text().said_in(language), f"{say.ASKING}/{one.ladder}"),),
        (Own(one.body.said_in(language)),),
        (Said(WAY_NAMES[one.way]),),
    )


def _asked_facts(one: KeptQuestion, act: ActContent, language: Language, calendar: Calendar, at: datetime) -> Facts:
    asked = one.asking.question
    data_set = act.data_set(asked.data_set)
    named = {} if data_set is None else {field.name: field.label.text().said_in(language) for field in data_set.fields}
    return Facts(
        None,
        (
            (say.NUMBER, (Code(asked.number),)),
            (say.STATE, _state(one, at)),
            (say.BODY, (Own(act.body_name.text().said_in(language)),)),
            (say.SET, (Own(asked.data_set if data_set is None else data_set.name.text().said_in(language)),)),
            (say.KEY, (Own(named.get(asked.key, asked.key)), Own(asked.value))),
            (say.FIELDS, (Own(", ".join(named.get(name, name) for name in asked.fields)),)),
            *(((say.CUT, tuple(Code(name) for name in asked.cut)),) if asked.cut else ()),
            (say.PURPOSE, (Said(PURPOSE_NAMES[asked.purpose]),)),
            (say.WHY, (Own(asked.why),)),
            (say.WAY, (Said(WAY_NAMES[asked.way]),)),
            *(((say.IMPOSSIBLE, tuple(Said(WAY_NAMES[one]) for one in asked.impossible)),) if asked.impossible else ()),
            (say.ACT_VERSION, (Number(asked.version),)),
            (say.ASKED_AT, (At(asked.at),)),
            (say.DUE, (_due(one, data_set, calendar, at),)),
        ),
        CITES,
    )


def _due(one: KeptQuestion, data_set: DataSet | None, calendar: Calendar, at: datetime) -> Due:
    asked, given = one.asking.question, one.asking.given
    tone, text = standing(asked.due, at, None if given is None else given.at)
    why = None if data_set is None else why_due(data_set, asked.at, asked.due, calendar, asked=True)
    return due_badge(tone, text, asked.due, why)


def _given_facts(asking: Asking) -> tuple[Facts, ...]:
    given = asking.given
    if given is None:
        return ()
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (say.RECEIVED_AT, (At(given.at),)),
        (say.ROWS, (Number(given.rows),)),
    ]
    if given.lacks:
        rows.append((say.LACKS, tuple(Code(one) for one in given.lacks)))
    if given.words:
        rows.append((say.WORDS, (Own(given.words),)))
    return (Facts(say.ANSWERED, tuple(rows), ("FMA-3.3",)),)


def _tries(asking: Asking) -> Table:
    rows = tuple(((At(one.at),), (Said(SILENCE[Silence(one.reason)]),)) for one in asking.tries)
    return Table(say.TRIES, (say.ASKED_AT, say.STATE), rows, say.NOTHING)


def _with_given(asking: Asking) -> Iterator[tuple[str, str, str]]:
    """Yield each rule that had a part in a question, its verdict when it was put, and when it was answered."""
    for rule, word in asking.verdicts.items():
        given = asking.given_verdicts.get(rule, "")
        if {word, given} - {"not_applicable", "not_in_force", ""}:
            yield rule, word, given


def _answer_field(field: ActField, language: Language) -> Field:
    label = field.label.text()
    if field.values:
        choices = tuple(Choice(value, Text(value, value, value)) for value in field.values)
        return Field(field.name, label, Kind.CHOICE, False, choices=choices)
    return Field(field.name, label, required=False, longest=field.limit)


def _choice(field: ActField) -> Choice:
    return Choice(field.name, field.label.text())


def _shown(act: PreparedAct) -> ToSign:
    return to_sign(act, said_by(act.data).actor)
