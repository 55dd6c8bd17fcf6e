"""Approve the draft of a joint act with the EDS, or send it back with a remark (FMA-5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, prepared_by, signing
from almasu.actions.provision.acts import Kept, keep_moved, read, step_of, to_change
from almasu.actions.provision.said_of_act import must_be_its_agency, must_wait, named, number_in
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.provision_acts import APPROVE_ACT, SEND_ACT_BACK
from almasu.kernel.provision import act_course as course
from almasu.kernel.provision.act_course import Stage
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

APPROVING = Text(
    kk="Бірлескен актінің жобасын келісемін. № {number}, {since} – {until}, {draft}-жоба.",
    ru="Согласую проект совместного акта. № {number}, {since} – {until}, редакция {draft}.",
    en="I approve the draft of the joint act. No. {number}, {since} to {until}, draft {draft}.",
)


async def prepare_approval(node: Node, token: str, number: UUID, at: datetime) -> PreparedAct:
    """Build the act by which one side approves the draft as it stands.

    Problems: `provision.act.stage`, `provision.act.other_agency`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, APPROVE_ACT, at)
        kept = must_be_its_agency(must_wait(await read(transaction, number, who.actor), Stage.AT_APPROVAL), who)
        return await prepared_by(node, transaction, who, named(kept, ActPurpose.PROVISION_APPROVAL, APPROVING), at)


async def approve_act(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Keep one side's approval; with both the version waits for the heads.

    Problems: what verification refuses, `provision.act.stage`, `provision.act.another_draft`.
    """
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_APPROVAL, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, APPROVE_ACT, at)
        kept = must_be_its_agency(await to_change(transaction, number_in(signed.body), who.actor), who)
        moved = course.approved(kept.version, str(signed.body["sha256"]), who.actor, at, act)
        step = step_of("approved", who, at, told_of(node, signed))
        return await keep_moved(node, transaction, kept, moved, step)


async def send_act_back(node: Node, token: str, number: UUID, words: str, at: datetime) -> Kept:
    """Send a version back to a draft, with what this side wants otherwise; Problem `provision.act.stage`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_ACT_BACK, at)
        kept = await to_change(transaction, number, who.actor)
        back = course.sent_back(kept.version, words, who.actor)
        return await keep_moved(node, transaction, kept, back, step_of("sent_back", who, at))
