"""Consultations of two bodies: invited, answered, their minutes signed by both (CIS-12, CIS-14)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from almasu.actions.interstate import consult, packets
from almasu.actions.interstate.consult import KeptConsultation
from almasu.interfaces.portal.offices.blocks import (
    At,
    Cell,
    Code,
    Facts,
    Link,
    On,
    Own,
    Said,
    Sheet,
    State,
    Table,
    Way,
)
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Deed, Here, Office, Page, Signed
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices.problems import MISSING
from almasu.interfaces.portal.offices.section import Section
from almasu.interfaces.portal.offices.today import Task, Today
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_interstate import packet_rows
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.case_form import CHANNEL, channel
from almasu.interfaces.portal.offices_of_interstate.cases import shown
from almasu.interfaces.portal.offices_of_interstate.coming import kinds_of_consultation
from almasu.interfaces.portal.offices_of_interstate.consultation_words import (
    ABOUT,
    ANSWER,
    COMES,
    DIGEST,
    FILE,
    FILE_HINT,
    HELD_ON,
    INVITE,
    INVITED,
    INVITED_US,
    INVITING,
    LEAD,
    MINUTES,
    MINUTES_WAIT,
    NO,
    ON,
    REASON,
    REASON_HINT,
    RESULT,
    RESULTS,
    SIGN_IT,
    SIGNED_BY,
    STATES,
    TITLE,
    TOPIC,
    TOPICS,
    WHERE,
    YES,
)
from almasu.interfaces.portal.offices_of_interstate.consultation_words import ONE as ONE_OF
from almasu.interfaces.portal.offices_of_interstate.lines_of_act import lines_of
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at, named, partners
from almasu.interfaces.portal.offices_of_interstate.not_taken import not_taken_of
from almasu.interfaces.portal.offices_of_interstate.packet_words import CAME, PACKETS
from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.consulting import ConsultationState, Minutes, Result, Topic
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.powers.interstate import CONSULT, SEE_CONSULTATIONS
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.wiring.running import Running

PLACE = "/cis/consultations"
ONE = f"{PLACE}/{{consultation:uuid}}"
CITES = ("CIS-12", "CIS-14")


@dataclass(frozen=True, slots=True)
class ConsultationsOffice:
    """Consultations as a body of this node sees them."""

    running: Running

    def office(self) -> Office:
        """Return the office."""
        invites = Signed(ActPurpose.CIS_CONSULTATION, self.prepare_invitation, self.invite, SIGN_IT)
        answers = Signed(ActPurpose.CIS_CONSULTATION_ANSWER, self.prepare_answer, self.answer, SIGN_IT)
        minutes = Signed(ActPurpose.CIS_MINUTES, self.prepare_minutes, self.sign_minutes, SIGN_IT)
        roles = CONSULT.roles
        return Office(
            PLACE,
            TITLE,
            SEE_CONSULTATIONS.roles,
            (Page(PLACE, self.read), Page(ONE, self.one)),
            (
                Deed(f"{PLACE}/new", INVITE, self.blank_invitation, invites, LEAD, CITES, roles),
                Deed(f"{ONE}/answer", ANSWER, self.blank_answer, answers, None, CITES, roles),
                Deed(f"{ONE}/minutes", MINUTES, self.blank_minutes, minutes, LEAD, CITES, roles),
            ),
            section=Section.PARTIES,
            today=self.today,
        )

    async def today(self, here: Here) -> Today:
        """Return the invitations to answer and the minutes to sign."""
        if not _signs(here):
            return Today(())
        seen = await directory_at(self.running, here)
        found = await consult.consultations_to_settle(self.running.node, here.session, self.running.now())
        return Today(
            tuple(
                Task(MINUTES_WAIT if one.may_sign else INVITED_US, _place(one), named(seen.directory, one.other, here))
                for one in found
            )
        )

    async def read(self, here: Here) -> Sheet:
        """Show the consultations of the body."""
        seen = await directory_at(self.running, here)
        cursor, at = here.asked.text("older"), self.running.now()
        page = await consult.consultations(self.running.node, here.session, cursor, at)
        rows = tuple(_row(one, seen.directory) for one in page.items)
        columns = (say.OTHER_SIDE, TOPIC, say.STATE, ON)
        table = Table(TITLE, columns, rows, say.NOTHING, older_of(page.after), CITES)
        ways = (Way(INVITE, f"{PLACE}/new", main=True),) if _signs(here) else ()
        return Sheet(TITLE, (table,), ways, LEAD, CITES)

    async def one(self, here: Here) -> Sheet:
        """Show one consultation, and what comes next."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        state, place = kept.consultation.state, _place(kept)
        ways: tuple[Way, ...] = ()
        if _signs(here) and state is ConsultationState.INVITED and not kept.ours:
            ways = (Way(ANSWER, f"{place}/answer", main=True),)
        if _signs(here) and kept.may_sign:
            ways = (Way(MINUTES, f"{place}/minutes", main=True),)
        if kept.consultation.channel is not Channel.COURIER:
            blocks = (*await not_taken_of(self.running, here, kept.paper.id), facts(kept, seen.directory, here))
            return Sheet(ONE_OF, blocks, ways, None, CITES)
        if kinds_of_consultation(kept):
            ways = (*ways, Way(CAME, f"{PACKETS}/consultations/{kept.paper.id}", main=not ways))
        carried = await packets.packets_about(self.running.node, here.session, kept.paper.id, self.running.now())
        blocks = (facts(kept, seen.directory, here), *packet_rows.about(carried, seen.directory, here))
        return Sheet(ONE_OF, blocks, ways, None, CITES)

    async def blank_invitation(self, here: Here) -> Blank:
        """Return the form of an invitation."""
        seen = await directory_at(self.running, here)
        bodies = partners(self.running, seen)
        topics = tuple(Choice(one.value, TOPICS[one]) for one in Topic)
        fields = (
            Field("invited", INVITED, Kind.CHOICE, choices=bodies),
            Field("topic", TOPIC, Kind.CHOICE, choices=topics),
            Field("about", ABOUT, Kind.LONG, longest=LONGEST),
            Field("on", ON, Kind.DAY),
            Field("place", WHERE, required=False),
            CHANNEL,
        )
        return Blank(fields, named=lines_of(seen))

    async def prepare_invitation(self, here: Here, typed: Typed) -> ToSign:
        """Make the invitation."""
        at = self.running.now()
        on = typed.day("on") or in_astana(at).date()
        words = typed.text("about").strip(), on, typed.text("place").strip()
        form = consult.Form(typed.text("invited"), Topic(typed.text("topic")), *words, channel(typed))
        return shown(await consult.prepare_invitation(self.running.node, here.session, form, at))

    async def invite(self, here: Here, act: UUID, cms: bytes) -> str:
        """Invite."""
        return _place(await consult.invite(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_answer(self, here: Here) -> Blank:
        """Return the form of an answer."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        fields = (
            Field("agrees", COMES, Kind.CHOICE, choices=(Choice("yes", YES), Choice("no", NO))),
            Field("reason", REASON, Kind.LONG, required=False, hint=REASON_HINT, longest=LONGEST),
        )
        return Blank(fields, (facts(kept, seen.directory, here),), named=lines_of(seen))

    async def prepare_answer(self, here: Here, typed: Typed) -> ToSign:
        """Make the answer; Problem `portal.field.missing` where one declines and does not say why."""
        if typed.text("agrees") == "no" and not typed.text("reason"):
            raise MISSING.at("reason", label_kk=REASON.kk, label_ru=REASON.ru, label_en=REASON.en)
        form = consult.Answer(here.ids["consultation"], typed.text("agrees") == "yes", typed.text("reason").strip())
        return shown(await consult.prepare_answer(self.running.node, here.session, form, self.running.now()))

    async def answer(self, here: Here, act: UUID, cms: bytes) -> str:
        """Answer."""
        return _place(await consult.answer(self.running.node, here.session, act, cms, self.running.now()))

    async def blank_minutes(self, here: Here) -> Blank:
        """Return the form of the minutes; what the other side filed stands in it."""
        kept, seen = await self._kept(here), await directory_at(self.running, here)
        results = tuple(Choice(one.value, RESULTS[one]) for one in Result)
        fields = (
            Field("file", FILE, Kind.FILE, hint=FILE_HINT),
            Field("held_on", HELD_ON, Kind.DAY),
            Field("result", RESULT, Kind.CHOICE, choices=results),
        )
        filed = kept.consultation.minutes
        texts = {} if filed is None else {"held_on": (filed.held_on.isoformat(),), "result": (filed.result.value,)}
        return Blank(fields, (facts(kept, seen.directory, here),), Typed(texts), lines_of(seen))

    async def prepare_minutes(self, here: Here, typed: Typed) -> ToSign:
        """Make the signature under the minutes: of the file its digest is taken, and nothing is kept."""
        at = self.running.now()
        digest = hashlib.sha256(typed.files["file"].data).hexdigest()
        minutes = Minutes(digest, typed.day("held_on") or in_astana(at).date(), Result(typed.text("result")))
        form = consult.Signing(here.ids["consultation"], minutes)
        try:
            return shown(await consult.prepare_minutes(self.running.node, here.session, form, at))
        except Problem as raised:
            raise beside_file(raised) from raised

    async def sign_minutes(self, here: Here, act: UUID, cms: bytes) -> str:
        """Sign them."""
        return _place(await consult.sign_minutes(self.running.node, here.session, act, cms, self.running.now()))

    async def _kept(self, here: Here) -> KeptConsultation:
        number = here.ids["consultation"]
        return await consult.one_consultation(self.running.node, here.session, number, self.running.now())


def _signs(here: Here) -> bool:
    return here.may(CONSULT)


def _place(kept: KeptConsultation) -> str:
    return f"{PLACE}/{kept.paper.id}"


def _row(kept: KeptConsultation, directory: Directory) -> tuple[tuple[Cell, ...], ...]:
    one = kept.consultation
    other = one.invited if kept.ours else one.inviting
    body = directory.body(other)
    return (
        (Link(other if body is None else body.name, _place(kept)),),
        (Said(TOPICS[one.topic]),),
        (State(*STATES[one.state]),),
        (On(one.on),),
    )


def facts(kept: KeptConsultation, directory: Directory, here: Here) -> Facts:
    """Return who invited whom, to what, by which channel, and what came of it."""
    one = kept.consultation
    rows: list[tuple[Text, tuple[Cell, ...]]] = [
        (say.STATE, (State(*STATES[one.state]),)),
        (INVITING, named(directory, one.inviting, here)),
        (INVITED, named(directory, one.invited, here)),
        (TOPIC, (Said(TOPICS[one.topic]),)),
        (ABOUT, (Own(one.about),)),
        (ON, (On(one.on),)),
        (WHERE, (Own(one.place),) if one.place else ()),
        (CHANNEL.label, (Said(say.CHANNELS[one.channel]),)),
        (say.WHEN, (At(one.at),)),
    ]
    if one.reason:
        rows.append((REASON, (Own(one.reason),)))
    if one.minutes is not None:
        signers = tuple(cell for body, _ in one.signed for cell in named(directory, body, here))
        rows += [
            (HELD_ON, (On(one.minutes.held_on),)),
            (RESULT, (Said(RESULTS[one.minutes.result]),)),
            (DIGEST, (Code(one.minutes.sha256),)),
            (SIGNED_BY, signers),
        ]
    return Facts(None, tuple(rows), CITES)


def beside_file(raised: Problem) -> Problem:
    """Return a problem with the digest of minutes beside the file that it is taken of."""
    where = "file" if raised.where == "sha256" else raised.where
    return Problem(raised.kind, raised.title, raised.remedy, where)
