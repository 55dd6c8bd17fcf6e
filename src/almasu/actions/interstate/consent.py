"""The written consent to disclose that one asked: given, taken back for the future, used to disclose (CIS-8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Meant, acting, attested, law_of, peer_of, prepared_by, signing
from almasu.actions.interstate.carrying import carry
from almasu.actions.interstate.cases import KeptCase, Step, case_of, keep_moved
from almasu.actions.interstate.directory import named
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.case import Side, consented, taken_back
from almasu.kernel.interstate.parcels import Consents, TakesBack
from almasu.kernel.interstate.problems import NO_SUCH_BODY, NOT_ASKED_HERE, NOT_ITS_CONSENT, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Consent, Knowledge, known_to
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.powers.interstate import CONSENT, DISCLOSE, SEE_CASES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Dated

MOST_RECIPIENTS = 20
AT_ONCE = 100
DISCLOSED = "disclosed"
TO_BODY = "to"
"""The name under which a disclosure is found: by the id of the body it was made to."""


class Form(Dated, frozen=True):
    """The consent: to disclose which request to which bodies, until which last day; without one until taken back."""

    case: UUID
    recipients: tuple[str, ...]
    until: date | None = None


class OfConsent(msgspec.Struct, frozen=True):
    """Which consent of a request is taken back: by the act that gave it."""

    case: UUID
    act: UUID


class Disclosure(msgspec.Struct, frozen=True):
    """That a body asked another, disclosed to a third: which two, and when it was sent; nothing of what it says."""

    requesting: str
    requested: str
    sent_on: str
    disclosed_at: datetime


@dataclass(frozen=True, slots=True)
class To:
    """Whom a disclosure is made to."""

    case: UUID
    body: str


async def prepare_consent(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the consent; Problems `cis.no_such_body`, `cis.not_its_consent` for whoever did not ask, `cis.value`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONSENT, at)
        case = (await case_of(transaction, who, form.case)).case
        if not 0 < len(form.recipients) <= MOST_RECIPIENTS:
            raise NO_SUCH_BODY.at("recipients")
        names = [named(who.directory, one, "recipients").name for one in form.recipients]
        if case.side is not Side.ASKING:
            raise NOT_ITS_CONSENT.at()
        _must_last(form, at)
        kk, ru, en = ("; ".join(f"«{getattr(one, code)}»" for one in names) for code in ("kk", "ru", "en"))
        human = Text(
            kk=f"Сұрау салу жіберілгенін мыналарға жариялауға келісемін: {kk}. {_lasts(form).kk}",
            ru=f"Даю согласие раскрыть факт направления запроса: {ru}. {_lasts(form).ru}",
            en=f"I consent to disclosing that the request was sent to: {en}. {_lasts(form).en}",
        )
        return await prepared_by(
            node, transaction, who, Meant(ActPurpose.CIS_CONSENT, msgspec.to_builtins(form), human), at
        )


async def give_consent(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Keep the consent that was signed and tell the other side."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_CONSENT, cms, at)
    form = msgspec.convert(signed.body, Form)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, CONSENT, at)
        kept = await case_of(transaction, who, form.case, lock=True)
        _must_last(form, at)
        consent = Consent(kept.case.asked.number, who.body.id, form.recipients, at, act, until=form.until)
        case = consented(kept.case, consent)
        step = Step("consented", who.said, at, {**told_of(node, signed), "recipients": len(form.recipients)})
        after = await keep_moved(node, transaction, kept, case, step)
        parcel = Consents(consent, attested(who, signed, at))
        await carry(node, transaction, after, who.directory, parcel, at)
        return after


async def prepare_taking_back(node: Node, token: str, form: OfConsent, at: datetime) -> PreparedAct:
    """Build the act that takes a consent back; Problems `cis.ended`, `cis.not_its_consent`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONSENT, at)
        taken_back((await case_of(transaction, who, form.case)).case, form.act, who.body.id, at)
        human = Text(
            kk="Келісімді осы сәттен бастап қайтарып аламын.",
            ru="Отзываю согласие с этого момента.",
            en="From now on I take the consent back.",
        )
        meant = Meant(ActPurpose.CIS_CONSENT_BACK, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def take_consent_back(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Take it back for the future and tell the other side; what was disclosed while it stood stays lawful."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_CONSENT_BACK, cms, at)
    form = msgspec.convert(signed.body, OfConsent)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, CONSENT, at)
        kept = await case_of(transaction, who, form.case, lock=True)
        case = taken_back(kept.case, form.act, who.body.id, at)
        step = Step("consent_taken_back", who.said, at, told_of(node, signed))
        after = await keep_moved(node, transaction, kept, case, step)
        parcel = TakesBack(case.asked.number, form.act, attested(who, signed, at))
        await carry(node, transaction, after, who.directory, parcel, at)
        return after


async def disclose(node: Node, token: str, to: To, at: datetime) -> Disclosure:
    """Disclose to a body of this node that the request was sent, and nothing of what it says.

    Problem `cis.not_asked_here` without a consent that stands now: it looks as if there were no such request.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, DISCLOSE, at)
        kept = await case_of(transaction, who, to.case, lock=True)
        case = kept.case
        body = named(who.directory, to.body, "body")
        if peer_of(body) != law_of(node).state:
            raise NO_SUCH_BODY.at("body")
        if known_to(case.asked, case.consents, body.id, at) is not Knowledge.THAT_IT_WAS_SENT:
            raise NOT_ASKED_HERE.at("body")
        sent_on = "" if case.sent is None else f"{case.sent.at:%Y-%m-%d}"
        told = Disclosure(case.asked.requesting, case.asked.requested, sent_on, at)
        number = uuid5(kept.paper.id, body.id)
        before = await transaction.papers.to_change(number, PaperKind.CIS_DISCLOSURE)
        first = new_paper(number, PaperKind.CIS_DISCLOSURE, DISCLOSED, at, told, {TO_BODY: body.id})
        paper = first if before is None else before.moved(DISCLOSED, at, told)
        await transaction.papers.keep(paper)
        entry = leaf(node, EntryKind.CIS_DISCLOSED, at, who.said, kept.paper.about(), {**paper.told(), "to": body.id})
        await transaction.journal.append(entry)
        return told


async def disclosed_to_us(node: Node, token: str, at: datetime) -> Sequence[Disclosure]:
    """Return what was disclosed to one's own body, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        papers = await transaction.papers.found(PaperKind.CIS_DISCLOSURE, TO_BODY, who.body.id, None, AT_ONCE)
        return [msgspec.json.decode(one.data, type=Disclosure) for one in papers]


def _must_last(form: Form, at: datetime) -> None:
    """Make sure that a consent does not end before it begins; Problem `cis.value`."""
    if form.until is not None and form.until < in_astana(at).date():
        raise VALUE_WRONG.at("until")


def _lasts(form: Form) -> Text:
    if form.until is None:
        return Text(kk="Қайтарып алғанша.", ru="До отзыва.", en="Until it is taken back.")
    day = f"{form.until:%d.%m.%Y}"
    return Text(kk=f"{day} қоса алғанда.", ru=f"По {day} включительно.", en=f"Until {day}, that day included.")
