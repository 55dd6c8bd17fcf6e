"""Invite a body to a consultation, answer an invitation, sign the minutes: each signed, each told to the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.carrying import Going, channel_between, let_go
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.consulting import (
    Consultation,
    ConsultationState,
    Minutes,
    Topic,
    answered,
    minuted,
    must_invite,
)
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parcels import AnswersConsultation, Invites, OfConsultation, SignsMinutes
from almasu.kernel.interstate.problems import NOT_IN_FORCE
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import CONSULT, SEE_CONSULTATIONS
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Dated

OF_BODY = "body"
ON_PAGE = 50
TO_SIGN = (ConsultationState.AGREED, ConsultationState.MINUTED)
"""States in which minutes are signed."""


class Form(Dated, frozen=True):
    """Whom one invites, to what kind of consultation, about what, to which day and place, by which channel."""

    invited: str
    topic: Topic
    about: str
    on: date
    place: str = ""
    channel: Channel = Channel.NODE


class Answer(msgspec.Struct, frozen=True):
    """Whether one comes; who does not says why."""

    consultation: UUID
    agrees: bool
    reason: str = ""


class Signing(msgspec.Struct, frozen=True):
    """The minutes that one files first, or signs as the other side filed them."""

    consultation: UUID
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class KeptConsultation:
    """A consultation with the paper that holds it; `ours` tells whether a body of this node invited."""

    paper: Paper
    consultation: Consultation
    ours: bool

    @property
    def own_body(self) -> str:
        """Return the body of this node whose copy it is: two bodies may work at one node."""
        return self.consultation.inviting if self.ours else self.consultation.invited

    @property
    def other(self) -> str:
        """Return the body on the other side."""
        return self.consultation.invited if self.ours else self.consultation.inviting

    @property
    def may_sign(self) -> bool:
        """Tell whether the minutes lack the signature of the body of this node."""
        return self.consultation.state in TO_SIGN and self.own_body not in dict(self.consultation.signed)


async def prepare_invitation(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the invitation; Problems `cis.no_such_body`, `cis.not_in_force`, `cis.value`."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONSULT, at)
        body = named(who.directory, form.invited, "invited")
        if not who.directory.lets_exchange(who.body, body, in_astana(at).date()):
            raise NOT_IN_FORCE.at("invited")
        channel = channel_between(who.body, body, form.channel)
        words = {**msgspec.structs.asdict(form), "channel": channel}
        one = must_invite(Consultation(number=node.new_id(), inviting=who.body.id, at=at, **words))
        human = Text(
            kk=f"«{body.name.kk}» органын кеңеске шақырамын.",
            ru=f"Приглашаю на консультацию орган «{body.name.ru}».",
            en=f"I invite “{body.name.en}” to a consultation.",
        )
        meant = Meant(ActPurpose.CIS_CONSULTATION, msgspec.to_builtins(one), human)
        return await prepared_by(node, transaction, who, meant, at)


async def invite(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptConsultation:
    """Keep the invitation that was signed and send it."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_CONSULTATION, cms, at)
    one = must_invite(msgspec.convert(signed.body, Consultation))
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, CONSULT, at)
        paper = new_paper(one.number, PaperKind.CIS_CONSULTATION, one.state.value, at, one, {OF_BODY: who.body.id})
        kept = await keep(node, transaction, paper, who.said, "invited", told_of(node, signed))
        await _tell(node, transaction, who, kept, Invites(one, attested(who, signed, at)), at)
        return kept


async def prepare_answer(node: Node, token: str, form: Answer, at: datetime) -> PreparedAct:
    """Build the answer; Problems `cis.not_asked_here`, `cis.ended`, `cis.value`."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONSULT, at)
        kept = await consultation_of(transaction, who, form.consultation)
        answered(kept.consultation, who.body.id, form.reason, agrees=form.agrees)
        human = Text(
            kk="Кеңеске шақыруға жауабым осы.",
            ru="Таков мой ответ на приглашение.",
            en="This is my answer to the invitation.",
        )
        meant = Meant(ActPurpose.CIS_CONSULTATION_ANSWER, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def answer(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptConsultation:
    """Keep the answer that was signed and tell whoever invited."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_CONSULTATION_ANSWER, cms, at)
    form = msgspec.convert(signed.body, Answer)
    async with node.store.transaction() as transaction:
        who, kept = await _signing(node, transaction, token, signed, form.consultation, at)
        one = answered(kept.consultation, who.body.id, form.reason, agrees=form.agrees)
        parcel = AnswersConsultation(one.number, form.agrees, form.reason, attested(who, signed, at))
        return await _moved(node, transaction, who, kept, one, "answered", signed, parcel, at)


async def prepare_minutes(node: Node, token: str, form: Signing, at: datetime) -> PreparedAct:
    """Build the signature under minutes; Problems `cis.ended`, `cis.value` for others than those that were filed."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONSULT, at)
        kept = await consultation_of(transaction, who, form.consultation)
        minuted(kept.consultation, form.minutes, who.body.id, form.consultation, at)
        digest = form.minutes.sha256[:16]
        human = Text(
            kk=f"Кеңес хаттамасына қол қоямын, SHA-256 {digest}…",
            ru=f"Подписываю протокол консультации, SHA-256 {digest}…",
            en=f"I sign the minutes of the consultation, SHA-256 {digest}…",
        )
        meant = Meant(ActPurpose.CIS_MINUTES, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def sign_minutes(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptConsultation:
    """Keep the signature and tell the other side; with the second one the consultation is closed."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_MINUTES, cms, at)
    form = msgspec.convert(signed.body, Signing)
    async with node.store.transaction() as transaction:
        who, kept = await _signing(node, transaction, token, signed, form.consultation, at)
        one = minuted(kept.consultation, form.minutes, who.body.id, act, at)
        parcel = SignsMinutes(one.number, form.minutes, attested(who, signed, at), who.body.id)
        return await _moved(node, transaction, who, kept, one, "minutes_signed", signed, parcel, at)


async def consultations(node: Node, token: str, older: str, at: datetime) -> Page[KeptConsultation]:
    """Return a page of the consultations of one's own body, the one that moved last first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CONSULTATIONS, at)
        pages = listing(node, str(who.person.account.id), Collection.CIS_CONSULTATIONS)
        kind, place = PaperKind.CIS_CONSULTATION, pages.place(older)
        found = await transaction.papers.found(kind, OF_BODY, who.body.id, place, ON_PAGE + 1)
        page = pages.cut(found, ON_PAGE, of_paper)
        return Page([read(one) for one in page.items], page.after)


async def consultations_to_settle(node: Node, token: str, at: datetime) -> Sequence[KeptConsultation]:
    """Return those that wait for one's own body: an invitation to answer, minutes to sign from the agreed day on.

    The latest first, as many as a desk shows. Minutes that the other side signed wait at once.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CONSULTATIONS, at)
        open_yet = [one.value for one in (ConsultationState.INVITED, *TO_SIGN)]
        kind = PaperKind.CIS_CONSULTATION
        papers = await transaction.papers.found(kind, OF_BODY, who.body.id, None, ON_PAGE, open_yet)
        return [one for one in map(read, papers) if _waits(one, in_astana(at).date())]


def _waits(kept: KeptConsultation, day: date) -> bool:
    one = kept.consultation
    if one.state is ConsultationState.INVITED:
        return not kept.ours
    return kept.may_sign and (one.minutes is not None or one.on <= day)


async def one_consultation(node: Node, token: str, number: UUID, at: datetime) -> KeptConsultation:
    """Return one consultation of one's own body; Problem `paper.unknown` for any other alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CONSULTATIONS, at)
        return await consultation_of(transaction, who, number)


async def consultation_of(
    transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False
) -> KeptConsultation:
    """Return a consultation of one's own body; Problem `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return read(paper).own_body == who.body.id

    return read(await own_paper(transaction, number, PaperKind.CIS_CONSULTATION, is_own, lock=lock))


async def keep(
    node: Node, transaction: Transaction, paper: Paper, by: str, step: str, more: Mapping[str, Json]
) -> KeptConsultation:
    """Keep a consultation in its new state, with its leaf."""
    await transaction.papers.keep(paper)
    kept = read(paper)
    minutes = kept.consultation.minutes
    says = {**paper.told(), "step": step, "minutes": "" if minutes is None else minutes.sha256, **more}
    await transaction.journal.append(leaf(node, EntryKind.CIS_CONSULTATION_MOVED, paper.at, by, paper.about(), says))
    return kept


def read(paper: Paper) -> KeptConsultation:
    """Return the consultation of a paper."""
    one = msgspec.json.decode(paper.data, type=Consultation)
    return KeptConsultation(paper, one, paper.id != incoming(one.inviting, one.number))


async def _signing(
    node: Node, transaction: Transaction, token: str, signed: SignedAct, number: UUID, at: datetime
) -> tuple[Acting, KeptConsultation]:
    who = await signing(node, transaction, token, signed, CONSULT, at)
    return who, await consultation_of(transaction, who, number, lock=True)


async def _moved(
    node: Node,
    transaction: Transaction,
    who: Acting,
    kept: KeptConsultation,
    one: Consultation,
    step: str,
    signed: SignedAct,
    parcel: OfConsultation,
    at: datetime,
) -> KeptConsultation:
    paper = kept.paper.moved(one.state.value, at, one)
    after = await keep(node, transaction, paper, who.said, step, told_of(node, signed))
    await _tell(node, transaction, who, after, parcel, at)
    return after


async def _tell(
    node: Node, transaction: Transaction, who: Acting, kept: KeptConsultation, parcel: OfConsultation, at: datetime
) -> None:
    going = Going(kept.own_body, kept.other, kept.consultation.channel, kept.paper.id)
    await let_go(node, transaction, going, who.directory, parcel, at)
