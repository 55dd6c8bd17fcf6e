"""Materials of the Agency: what received data are sealed under, opened by an officer for one purpose (FMA-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import KEEP_MATERIAL
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.material import Material, MaterialState, material_in, opened
from almasu.kernel.provision.problems_of_act import OTHER_PURPOSE
from almasu.kernel.provision.problems_of_asking import MATERIAL_ABSENT, MATERIAL_TAKEN

WORKER = "worker"
"""The name under which the materials of an officer are found, by the account."""
MOST_MATERIALS = 200


@dataclass(frozen=True, slots=True)
class OfAgency:
    """A material with the paper that holds it."""

    paper: Paper
    material: Material


async def open_material(node: Node, token: str, name: str, purpose: str, until: datetime, at: datetime) -> UUID:
    """Open a material for one of the three purposes, with a key of its own in the vault.

    Problems: `provision.act.purpose`, `provision.material.nameless`, `.term`, `.taken`.
    """
    if purpose not in {one.value for one in Purpose}:
        raise OTHER_PURPOSE.at("purpose")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEEP_MATERIAL, at)
        material = opened(name, Purpose(purpose), who.actor.account, until, at)
        number = node.store.material_named(_owner(who), material.name)
        kind = PaperKind.PROVISION_MATERIAL
        if await transaction.papers.latest(number, kind) is not None or node.vault.material_gone(number):
            raise MATERIAL_TAKEN.at("name")
        await node.vault.make_material_key(number)
        found_by = {WORKER: str(who.actor.account)}
        paper = new_paper(number, kind, MaterialState.OPEN, at, material, found_by, until)
        await transaction.papers.keep(paper)
        says = {**paper.told(), "purpose": material.purpose.value}
        told = leaf(node, EntryKind.PROVISION_MATERIAL_MOVED, at, who.said, paper.about(), says)
        await transaction.journal.append(told)
    return number


async def my_materials(node: Node, token: str, at: datetime) -> Sequence[OfAgency]:
    """Return the open materials that the officer works on, the newest first."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEEP_MATERIAL, at)
        return await open_ones(transaction, who, at)


async def open_ones(transaction: Transaction, who: Acting, at: datetime) -> Sequence[OfAgency]:
    """Return the open materials of whoever acts."""
    papers = await transaction.papers.found(
        PaperKind.PROVISION_MATERIAL, WORKER, str(who.actor.account), None, MOST_MATERIALS, [MaterialState.OPEN]
    )
    known = (OfAgency(paper, material_in(paper)) for paper in papers)
    return [one for one in known if one.material.until > at]


async def own_open(
    transaction: Transaction, who: Acting, material: UUID, at: datetime, *, lock: bool = False
) -> OfAgency:
    """Return an open material of whoever acts; Problem `provision.material.absent` for every other."""
    papers, kind = transaction.papers, PaperKind.PROVISION_MATERIAL
    paper = await (papers.to_change(material, kind) if lock else papers.latest(material, kind))
    if paper is None or paper.state != MaterialState.OPEN:
        raise MATERIAL_ABSENT.at("material")
    found = OfAgency(paper, material_in(paper))
    if who.actor.account not in found.material.workers or found.material.until <= at:
        raise MATERIAL_ABSENT.at("material")
    return found


async def named(node: Node, transaction: Transaction, who: Acting, name: str, at: datetime) -> OfAgency:
    """Return an open material of the Agency by its designation; Problem `provision.material.absent`."""
    number = node.store.material_named(_owner(who), " ".join(name.split()))
    paper = await transaction.papers.latest(number, PaperKind.PROVISION_MATERIAL)
    if paper is None or paper.state != MaterialState.OPEN or material_in(paper).until <= at:
        raise MATERIAL_ABSENT.at("material")
    return OfAgency(paper, material_in(paper))


def _owner(who: Acting) -> str:
    return f"provision/{who.person.account.body_bin}"
