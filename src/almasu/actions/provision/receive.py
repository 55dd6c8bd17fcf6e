"""Keep what was received: its card as a paper, its content sealed under the key of its material (FMA-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.materials import OF_MATERIAL
from almasu.kernel.answers import Record
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.came import Came
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.material import Material
from almasu.kernel.provision.received import Provenance, Received
from almasu.kernel.provision.received_card import Card, ReceivedState, content_of, digest_of, regimes_of
from almasu.kernel.provision.way import Way

OF_QUESTION = "question"
"""The names under which received things are found: by their material, by the question they answer."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What came: rows with these fields of a set, by which way, in which delivery, as what, for which material."""

    under: ActInForce
    way: Way
    delivery: UUID
    fields: Sequence[ActField]
    rows: Sequence[Record]
    material: UUID
    came: Came
    question: UUID | None = None


async def keep_received(
    node: Node, transaction: Transaction, carried: Carried, material: Material, by: str, at: datetime
) -> Card:
    """Keep card and content with their leaf, and return the card. KeyDestroyed where the material is gone."""
    content = content_of(carried.rows)
    under = carried.under
    source = Provenance(
        body=under.content.body,
        source=under.data_set.source,
        data_set=under.data_set.code,
        way=carried.way,
        act_version=under.version.number,
        delivery=carried.delivery,
        sha256=digest_of(content),
        received_at=at,
    )
    regimes = regimes_of(under.data_set, carried.fields)
    received = Received(node.new_id(), source, regimes, material.purpose, carried.material, material.until)
    card = Card(
        received,
        under.data_set.name,
        tuple(carried.fields),
        under.data_set.secrecy,
        len(carried.rows),
        carried.question,
        came=carried.came,
    )
    await keep_card(node, transaction, card, content, by, at)
    return card


async def keep_card(node: Node, transaction: Transaction, card: Card, content: bytes, by: str, at: datetime) -> Paper:
    """Keep a new card with its content and its leaf."""
    received = card.received
    found_by = {OF_MATERIAL: str(received.material)}
    if card.question is not None:
        found_by[OF_QUESTION] = str(card.question)
    paper = new_paper(received.id, PaperKind.PROVISION_RECEIVED, ReceivedState.HELD, at, card, found_by, received.until)
    await transaction.papers.keep(paper)
    await transaction.contents.keep(received.id, received.material, content, at)
    says = {
        **paper.told(),
        "data_set": received.provenance.data_set,
        "body": received.provenance.body,
        "way": received.provenance.way.value,
        "act_version": received.provenance.act_version,
        "secrecy": [one.value for one in received.secrecy],
        "purpose": received.purpose.value,
        "material": str(received.material),
        "digest": received.provenance.sha256,
        "rows": card.rows,
    }
    told = leaf(node, EntryKind.PROVISION_RECEIVED_MOVED, at, by, paper.about(), says)
    await transaction.journal.append(told)
    return paper
