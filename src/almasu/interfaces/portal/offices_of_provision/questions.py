"""Questions to state bodies: what may be asked, how each stands, the clerk's answer (FMA-3.3, FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.provision import answer_as_clerk, see_received, withdraw_question
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.questions import KeptQuestion
from almasu.actions.provision.see_received import Seen
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import (
    At,
    Block,
    Cell,
    Code,
    Due,
    Facts,
    Link,
    Many,
    Number,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Tone,
    Way,
    Words,
)
from almasu.interfaces.portal.offices.deadline import standing
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.due import due_badge, why_due
from almasu.interfaces.portal.offices_of_provision.naming import Named, named, said_why
from almasu.interfaces.portal.offices_of_provision.wordings import wording_facts
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.exchange.reasons import SILENCE, Silence
from almasu.kernel.powers.provision_asking import ANSWER, ASK, SEE_QUESTIONS, WITHDRAW_QUESTION
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.joint_act import ActContent, ActField, DataSet
from almasu.kernel.provision.problems_of_asking import SYSTEM_ANSWERS
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
        withdraws = Signed(
            ActPurpose.PROVISION_QUESTION_WITHDRAWN, self.prepare_withdrawal, self.withdraw, say.SIGN_WITHDRAWAL
        )
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
                Deed(
                    f"{say.ONE_QUESTION}/withdraw",
                    say.WITHDRAW,
                    self.blank_withdrawal,
                    withdraws,
                    say.WITHDRAW_LEAD,
                    CITES,
                    WITHDRAW_QUESTION.roles,
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
            *_not_put(seen, here.language),
            *_given_facts(asking),
            *_withdrawal(seen, here.language),
            _tries(seen),
            self._verdicts(asking),
            wording_facts(self.running, asking.question.at),
        )
        return Sheet(say.ONE_TITLE, blocks, tuple(_ways(here, seen)), None, CITES)

    def _asked(self, one: KeptQuestion, act: ActContent, language: Language) -> Facts:
        return _asked_facts(one, act, language, law_of(self.running.node).calendar, self.running.now())

    def _verdicts(self, asking: Asking) -> Table:
        """Return the verdicts of the rules that have a part in this question, each with what it requires."""
        law = law_of(self.running.node)
        none_given = say.NOT_GIVEN if asking.withdrawn is not None else say.NOT_GIVEN_YET
        rows = tuple(
            (
                (Code(rule) if (says := law.says(rule)) is None else Said(says),),
                (State(*say.VERDICT_WORDS[word]),),
                (State(*say.VERDICT_WORDS[given]) if given else Said(none_given),),
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
        stands = _why_no_answer(seen, here.language)
        if stands:
            return Blank((), (above, *stands), closed=True)
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

    async def blank_withdrawal(self, here: Here) -> Blank:
        """Return the form of a withdrawal below what was asked and what stands in the way of an answer."""
        seen = await see_received.question(self.running.node, here.session, here.ids["asked"], self.running.now())
        stands = (*_not_put(seen, here.language), *_withdrawal(seen, here.language))
        above = (self._asked(seen.one, seen.act, here.language), *stands)
        if not seen.one.asking.waits:
            return Blank((), above, closed=True)
        return Blank((say.REASON_FIELD,), above, named=(Field("question", say.NUMBER),))

    async def prepare_withdrawal(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that withdraws."""
        form = withdraw_question.Back(here.ids["asked"], typed.text("why"))
        at = self.running.now()
        return _shown(await withdraw_question.prepare_withdrawal(self.running.node, here.session, form, at))

    async def withdraw(self, here: Here, act: UUID, cms: bytes) -> str:
        """Withdraw the question."""
        at = self.running.now()
        made = await withdraw_question.withdraw_question(self.running.node, here.session, act, cms, at)
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
    late = (State(Tone.BAD, say.LATE if one.asking.waits else say.ENDED_LATE),) if one.is_late(at) else ()
    return (State(*say.STATES[one.state]), *late)


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
            *(
                ((say.IMPOSSIBLE, (Many(tuple(WAY_NAMES[one] for one in asked.impossible)),)),)
                if asked.impossible
                else ()
            ),
            (say.ACT_VERSION, (Number(asked.version),)),
            (say.ASKED_AT, (At(asked.at),)),
            (say.DUE, (_due(one, data_set, calendar, at),)),
            (say.OWED, (Link(say.TO_OWED.said_in(language), f"/provision/obligations/{one.asking.obligation}"),)),
        ),
        CITES,
    )


def _due(one: KeptQuestion, data_set: DataSet | None, calendar: Calendar, at: datetime) -> Due:
    asked, given = one.asking.question, one.asking.given
    tone, text = standing(asked.due, at, None if given is None else given.at)
    if one.asking.withdrawn is not None:
        tone, text = Tone.PLAIN, say.OWED_NO_MORE
    why = None if data_set is None else why_due(data_set, asked.at, asked.due, calendar, asked=True)
    return due_badge(tone, text, asked.due, why)


def _ways(here: Here, seen: Seen) -> Iterator[Way]:
    """Yield what may be done with a question: where no answer may be taken, there is none to give."""
    asking, place = seen.one.asking, f"{say.QUESTIONS}/{seen.one.paper.id}"
    if here.may(ANSWER) and clerk_may_answer(asking) and seen.no is None:
        yield Way(say.ANSWER_NOW, f"{place}/answer", main=True)
    if here.may(ASK) and asking.given is not None and asking.given.received is not None:
        yield Way(say.TO_CONTENT, f"{say.MATERIALS}/received/{asking.given.received}", main=True)
    if here.may(WITHDRAW_QUESTION) and asking.waits:
        yield Way(say.WITHDRAW, f"{place}/withdraw", main=seen.no is not None)


def _not_put(seen: Seen, language: Language) -> tuple[Facts, ...]:
    """Return why a waiting question is not asked on, with the clause; nothing where it may be answered."""
    if seen.no is None:
        return ()
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (say.REASON, (_said(seen, seen.no.kind.code, seen.no.title, language),)),
        (say.WHAT_TO_DO, (Many((seen.no.remedy, say.OR_WITHDRAWN)),)),
    ]
    stopped = seen.one.asking.stopped
    if stopped is not None:
        rows.append((say.TURN_WENT_BY, (At(stopped.at),)))
    return (Facts(say.NOT_PUT, tuple(rows), seen.no.kind.cites),)


def _why_no_answer(seen: Seen, language: Language) -> tuple[Block, ...]:
    """Return why a clerk gives no answer now; nothing where one may."""
    asking = seen.one.asking
    stands = (*_not_put(seen, language), *_given_facts(asking), *_withdrawal(seen, language))
    if stands or clerk_may_answer(asking):
        return stands
    return (
        Words(None, SYSTEM_ANSWERS.title, Tone.WAIT, SYSTEM_ANSWERS.cites),
        Words(None, SYSTEM_ANSWERS.remedy),
        _tries(seen),
    )


def _withdrawal(seen: Seen, language: Language) -> tuple[Facts, ...]:
    """Return how a question was withdrawn; nothing where it was not."""
    asking, back = seen.one.asking, seen.one.asking.withdrawn
    if back is None:
        return ()
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (say.WITHDRAWN_AT, (At(back.at),)),
        (say.WITHDRAWN_BY, (Said(say.BY_ASKER if back.by == asking.question.by else say.BY_HEAD),)),
        (say.WHY_WITHDRAWN, (Own(back.why),)),
    ]
    if back.because is not None:
        rows.append((say.IN_THE_WAY, (_said(seen, back.because.code, back.because.title, language),)))
    return (Facts(say.WITHDRAWN, tuple(rows), CITES),)


def _said(seen: Seen, code: str, title: Text, language: Language) -> Cell:
    """Return what stands or stood in the way, with the names that the act of the question has for set and key."""
    asked = seen.one.asking.question
    data_set = seen.act.data_set(asked.data_set)
    if data_set is None:
        return Said(title)
    labels = {field.name: field.label.text().said_in(language) for field in data_set.fields}
    return said_why(code, title, data_set.name.text().said_in(language), labels.get(asked.key, asked.key))


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


def _tries(seen: Seen) -> Table:
    """Return when the system was asked in vain; of a set whose system nobody connected, that nobody asks it."""
    asking = seen.one.asking
    rows = tuple(((At(one.at),), (Said(SILENCE[Silence(one.reason)]),)) for one in asking.tries)
    nothing = say.NOT_CONNECTED if asking.waits and not seen.connected else say.NOTHING
    return Table(say.TRIES, (say.ASKED_AT, say.STATE), rows, nothing)


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


def _shown(act: PreparedAct) -> ToSign:
    return to_sign(act, said_by(act.data).actor)
