"""Describe an informatisation object that data come from, by a signed act of its owner (FMA-2.2, FMA-2.3, FMA-2.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.bodies import body_of, sources_of
from almasu.actions.provision.judged import must_hold, verdicts
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision import DESCRIBE_SOURCE, SEE_BODIES
from almasu.kernel.provision import facts
from almasu.kernel.provision.body import OF_BODY, Body, Described, described_of, source_number
from almasu.kernel.provision.problems_of_bodies import NO_SUCH_BODY
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.rule import Finding
from almasu.law.text import Text

DESCRIBED = "described"


async def prepare_source(node: Node, token: str, typed: Mapping[str, str], at: datetime) -> PreparedAct:
    """Build the act that describes an object, or describes it anew; ProblemGroup, `provision.refused`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DESCRIBE_SOURCE, at)
        described = described_of(typed, who.actor.body)
        must_hold(_judged(node, described, at))
        source = described.source
        human = Text(
            kk=f"Ақпараттандыру объектісін сипаттаймын: {source.name.kk}. Жиындар саны: {len(described.data_sets)}.",
            ru=f"Описываю объект информатизации: {source.name.ru}. Наборов данных: {len(described.data_sets)}.",
            en=f"I describe an informatisation object: {source.name.en}. Data sets: {len(described.data_sets)}.",
        )
        meant = Meant(ActPurpose.PROVISION_SOURCE, msgspec.to_builtins(described), human)
        return await prepared_by(node, transaction, who, meant, at)


async def describe_source(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Described:
    """Keep the object as it was signed, judged anew; the body is that of whoever signs."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SOURCE, cms, at)
    described = msgspec.convert(signed.body, Described)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, DESCRIBE_SOURCE, at)
        if described.source.owner != who.actor.body:
            raise NO_SUCH_BODY.at("body")
        findings = must_hold(_judged(node, described, at))
        number = source_number(node.audience, described.source.owner, described.source.code)
        before = await transaction.papers.to_change(number, PaperKind.PROVISION_SOURCE)
        keys = {OF_BODY: described.source.owner}
        paper = (
            new_paper(number, PaperKind.PROVISION_SOURCE, DESCRIBED, at, described, keys)
            if before is None
            else before.moved(DESCRIBED, at, described)
        )
        await transaction.papers.keep(paper)
        says = {
            **paper.told(),
            **told_of(node, signed),
            "object_kind": described.source.kind.value,
            "secrecy": described.secrecy.value,
            "data_sets": len(described.data_sets),
            "verdicts": dict(verdicts(findings)),
        }
        entry = leaf(node, EntryKind.PROVISION_SOURCE_DESCRIBED, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
    return described


async def see_body(node: Node, token: str, bin_of: str, at: datetime) -> tuple[Body, Sequence[Described]]:
    """Return a body with its objects; Problem `provision.body.none` where somebody of another body looks."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_BODIES, at)
        return await seen_body(node, transaction, who, bin_of), await sources_of(transaction, bin_of)


async def seen_body(node: Node, transaction: Transaction, who: Acting, bin_of: str) -> Body:
    """Return a body that whoever acts sees; a foreign and a missing one look alike (`provision.body.none`)."""
    if not who.of_agency and bin_of != who.actor.body:
        raise NO_SUCH_BODY.at("body")
    return await body_of(node, transaction, bin_of)


def _judged(node: Node, described: Described, at: datetime) -> Sequence[Finding]:
    """Return what the rules say of an object; of a state secret no set is named, and none is asked for."""
    source = described.source
    sets = 1 if described.secrecy is Secrecy.STATE_SECRET else len(described.data_sets)
    told = facts.Described(
        at=at,
        kind=source.kind.value,
        owner=source.owner,
        staff=source.staff,
        documentation=source.documentation,
        data_sets=sets,
    )
    return law_of(node).judged("described", told)
