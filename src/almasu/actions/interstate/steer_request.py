"""What the asking body does after its request left: answers conditions, withdraws it (CIS-8.2b, CIS-7b)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.carrying import carry
from almasu.actions.interstate.cases import KeptCase, Step, case_of, keep_moved
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.asking import is_russian
from almasu.kernel.interstate.case import Case, accepted, conditions_declined, looked_at_again, withdrawn
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parcels import Accepts, Withdraws
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.powers.interstate import STEER_REQUEST
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.law.typed import Dated

ACCEPTING = Text(
    kk="Тармақтың шарттарын қабылдаймын.", ru="Принимаю условия по пункту.", en="I accept the conditions of the item."
)
DECLINING = Text(
    kk="Тармақтың шарттарын қабылдамаймын.",
    ru="Не принимаю условия по пункту.",
    en="I do not accept the conditions of the item.",
)
WITHDRAWING = Text(kk="Сұрау салуды қайтарып аламын.", ru="Отзываю запрос.", en="I withdraw the request.")


class OfItem(msgspec.Struct, frozen=True):
    """An item of a request, from 1 on: whether its conditions are accepted, and if not, why."""

    case: UUID
    item: int
    accepts: bool = True
    reason: str = ""


class OfCase(msgspec.Struct, frozen=True):
    """A request."""

    case: UUID


class Again(Dated, frozen=True):
    """When a standing request is looked at again."""

    review_on: date


async def prepare_conditions(node: Node, token: str, form: OfItem, at: datetime) -> PreparedAct:
    """Build the act that answers the conditions of an item.

    Problems `cis.no_such_conditions`; without a Russian reason to decline them `cis.reason_needed`, `cis.value`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, STEER_REQUEST, at)
        _answered((await case_of(transaction, who, form.case)).case, form, who.body.id)
        human = ACCEPTING if form.accepts else DECLINING
        meant = Meant(ActPurpose.CIS_CONDITIONS, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def answer_conditions(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Accept or decline them, and tell the other side."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_CONDITIONS, cms, at)
    form = msgspec.convert(signed.body, OfItem)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, STEER_REQUEST, at)
        kept = await case_of(transaction, who, form.case, lock=True)
        case = _answered(kept.case, form, who.body.id)
        word = "conditions_accepted" if form.accepts else "conditions_declined"
        step = Step(word, who.said, at, {**told_of(node, signed), "item": form.item})
        after = await keep_moved(node, transaction, kept, case, step)
        parcel = Accepts(case.asked.number, form.item, attested(who, signed, at), form.accepts, form.reason)
        await carry(node, transaction, after, who.directory, parcel, at)
        return after


async def look_again(node: Node, token: str, number: UUID, again: Again, at: datetime) -> KeptCase:
    """Note that a standing request was looked at and is still needed; Problems `cis.ended`, `cis.value` (CIS-7b)."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, STEER_REQUEST, at)
        kept = await case_of(transaction, who, number, lock=True)
        case = looked_at_again(kept.case, again.review_on, at)
        step = Step("looked_at_again", who.said, at, {"review_on": again.review_on.isoformat()})
        return await keep_moved(node, transaction, kept, case, step)


async def prepare_withdrawal(node: Node, token: str, form: OfCase, at: datetime) -> PreparedAct:
    """Build the act that withdraws a request; Problems `cis.not_asked_here` before it arrived, `cis.ended`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, STEER_REQUEST, at)
        withdrawn((await case_of(transaction, who, form.case)).case, who.body.id, at)
        meant = Meant(ActPurpose.CIS_WITHDRAWAL, msgspec.to_builtins(form), WITHDRAWING)
        return await prepared_by(node, transaction, who, meant, at)


async def withdraw_request(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptCase:
    """Withdraw it, and tell the other side: nothing more is answered."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_WITHDRAWAL, cms, at)
    form = msgspec.convert(signed.body, OfCase)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, STEER_REQUEST, at)
        kept = await case_of(transaction, who, form.case, lock=True)
        case = withdrawn(kept.case, who.body.id, at)
        step = Step("withdrawn", who.said, at, told_of(node, signed))
        after = await keep_moved(node, transaction, kept, case, step)
        parcel = Withdraws(case.asked.number, attested(who, signed, at))
        await carry(node, transaction, after, who.directory, parcel, at)
        return after


def _answered(case: Case, form: OfItem, by: str) -> Case:
    must_fit(form)
    if form.accepts:
        return accepted(case, form.item, by)
    if not is_russian(form.reason):
        raise VALUE_WRONG.at("reason")
    return conditions_declined(case, form.item, by, form.reason)
