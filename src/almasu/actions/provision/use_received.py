"""Use what was received: open, print, take along, pass on - by need, for its purpose, as its regimes allow (FMA-6.1).

Every use is judged and journalled in the transaction that gives the content out; so is every use that is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting, law_of
from almasu.actions.provision.materials import named
from almasu.actions.provision.receive import keep_card
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.provision_asking import USE_RECEIVED
from almasu.kernel.provision.facts import Used
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.material import MaterialState, material_in
from almasu.kernel.provision.problems_of_act import OTHER_PURPOSE
from almasu.kernel.provision.problems_of_handing import PAST_ITS_TIME
from almasu.kernel.provision.received import Bound, Use, Wanted, bound_of, may_be_used
from almasu.kernel.provision.received_card import Card, ReceivedState, Valued, card_in, rows_in, values_of
from almasu.law.canonical import Json
from almasu.law.problem import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody means to do with something received: which use, for which purpose, and why."""

    use: Use
    purpose: str
    why: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Something received with its content open: every value with its regime and where it came from.

    `people` are the names of those who keyed it from a paper, by account; `by` is the name of whoever opened it,
    `material` the designation of what it lies under.
    """

    card: Card
    rows: tuple[tuple[Valued, ...], ...]
    people: Mapping[UUID, str]
    by: str
    material: str


async def use_received(node: Node, token: str, received: UUID, asked: Asked, at: datetime) -> Opened:
    """Return content that may be used, with the leaf of its use.

    Problems: `paper.unknown` for what is foreign, `provision.received.*`, `provision.words_needed`.
    """
    try:
        async with node.store.transaction() as transaction:
            who = await acting(transaction, token, USE_RECEIVED, at)
            return (await _allowed(node, transaction, who, received, asked, at))[0]
    except Problem as refusal:
        await tell_refusal(node, token, USE_RECEIVED, f"paper:{received}", asked, refusal, at)
        raise


async def pass_on(node: Node, token: str, received: UUID, to: str, asked: Asked, at: datetime) -> UUID:
    """Give something received to another material of the same purpose, by its designation; return its new number.

    It is sealed anew under the key of that material and keeps where it came from. Problems as for `use_received`, and
    `provision.material.absent`, `provision.material.several`.
    """
    try:
        async with node.store.transaction() as transaction:
            who = await acting(transaction, token, USE_RECEIVED, at)
            opened, content = await _allowed(node, transaction, who, received, asked, at)
            target = await named(node, transaction, who, to, opened.card.received, at)
            again = msgspec.structs.replace(
                opened.card.received,
                id=node.new_id(),
                material=target.paper.id,
                until=min(target.material.until, opened.card.received.until),
            )
            card = msgspec.structs.replace(opened.card, received=again, question=None, passed_from=received)
            await keep_card(node, transaction, card, content, who.said, at)
            return again.id
    except Problem as refusal:
        await tell_refusal(node, token, USE_RECEIVED, f"paper:{received}", asked, refusal, at)
        raise


async def _allowed(
    node: Node, transaction: Transaction, who: Acting, number: UUID, asked: Asked, at: datetime
) -> tuple[Opened, bytes]:
    """Return what may be used and its content as bytes, with the leaf of the use."""
    paper = await transaction.papers.latest(number, PaperKind.PROVISION_RECEIVED)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    card = card_in(paper)
    material = await _worked_on(transaction, who, card.received.material)
    if material is None:
        # To whoever has no need of it it is as absent as what never was.
        raise PAPER_UNKNOWN.at()
    if paper.state != ReceivedState.HELD:
        raise PAST_ITS_TIME.at()
    says = judged_use(node, who, bound_of(card.received), asked, at, mine=material.state == MaterialState.OPEN)
    content = await transaction.contents.data(number, card.received.material)
    if content is None:
        raise PAST_ITS_TIME.at()
    told = leaf(node, EntryKind.PROVISION_RECEIVED_USED, at, who.said, paper.about(), {**says, "rows": card.rows})
    await transaction.journal.append(told)
    rows = values_of(card, rows_in(content))
    by, name = who.person.account.person.full_name(), material_in(material).name
    return Opened(card, rows, await _who_keyed(transaction, rows), by, name), content


def judged_use(node: Node, who: Acting, bound: Bound, asked: Asked, at: datetime, *, mine: bool) -> dict[str, Json]:
    """Return what the leaf of a use of content says, whichever way the content came; `mine`: its material is theirs.

    Problems: `provision.act.purpose` for a purpose that the order does not know, those of `may_be_used`.
    """
    if asked.purpose not in {one.value for one in Purpose}:
        raise OTHER_PURPOSE.at("purpose")
    needed = frozenset({bound.material} if mine else ())
    may_be_used(bound, Wanted(asked.use, Purpose(asked.purpose), asked.why, needed), who.actor, at)
    facts = Used(at=at, needed=mine, journalled=True, secrecy=frozenset(bound.secrecy))
    return {
        "use": asked.use.value,
        "purpose": asked.purpose,
        "material": str(bound.material),
        "why": asked.why[:200],
        "secrecy": [one.value for one in bound.secrecy],
        "verdicts": {one.rule_id: verdict_word(one.verdict) for one in law_of(node).judged("used", facts)},
    }


async def _who_keyed(transaction: Transaction, rows: Sequence[Sequence[Valued]]) -> Mapping[UUID, str]:
    keyed = sorted({account for row in rows for one in row for account in one.keyed_by})
    found = [await transaction.accounts.with_id(account) for account in keyed]
    return {one.id: one.person.full_name() for one in found if one is not None}


async def _worked_on(transaction: Transaction, who: Acting, material: UUID) -> Paper | None:
    """Return a material that whoever acts works or worked on; None where they never did."""
    paper = await transaction.papers.latest(material, PaperKind.PROVISION_MATERIAL)
    return paper if paper is not None and who.actor.account in material_in(paper).workers else None


async def tell_refusal(
    node: Node, token: str, power: Power, about: str, asked: Asked, refusal: Problem, at: datetime
) -> None:
    """Write the leaf of a use that was refused, where whoever wanted it has the power at all."""
    async with node.store.transaction() as transaction:
        try:
            who = await acting(transaction, token, power, at)
        except Problem:
            return
        says: dict[str, Json] = {"use": asked.use.value, "reason": refusal.kind.code}
        told = leaf(node, EntryKind.PROVISION_USE_REFUSED, at, who.said, about, says)
        await transaction.journal.append(told)
