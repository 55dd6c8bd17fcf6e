"""Write a request to a body of another state, judge it, sign it and let it out (CIS-7a, CIS-7b, CIS-8.1a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, Meant, acting, attested, law_of, prepared_by, signing
from almasu.actions.interstate.carrying import carry, channel_between
from almasu.actions.interstate.cases import KeptCase, Step, case_of, keep_moved, keep_new
from almasu.actions.interstate.directory import named, system_of
from almasu.actions.interstate.judged import refusal_of
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.asking import MOST_ITEMS, Asked, Item, Subject, Way
from almasu.kernel.interstate.case import Case, CaseState, drafted, sent
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parcels import Asks, must_ask_by_card
from almasu.kernel.interstate.problems import ENDED, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.interstate.sending import Channel, Sending
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.problems import PAPER_CHANGED
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import SEND_REQUEST, WRITE_REQUEST
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.typed import Dated


class Form(Dated, frozen=True):
    """What somebody writes: article 8, a to e, with the way and, for a standing request, its end and review.

    `channel` is the node or the courier; between information systems a workplace counts as the node (CIS-6.1).
    """

    requested: str
    way: Way
    subject: Subject
    basis: str
    items: tuple[Item, ...]
    purpose: str
    other: str = ""
    system: str = ""
    stamp: str = ""
    secret: bool = False
    ends_on: date | None = None
    review_on: date | None = None
    in_reply_to: UUID | None = None
    channel: Channel = Channel.NODE


class OfDraft(msgspec.Struct, frozen=True):
    """Which draft is signed."""

    draft: UUID


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with what every rule says of it."""

    kept: KeptCase
    findings: Sequence[Finding]


async def write_request(node: Node, token: str, form: Form, at: datetime) -> KeptCase:
    """Keep a draft; Problems `cis.no_such_body`, `cis.value` for what is too long or too much, `cis.secret_text`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, WRITE_REQUEST, at)
        case = await _drafted(node, transaction, who, form, node.new_id())
        return await keep_new(node, transaction, case, Step("written", who.said, at))


async def rewrite_request(node: Node, token: str, number: UUID, form: Form, at: datetime) -> KeptCase:
    """Keep the next version of a draft; Problem `cis.ended` where it has left."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, WRITE_REQUEST, at)
        kept = _waiting(await case_of(transaction, who, number, lock=True))
        case = await _drafted(node, transaction, who, form, number)
        return await keep_moved(node, transaction, kept, case, Step("rewritten", who.said, at))


async def judge_request(node: Node, token: str, number: UUID, at: datetime) -> Judged:
    """Return what every rule says of a draft as it lies there: nobody signed it yet."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, WRITE_REQUEST, at)
        kept = await case_of(transaction, who, number)
        return Judged(kept, await _findings(node, transaction, who, kept.case, at, signed=False))


async def prepare_request(node: Node, token: str, form: OfDraft, at: datetime) -> PreparedAct:
    """Build the act of a request; Problem `cis.refused` with the words of every rule in its way."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEND_REQUEST, at)
        kept = _waiting(await case_of(transaction, who, form.draft))
        refusal = refusal_of(await _findings(node, transaction, who, kept.case, at, signed=True))
        if refusal is None:
            case = kept.case
            body = msgspec.to_builtins({"asked": case.asked, "stamps": case.stamps, "channel": case.channel})
            meant = Meant(ActPurpose.CIS_REQUEST, body, _human(who, kept.case))
            return await prepared_by(node, transaction, who, meant, at)
        says = {"reason": refusal.kind.code, "cites": list(refusal.kind.cites)}
        told = leaf(node, EntryKind.CIS_CASE_REFUSED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(told)
    raise refusal


async def send_request(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Let out the request that was signed: kept, journalled and put into the post at once.

    Problems: what verification refuses, `cis.refused` where a rule came to stand in its way, `paper.changed` where the
    draft was rewritten meanwhile.
    """
    signed = await signed_act(node, token, act, ActPurpose.CIS_REQUEST, cms, at)
    asked = msgspec.convert(signed.body["asked"], Asked)
    stamps = msgspec.convert(signed.body["stamps"], tuple[Stamp, ...])
    channel = msgspec.convert(signed.body["channel"], Channel)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, SEND_REQUEST, at)
        kept = _waiting(await case_of(transaction, who, asked.number, lock=True))
        if (kept.case.asked, kept.case.stamps, kept.case.channel) != (asked, stamps, channel):
            raise PAPER_CHANGED.at()
        findings = await _findings(node, transaction, who, kept.case, at, signed=True)
        refusal = refusal_of(findings)
        if refusal is not None:
            raise refusal
        vouched = attested(who, signed, at)
        case = sent(kept.case, vouched)
        verdicts = {one.rule_id: verdict_word(one.verdict) for one in findings}
        step = Step(
            "sent", who.said, at, {**told_of(node, signed), "verdicts": verdicts, "channel": case.channel.value}
        )
        after = await keep_moved(node, transaction, kept, case, step)
        await carry(node, transaction, after, who.directory, Asks(asked, vouched, case.stamps), at)
        return after


def _waiting(kept: KeptCase) -> KeptCase:
    if kept.case.state is not CaseState.DRAFT:
        raise ENDED.at()
    return kept


async def _drafted(node: Node, transaction: Transaction, who: Acting, form: Form, number: UUID) -> Case:
    must_fit(form)
    if len(form.items) > MOST_ITEMS:
        raise VALUE_WRONG.at("items")
    requested = named(who.directory, form.requested, "requested")
    ours = {"requesting": who.body.id, "requested": requested.id}
    asked = Asked(
        number=number,
        way=form.way,
        subject=form.subject,
        basis=form.basis.strip(),
        items=form.items,
        purpose=form.purpose.strip(),
        other=form.other.strip(),
        system=form.system,
        ends_on=form.ends_on if form.way is Way.STANDING else None,
        review_on=form.review_on if form.way is Way.STANDING else None,
        in_reply_to=form.in_reply_to,
        **ours,
    )
    marked = bool(form.stamp) or form.secret
    stamps = (Stamp(form.stamp, who.body.party or who.body.id, secret=form.secret),) if marked else ()
    must_ask_by_card(asked, stamps)
    return drafted(asked, channel_between(who.body, requested, form.channel), stamps)


async def _findings(
    node: Node, transaction: Transaction, who: Acting, case: Case, at: datetime, *, signed: bool
) -> Sequence[Finding]:
    """Return what every rule says; `signed` tells whether whoever may sign for the body does so now."""
    system = await system_of(law_of(node), transaction, case.asked.system) if case.asked.system else None
    sending = Sending(
        asked=replace(case.asked, requesting=who.body.id),
        day=in_astana(at).date(),
        directory=who.directory,
        channel=case.channel,
        stamps=case.stamps,
        signed=signed,
        system=system,
    )
    return law_of(node).judged(sending)


def _human(who: Acting, case: Case) -> Text:
    """Return the sentence that whoever signs reads: it names no more than the body, how many items and the way."""
    requested = named(who.directory, case.asked.requested, "requested")
    count = len(case.asked.items)
    if case.channel is Channel.COURIER:
        return Text(
            kk=f"«{requested.name.kk}» органына сұрау салуды фельдъегермен жіберемін: тармақтар саны {count}.",
            ru=f"Направляю запрос фельдсвязью в орган «{requested.name.ru}»: пунктов {count}.",
            en=f"I send a request by courier to “{requested.name.en}”: {count} items.",
        )
    return Text(
        kk=f"«{requested.name.kk}» органына сұрау салу жіберемін: тармақтар саны {count}.",
        ru=f"Направляю запрос в орган «{requested.name.ru}»: пунктов {count}.",
        en=f"I send a request to “{requested.name.en}”: {count} items.",
    )
