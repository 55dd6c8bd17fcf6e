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
from almasu.kernel.provision.problems_of_asking import MATERIAL_ABSENT, MATERIAL_SEVERAL, MATERIAL_TAKEN
from almasu.kernel.provision.problems_of_handing import NOT_FOR_THIS_PURPOSE
from almasu.kernel.provision.received import Received

WORKER, NAME = "worker", "name"
"""The names under which materials are found: by the account of an officer, by the designation at the Agency."""
OF_MATERIAL = "material"
"""The name under which whatever lies under a material is found."""
MOST_MATERIALS, MOST_NAMESAKES = 200, 50


@dataclass(frozen=True, slots=True)
class OfAgency:
    """A material with the paper that holds it."""

    paper: Paper
    material: Material


async def open_material(node: Node, token: str, name: str, purpose: str, until: datetime, at: datetime) -> UUID:
    """Open a material for one of the three purposes, with a key of its own in the vault.

    A designation is each officer's own: nobody is told what others opened under it, or destroyed.

    Problems: `provision.act.purpose`, `provision.material.nameless`, `.term`, `.taken`.
    """
    if purpose not in {one.value for one in Purpose}:
        raise OTHER_PURPOSE.at("purpose")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEEP_MATERIAL, at)
        material = opened(name, Purpose(purpose), who.actor.account, until, at)
        number = node.store.material_named(_owner(who), material.name)
        kind = PaperKind.PROVISION_MATERIAL
        if await _has(node, transaction, who, material.name) or node.vault.material_gone(number):
            raise MATERIAL_TAKEN.at("name")
        await node.vault.make_material_key(number)
        found_by = {WORKER: str(who.actor.account), NAME: _designation(who, material.name)}
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


async def named(node: Node, transaction: Transaction, who: Acting, name: str, of: Received, at: datetime) -> OfAgency:
    """Return the open material of a designation to which something received may go; one's own before those of others.

    That which holds it already is meant only where there is no other.

    Problems: `provision.material.absent`; `provision.received.purpose` where one's own serves another purpose;
    `provision.material.several` where several officers keep one.
    """
    known = [one for one in await _of_name(node, transaction, who, name) if one.material.until > at]
    some = [one for one in known if one.paper.id != of.material] or known
    mine = [one for one in some if who.actor.account in one.material.workers]
    fitting = [one for one in mine or some if one.material.purpose is of.purpose]
    if not fitting:
        # A material of another officer is told of to nobody who cannot pass anything to it.
        raise (NOT_FOR_THIS_PURPOSE if mine else MATERIAL_ABSENT).at("material")
    if len(fitting) > 1:
        raise MATERIAL_SEVERAL.at("material")
    return fitting[0]


async def _of_name(node: Node, transaction: Transaction, who: Acting, name: str) -> Sequence[OfAgency]:
    """Return the open materials of a designation, whoever opened them."""
    kind, said = PaperKind.PROVISION_MATERIAL, " ".join(name.split())
    found = await transaction.papers.found(
        kind, NAME, _designation(who, said), None, MOST_NAMESAKES, [MaterialState.OPEN]
    )
    shared = await transaction.papers.latest(_shared_number(node, who, said), kind)
    if shared is not None and shared.state == MaterialState.OPEN:
        found = [*found, shared]
    return [OfAgency(paper, material_in(paper)) for paper in found]


async def _has(node: Node, transaction: Transaction, who: Acting, name: str) -> bool:
    """Tell whether whoever acts opened a material of this designation before, whatever became of it."""
    numbers = (node.store.material_named(_owner(who), name), _shared_number(node, who, name))
    known = [await transaction.papers.latest(number, PaperKind.PROVISION_MATERIAL) for number in numbers]
    return any(who.actor.account in material_in(paper).workers for paper in known if paper is not None)


def _owner(who: Acting) -> str:
    return f"{_agency(who)}/{who.actor.account}"


def _agency(who: Acting) -> str:
    return f"provision/{who.person.account.body_bin}"


def _designation(who: Acting, name: str) -> str:
    return f"{_agency(who)}/{name}"


def _shared_number(node: Node, who: Acting, name: str) -> UUID:
    """Return the number that a designation had for all officers together: a store may hold materials under it."""
    return node.store.material_named(_agency(who), name)
