"""The owner lets information go on within limits, or refuses; it takes its consent back for the future (CIS-1f)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.carrying import let_go
from almasu.actions.interstate.onward_kept import KeptOnward, going_of, keep_moved, onward_of
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.onward import CLAUSES, Declined, Granted, answered, taken_back
from almasu.kernel.interstate.parcels import AnswersOnward, TakesOnwardBack
from almasu.kernel.powers.interstate import ANSWER_ONWARD
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

GRANTING = Text(
    kk="Ақпаратты шектеулермен беруге келісемін.",
    ru="Даю согласие на передачу сведений в указанных пределах.",
    en="I consent to passing the information on within the limits stated.",
)
DECLINING = Text(
    kk="Ақпаратты беруден бас тартамын.",
    ru="Отказываю в передаче сведений.",
    en="I refuse that the information is passed on.",
)
TAKING_BACK = Text(
    kk="Ақпаратты беруге келісімді осы сәттен бастап қайтарып аламын.",
    ru="Отзываю согласие на передачу сведений с этого момента.",
    en="From now on I take back the consent to passing the information on.",
)


class Form(msgspec.Struct, frozen=True):
    """Which asking is answered, and how."""

    onward: UUID
    answer: Granted | Declined


class OfOnward(msgspec.Struct, frozen=True):
    """Which consent is taken back, by the number of its asking."""

    onward: UUID


async def prepare_answer(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the answer; Problems as `almasu.kernel.interstate.onward.answered` has them."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ANSWER_ONWARD, at)
        kept = await onward_of(transaction, who, form.onward)
        answered(kept.onward, form.answer, who.body.id, form.onward, at)
        human = GRANTING if isinstance(form.answer, Granted) else DECLINING
        meant = Meant(ActPurpose.CIS_ONWARD_ANSWER, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def answer_onward(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptOnward:
    """Keep the answer that was signed and tell whoever asked."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_ONWARD_ANSWER, cms, at)
    form = msgspec.convert(signed.body, Form)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ANSWER_ONWARD, at)
        kept = await onward_of(transaction, who, form.onward, lock=True)
        onward = answered(kept.onward, form.answer, who.body.id, act, at)
        cites = CLAUSES[form.answer.ground] if isinstance(form.answer, Declined) else ""
        says = {**told_of(node, signed), "cites": cites}
        after = await keep_moved(node, transaction, kept, onward, "answered", who.said, at, says)
        parcel = AnswersOnward(onward.asked.number, form.answer, attested(who, signed, at))
        await let_go(node, transaction, going_of(after), who.directory, parcel, at)
        return after


async def prepare_taking_back(node: Node, token: str, form: OfOnward, at: datetime) -> PreparedAct:
    """Build the act that takes a consent back; Problems `cis.ended`, `cis.not_its_consent`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ANSWER_ONWARD, at)
        taken_back((await onward_of(transaction, who, form.onward)).onward, who.body.id, at)
        meant = Meant(ActPurpose.CIS_ONWARD_BACK, msgspec.to_builtins(form), TAKING_BACK)
        return await prepared_by(node, transaction, who, meant, at)


async def take_back(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptOnward:
    """Take it back for the future and tell the other side; what went on while it stood stays lawful."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_ONWARD_BACK, cms, at)
    form = msgspec.convert(signed.body, OfOnward)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ANSWER_ONWARD, at)
        kept = await onward_of(transaction, who, form.onward, lock=True)
        onward = taken_back(kept.onward, who.body.id, at)
        says = told_of(node, signed)
        after = await keep_moved(node, transaction, kept, onward, "taken_back", who.said, at, says)
        parcel = TakesOnwardBack(onward.asked.number, attested(who, signed, at))
        await let_go(node, transaction, going_of(after), who.directory, parcel, at)
        return after
