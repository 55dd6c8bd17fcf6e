"""End a joint act early: both heads name the same last day, each with the EDS; one alone ends nothing (FMA-5)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, prepared_by, signing
from almasu.actions.provision.acts import Kept, keep_moved, read, step_of, to_change
from almasu.actions.provision.said_of_act import must_wait, named, number_in
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.provision_acts import END_ACT
from almasu.kernel.provision import act_course as course
from almasu.kernel.provision.act_course import Stage
from almasu.kernel.provision.problems_of_act import ANOTHER_DRAFT
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

ENDING = Text(
    kk="Бірлескен актіні мерзімінен бұрын тоқтатуға келісемін. № {number}, соңғы күні {last}.",
    ru="Согласен прекратить совместный акт досрочно. № {number}, последний день {last}.",
    en="I agree to end the joint act early. No. {number}, last day {last}.",
)


async def prepare_ending(node: Node, token: str, number: UUID, last: date, at: datetime) -> PreparedAct:
    """Build a head's will to end an act after a day; Problem `provision.act.ending_day` for a day of the past."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, END_ACT, at)
        kept = must_wait(await read(transaction, number, who.actor), Stage.SIGNED)
        course.ending_early(kept.version, last, kept.paper.id, who.actor, at)
        human = ENDING.filled(number=kept.version.read().number, last=f"{last:%d.%m.%Y}")
        meant = named(kept, ActPurpose.PROVISION_ENDING, human, {"last": last.isoformat()})
        return await prepared_by(node, transaction, who, meant, at)


async def end_act(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Keep one head's will; the act ends after the day once both named the same.

    Problems: what verification refuses, `provision.act.stage`, `provision.act.another_draft`.
    """
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_ENDING, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, END_ACT, at)
        kept = await to_change(transaction, number_in(signed.body), who.actor)
        if kept.version.sha256 != signed.body["sha256"]:
            raise ANOTHER_DRAFT.at()
        last = date.fromisoformat(str(signed.body["last"]))
        ending = course.ending_early(kept.version, last, act, who.actor, at)
        says = {**told_of(node, signed), "last": last.isoformat(), "hands": len(ending.endings)}
        return await keep_moved(node, transaction, kept, ending, step_of("ending", who, at, says))
