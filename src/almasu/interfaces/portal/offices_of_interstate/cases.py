"""Requests between states: what we asked and were asked, writing, signing, telling, steering (CIS-7a, CIS-8.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate import consent, packets, see_cases, seek, steer_request, tell, write_request
from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.cases import KeptCase
from almasu.actions.interstate.not_taken import NotTaken
from almasu.actions.interstate.not_taken import not_taken as told_in_vain
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.blocks import Block, Cell, Due, Link, On, Said, Sheet, State, Tone, Way
from almasu.interfaces.portal.offices.deadline import due_as_kept
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed, Unsigned
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import case_blocks as show
from almasu.interfaces.portal.offices_of_interstate import case_form as form
from almasu.interfaces.portal.offices_of_interstate import case_ways, not_taken, packet_rows, telling_form
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.case_ways import ways_of
from almasu.interfaces.portal.offices_of_interstate.clock_block import clock
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named
from almasu.interfaces.portal.offices_of_interstate.seeking import FILTERS, Searched
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.case import Case, CaseState, Side
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.interstate import (
    CONSENT,
    DISCLOSE,
    SEE_CASES,
    SEND_REQUEST,
    STEER_REQUEST,
    TELL,
    WRITE_REQUEST,
)
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

ONE = f"{say.CASES}/{{case:uuid}}"
TITLE = Text("Сұрау салулар", "Запросы", "Requests")
LEAD = Text(
    "Сұрау салынғаны туралы тек екі орган біледі. Хабарлау мерзімі – алынған күннен бастап отыз күн.",
    "О запросе знают только два органа. Известить о нём следует не позднее тридцати дней со дня получения.",
    "Only the two bodies know of a request. It must be told of within thirty days of its receipt.",
)
NEW = Text("Сұрау салуды жазу", "Составить запрос", "Write a request")
KEEP = Text("Жобаны сақтау", "Сохранить черновик", "Keep the draft")
SIGN_SEND = Text("Қол қойып, жіберу", "Подписать и направить", "Sign and send")
SEND = Text("Жіберу", "Направить", "Send")
TELL_NOW = Text("Хабарлау", "Известить", "Tell")
SIGN_TELL = Text("Қол қойып, хабарлау", "Подписать и известить", "Sign and tell")
ACCEPT = Text("Шарттарға жауап беру", "Ответить на условия", "Answer the conditions")
WITHDRAW = Text("Қайтарып алу", "Отозвать", "Withdraw")
SIGN_IT = Text("Қол қою", "Подписать", "Sign")
CONSENT_NOW = Text("Жариялауға келісу", "Согласие на раскрытие", "Consent to disclosure")
BACK = Text("Келісімді қайтарып алу", "Отозвать согласие", "Take the consent back")
DISCLOSE_NOW = Text("Жариялау", "Раскрыть", "Disclose")
WAITS_FOR_SIGNATURE = Text("Сұрау салу қол қоюды күтеді", "Запрос ждёт подписи", "A request waits for a signature")
WAITS_FOR_NOTICE = Text("Сұрау салу бойынша хабарлау керек", "По запросу нужно известить", "A request must be told of")
OTHER_IS_LATE = Text("Екінші тарап мерзімінде хабарламады", "Вторая сторона не известила в срок", "Not told in time")
LOOK_AGAIN = Text("Тұрақты сұрау салуды қайта қарау керек", "Пора пересмотреть постоянный запрос", "Look at it again")
GIVEN = Text("Бағыты", "Направление", "Direction")
DUE = Text("Мерзімі", "Срок", "Due")


@dataclass(frozen=True, slots=True)
class CasesOffice:
    """Requests as a body of this node sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        sends = Signed(ActPurpose.CIS_REQUEST, self.prepare_send, self.send, SIGN_SEND)
        tells = Signed(ActPurpose.CIS_TELLING, self.prepare_tell, self.tell, SIGN_TELL)
        accepts = Signed(ActPurpose.CIS_CONDITIONS, self.prepare_conditions, self.answer_conditions, SIGN_IT)
        withdraws = Signed(ActPurpose.CIS_WITHDRAWAL, self.prepare_withdraw, self.withdraw, SIGN_IT)
        consents = Signed(ActPurpose.CIS_CONSENT, self.prepare_consent, self.consent, SIGN_IT)
        back = Signed(ActPurpose.CIS_CONSENT_BACK, self.prepare_back, self.take_back, SIGN_IT)
        drafts, rewrites = Unsigned(self.write, KEEP), Unsigned(self.rewrite, KEEP)
        reviews = Unsigned(self.review, case_ways.REVIEW)
        discloses = Unsigned(self.disclose, DISCLOSE_NOW)
        steer, writes = STEER_REQUEST.roles, WRITE_REQUEST.roles
        return Office(
            say.CASES,
            TITLE,
            SEE_CASES.roles,
            (Page(say.CASES, self.read, FILTERS), Page(ONE, self.one)),
            (
                Deed(f"{say.CASES}/new", NEW, self.blank_new, drafts, form.LEAD, form.CITES, writes),
                Deed(f"{ONE}/edit", NEW, self.blank_edit, rewrites, form.LEAD, form.CITES, writes),
                Deed(f"{ONE}/anew", case_ways.ANEW, self.blank_anew, drafts, form.LEAD, form.CITES, writes),
                Deed(f"{ONE}/send", SEND, self.blank_send, sends, None, form.CITES, SEND_REQUEST.roles),
                Deed(f"{ONE}/tell", TELL_NOW, self.blank_tell, tells, telling_form.LEAD, ("CIS-8.2",), TELL.roles),
                Deed(f"{ONE}/conditions", ACCEPT, self.blank_conditions, accepts, None, ("CIS-8.2b",), steer),
                Deed(f"{ONE}/withdraw", WITHDRAW, self.blank_above, withdraws, None, ("CIS-7b",), steer),
                Deed(f"{ONE}/review", case_ways.REVIEW, self.blank_review, reviews, None, ("CIS-7b",), steer),
                Deed(f"{ONE}/consent", CONSENT_NOW, self.blank_consent, consents, None, ("CIS-8.4",), CONSENT.roles),
                Deed(f"{ONE}/consent-back", BACK, self.blank_back, back, None, ("CIS-8.4",), CONSENT.roles),
                Deed(
                    f"{ONE}/disclose", DISCLOSE_NOW, self.blank_disclose, discloses, None, ("CIS-8.4",), DISCLOSE.roles
                ),
            ),
            section=Section.BETWEEN_STATES,
            today=self.today,
        )

    async def read(self, here: Here) -> Sheet:
        """Show the requests of the body, the one that moved last first."""
        columns = (say.OTHER_SIDE, GIVEN, say.STATE, DUE, say.WHEN)
        listed = Searched(TITLE, columns, seek.find_cases, self._row, ("CIS-8.2", "CIS-8.4"))
        ways = (Way(NEW, f"{say.CASES}/new", main=True),) if here.may(WRITE_REQUEST) else ()
        return Sheet(TITLE, (await listed.page(self.running, here),), ways, LEAD, ("CIS-8.4",))

    async def one(self, here: Here) -> Sheet:
        """Show one request: what was asked, its verdicts or its clock, everything told of it."""
        at, seen = self.running.now(), await directory_at(self.running, here)
        kept = await see_cases.one_case(self.running.node, here.session, here.ids["case"], at)
        missed = await told_in_vain(self.running.node, here.session, kept.paper.id, at)
        blocks = await self._blocks(kept, missed, seen.directory, here)
        ways = ways_of(kept, here, at, never_came=not_taken.never_came(missed))
        return Sheet(show.ASKED, blocks, ways, None, ("CIS-8.1a", "CIS-8.2", "CIS-8.4"))

    async def today(self, here: Here) -> Today:
        """Return what waits: drafts for the head's signature, requests that must be told of."""
        at = self.running.now()
        signs = here.may(SEND_REQUEST)
        found = await see_cases.waiting(self.running.node, here.session, at)
        seen = await directory_at(self.running, here)
        drafts = [
            Task(WAITS_FOR_SIGNATURE, show.place(one), named(seen.directory, one.case.other, here))
            for one in found
            if signs and one.case.sent is None
        ]
        owed = [
            Task(
                WAITS_FOR_NOTICE, show.place(one), named(seen.directory, one.case.other, here), self._due(one.case, at)
            )
            for one in found
            if one.case.side is Side.ASKED and one.paper.due_at is not None and not show.is_settled(one.case)
        ]
        unanswered = [
            Task(OTHER_IS_LATE, show.place(one), named(seen.directory, one.case.other, here), self._due(one.case, at))
            for one in found
            if one.case.side is Side.ASKING and one.case.is_late(at) and not show.is_settled(one.case)
        ]
        reviews = [
            Task(LOOK_AGAIN, show.place(one), named(seen.directory, one.case.other, here))
            for one in found
            if one.case.review_is_due(at)
        ]
        return Today((*owed, *unanswered, *drafts, *reviews, *await not_taken.tasks(self.running, here, at)))

    async def blank_new(self, here: Here) -> Blank:
        """Return the empty form of a request."""
        seen = await directory_at(self.running, here)
        return Blank(form.fields(self.running, seen))

    async def write(self, here: Here, typed: Typed) -> str:
        """Keep a draft."""
        made = await write_request.write_request(self.running.node, here.session, form.read(typed), self.running.now())
        return show.place(made)

    async def blank_edit(self, here: Here) -> Blank:
        """Return the form of a draft as it was left."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank(form.fields(self.running, seen), filled=form.filled(kept.case))

    async def blank_anew(self, here: Here) -> Blank:
        """Return the form of a new request, filled as one of our own was, below what that one lacked."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        if kept.case.side is not Side.ASKING:
            raise PAPER_UNKNOWN.at()
        above = (show.standing(kept.case, None, self.running.now()),)
        return Blank(form.fields(self.running, seen), above, filled=form.filled(kept.case))

    async def rewrite(self, here: Here, typed: Typed) -> str:
        """Keep the next version of a draft."""
        number, at = here.ids["case"], self.running.now()
        made = await write_request.rewrite_request(self.running.node, here.session, number, form.read(typed), at)
        return show.place(made)

    async def blank_send(self, here: Here) -> Blank:
        """Return what is to be signed, with what every rule says of it."""
        at, seen = self.running.now(), await directory_at(self.running, here)
        judged = await write_request.judge_request(self.running.node, here.session, here.ids["case"], at)
        above = (
            show.asked(judged.kept.case, seen.directory, here),
            show.items(judged.kept.case),
            show.verdicts(judged),
        )
        return Blank((), above, named=lines_of(seen))

    async def prepare_send(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the request."""
        draft = write_request.OfDraft(here.ids["case"])
        return shown(await write_request.prepare_request(self.running.node, here.session, draft, self.running.now()))

    async def send(self, here: Here, act: UUID, cms: bytes) -> str:
        """Let it out."""
        return show.place(
            await write_request.send_request(self.running.node, here.session, act, cms, self.running.now())
        )

    async def blank_tell(self, here: Here) -> Blank:
        """Return the form of a notice."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        kind = seen.directory.body(kept.case.asked.requested)
        above = (show.asked(kept.case, seen.directory, here), show.items(kept.case))
        return Blank(telling_form.fields(kept.case, kind), above, named=lines_of(seen))

    async def prepare_tell(self, here: Here, typed: Typed) -> ToSign:
        """Make the act of the notice."""
        notice = telling_form.read(here.ids["case"], typed)
        try:
            return shown(await tell.prepare_telling(self.running.node, here.session, notice, self.running.now()))
        except Problem as raised:
            raise telling_form.beside(raised) from raised

    async def tell(self, here: Here, act: UUID, cms: bytes) -> str:
        """Tell."""
        return show.place(await tell.tell(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_conditions(self, here: Here) -> Blank:
        """Return the form in which an item is chosen and its conditions are answered."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        above = (show.asked(kept.case, seen.directory, here), *show.told(kept.case, seen.directory))
        return Blank(telling_form.answer_fields(kept.case), above, named=lines_of(seen))

    async def prepare_conditions(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that answers conditions."""
        chosen = telling_form.read_answer(here.ids["case"], typed)
        act = await steer_request.prepare_conditions(self.running.node, here.session, chosen, self.running.now())
        return shown(act)

    async def answer_conditions(self, here: Here, act: UUID, cms: bytes) -> str:
        """Accept or decline them."""
        made = await steer_request.answer_conditions(self.running.node, here.session, act, cms, self.running.now())
        return show.place(made)

    async def blank_above(self, here: Here) -> Blank:
        """Return a form without fields, with the request above it."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank((), (show.asked(kept.case, seen.directory, here),), named=lines_of(seen))

    async def prepare_withdraw(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that withdraws."""
        of = steer_request.OfCase(here.ids["case"])
        return shown(await steer_request.prepare_withdrawal(self.running.node, here.session, of, self.running.now()))

    async def withdraw(self, here: Here, act: UUID, cms: bytes) -> str:
        """Withdraw it."""
        made = await steer_request.withdraw_request(self.running.node, here.session, act, cms, self.running.now())
        return show.place(made)

    async def blank_review(self, here: Here) -> Blank:
        """Return the form of the next day to look at a standing request."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank(
            (form.REVIEW,), (show.asked(kept.case, seen.directory, here), *show.told(kept.case, seen.directory))
        )

    async def review(self, here: Here, typed: Typed) -> str:
        """Note that it is still needed."""
        node, at = self.running.node, self.running.now()
        again = steer_request.Again(typed.day("review_on") or in_astana(at).date())
        return show.place(await steer_request.look_again(node, here.session, here.ids["case"], again, at))

    async def blank_consent(self, here: Here) -> Blank:
        """Return the form of a consent: to which bodies it may be disclosed, and until when."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        above = (show.asked(kept.case, seen.directory, here),)
        return Blank((form.recipients(seen, kept.case), form.LASTS), above, named=lines_of(seen))

    async def prepare_consent(self, here: Here, typed: Typed) -> ToSign:
        """Make the consent."""
        given = consent.Form(here.ids["case"], typed.many("recipients"), typed.day("until"))
        return shown(await consent.prepare_consent(self.running.node, here.session, given, self.running.now()))

    async def consent(self, here: Here, act: UUID, cms: bytes) -> str:
        """Give it."""
        return show.place(await consent.give_consent(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_back(self, here: Here) -> Blank:
        """Return the form in which a consent that stands is chosen."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        field = form.consents(kept.case, seen.directory, self.running.now())
        return Blank((field,), (show.asked(kept.case, seen.directory, here),), named=lines_of(seen))

    async def prepare_back(self, here: Here, typed: Typed) -> ToSign:
        """Make the act that takes it back."""
        chosen = consent.OfConsent(here.ids["case"], typed.id("act") or UUID(int=0))
        return shown(await consent.prepare_taking_back(self.running.node, here.session, chosen, self.running.now()))

    async def take_back(self, here: Here, act: UUID, cms: bytes) -> str:
        """Take it back."""
        made = await consent.take_consent_back(self.running.node, here.session, act, cms, self.running.now())
        return show.place(made)

    async def blank_disclose(self, here: Here) -> Blank:
        """Return the form in which the body is chosen to which it is disclosed."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        return Blank(
            (form.disclosed_to(seen, kept.case, law_of(self.running.node).state, self.running.now()),),
            (show.asked(kept.case, seen.directory, here),),
        )

    async def disclose(self, here: Here, typed: Typed) -> str:
        """Disclose."""
        to = consent.To(here.ids["case"], typed.text("body"))
        await consent.disclose(self.running.node, here.session, to, self.running.now())
        return f"{say.CASES}/{here.ids['case']}"

    async def _kept(self, here: Here) -> KeptCase:
        return await see_cases.one_case(self.running.node, here.session, here.ids["case"], self.running.now())

    async def _blocks(
        self, kept: KeptCase, missed: Sequence[NotTaken], directory: Directory, here: Here
    ) -> tuple[Block, ...]:
        case, at = kept.case, self.running.now()
        found: list[Block] = [
            show.standing(case, self._due(case, at), at),
            *not_taken.shown(missed),
            *clock(case, await see_cases.reminders(self.running.node, here.session, kept.paper.id, at)),
            show.asked(case, directory, here),
            show.items(case),
        ]
        if case.channel is Channel.COURIER:
            carried = await packets.packets_of_case(self.running.node, here.session, kept.paper.id, at)
            found += packet_rows.about(carried, directory, here)
        if case.sent is None:
            judged = await write_request.judge_request(self.running.node, here.session, kept.paper.id, at)
            found.append(show.verdicts(judged))
        found += [*show.told(case, directory), *show.consents(case, directory, here, at)]
        return tuple(found)

    def _row(self, one: KeptCase, directory: Directory, at: datetime) -> tuple[tuple[Cell, ...], ...]:
        case = one.case
        late = (State(Tone.BAD, say.LATE),) if case.is_late(at) else ()
        due = self._due(case, at)
        name = directory.body(case.other)
        return (
            (Link(case.other if name is None else name.name, show.place(one)),),
            (Said(say.SIDES[case.side]),),
            (State(*say.STATES[case.state]), *late),
            () if due is None else (due,),
            (On(in_astana(one.paper.at).date()),),
        )

    def _due(self, case: Case, at: datetime) -> Due | None:
        """Return until when it must be told of, as it was counted on its receipt."""
        reception = case.reception
        if reception is None or reception.due_at is None:
            return None
        if case.state is CaseState.CLOSED and reception.first_told_at is None:
            return None
        legal = self.running.law.terms["cis.answer"]
        return due_as_kept(reception.due_at, reception.received_at, legal, at, reception.first_told_at)


def shown(act: PreparedAct) -> ToSign:
    """Return an act as the page of signing shows it."""
    return to_sign(act, said_by(act.data).actor)
