"""Sign a joint act as the head of one side; with both signatures it governs from its first day (FMA-5, FMA-3).

The rules on informatisation objects are judged and the ladders of the body's sets read in the deciding transaction: no
act is signed for a way that the order of the law does not open at this moment.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, law_of, prepared_by, signing
from almasu.actions.provision.acts import Kept, keep_moved, read, step_of, to_change
from almasu.actions.provision.judged import must_hold, verdicts
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.said_of_act import must_be_its_agency, must_wait, named, number_in
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.provision_acts import SIGN_ACT
from almasu.kernel.provision import act_course as course
from almasu.kernel.provision.act_course import Stage
from almasu.kernel.provision.facts import Described
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.ladder_port import Ladders
from almasu.kernel.provision.port import ProvisionLaw
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.rule import Finding
from almasu.law.text import Text

SIGNING = Text(
    kk="Бірлескен актіге қол қоямын. № {number}, {since} – {until}, {draft}-жоба.",
    ru="Подписываю совместный акт. № {number}, {since} – {until}, редакция {draft}.",
    en="I sign the joint act. No. {number}, {since} to {until}, draft {draft}.",
)


async def prepare_signature(node: Node, token: str, number: UUID, at: datetime) -> PreparedAct:
    """Build the act by which a head signs the draft both sides approved; Problem `provision.act.stage`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SIGN_ACT, at)
        kept = must_be_its_agency(must_wait(await read(transaction, number, who.actor), Stage.AT_SIGNATURE), who)
        return await prepared_by(node, transaction, who, named(kept, ActPurpose.PROVISION_SIGNATURE, SIGNING), at)


async def sign_act(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Keep one head's signature.

    Problems: what verification refuses, `provision.act.stage`, `provision.act.another_draft`, `provision.duty` for
    whoever wrote or approved it, `provision.act.way_unproved`, `provision.refused` with the verdict.
    """
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SIGNATURE, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, SIGN_ACT, at)
        kept = must_be_its_agency(await to_change(transaction, number_in(signed.body), who.actor), who)
        findings = must_hold(judged(law_of(node), kept.version.read(), at))
        ladders = KeptLadders(node, transaction)
        known = await _ladders(ladders, kept.version.read(), at)
        moved = course.signed(kept.version, str(signed.body["sha256"]), act, who.actor, at, known)
        if moved.stage is Stage.SIGNED:
            await begin_ladders(ladders, moved.read(), at)
        says = {**told_of(node, signed), "verdicts": dict(verdicts(findings))}
        return await keep_moved(node, transaction, kept, moved, step_of("signed", who, at, says))


async def begin_ladders(ladders: Ladders, content: ActContent, at: datetime) -> None:
    """Begin the ladder of every set that has none, and mark those whose resource is restricted otherwise by now."""
    for data_set in sorted(content.data_sets, key=lambda one: one.code):
        await ladders.begin(content.body, data_set.code, at, restricted=data_set.is_restricted)


async def _ladders(ladders: Ladders, content: ActContent, at: datetime) -> list[Ladder]:
    """Return the ladders of the sets as this moment leaves them, locked; none goes by a lapsed proof."""
    codes = sorted(one.code for one in content.data_sets if not one.is_restricted)
    return [await ladders.way_now(content.body, code, at) for code in codes]


def judged(law: ProvisionLaw, content: ActContent, at: datetime) -> tuple[Finding, ...]:
    """Return what the rules say of every object that the act names."""
    return tuple(
        finding
        for source in content.sources
        for finding in law.judged(
            "described",
            Described(
                at=at,
                kind=source.kind.value,
                owner=source.owner,
                staff=source.staff,
                documentation=source.documentation,
                data_sets=sum(one.source == source.code for one in content.data_sets),
            ),
        )
    )
