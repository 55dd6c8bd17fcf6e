"""Materials of a person: those in which they have requests, of their own body. Others look as if there were none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import Entered, consented
from almasu.actions.node import Node
from almasu.kernel.materials.port import Held
from almasu.kernel.materials.problems import MATERIAL_UNKNOWN, TASK_TOO_LARGE
from almasu.kernel.materials.task import MOST_REQUESTS, Material, Reported, TaskSays, report_of, task_says
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.request import Request


@dataclass(frozen=True, slots=True)
class MaterialShown:
    """A material, what it holds, and its paper with what that says; both None while the task is open."""

    material: Material
    held: Held
    paper: Paper | None
    says: TaskSays | None


async def my_materials(node: Node, token: str, most: int, at: datetime) -> Sequence[Material]:
    """Return the materials in which the person has requests, the latest opened first."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        return await store.materials.of_account(person.account.id, most)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A material of the person with the number of its task; `paper` from its closing on."""

    material: Material
    task: str
    paper: Paper | None


async def my_tasks(node: Node, token: str, most: int, at: datetime) -> Sequence[TaskLine]:
    """Return the tasks in which the person has requests, the latest opened first."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        return [await _line(store, one) for one in await store.materials.of_account(person.account.id, most)]


async def _line(store: Transaction, material: Material) -> TaskLine:
    paper = await store.papers.latest(material.id, PaperKind.TASK)
    if paper is not None:
        return TaskLine(material, task_says(paper).task, paper)
    first = await store.requests.of_material(material.id, 1)
    return TaskLine(material, first[0].draft.task if first else "", None)


async def requests_in(node: Node, token: str, material: UUID, at: datetime) -> tuple[Reported, ...]:
    """Return the requests of a material of the person, as a report would list them now."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        own = await own_material(store, person, material)
        return await report_on(store, await requests_of(store, own.id))


async def view_material(node: Node, token: str, material: UUID, at: datetime) -> MaterialShown:
    """Return a material of the person; Problem `material.unknown` for another's as for none."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        own = await own_material(store, person, material)
        paper = await store.papers.latest(own.id, PaperKind.TASK)
        says = None if paper is None else task_says(paper)
        return MaterialShown(own, await store.materials.held(own.id), paper, says)


async def own_material(transaction: Transaction, person: Entered, material: UUID, *, lock: bool = False) -> Material:
    """Return a material of the person's own body in which they have a request; Problem `material.unknown` else."""
    if not await transaction.materials.has_part_in(person.account.id, material):
        raise MATERIAL_UNKNOWN.at()
    found = await transaction.materials.one(material, lock=lock)
    if found is None or found.body_bin != person.account.body_bin:
        raise MATERIAL_UNKNOWN.at()
    return found


async def requests_of(transaction: Transaction, material: UUID) -> Sequence[Request]:
    """Return all requests of a material; Problem `task.too_large` where one report cannot hold them."""
    requests = await transaction.requests.of_material(material, MOST_REQUESTS + 1)
    if len(requests) > MOST_REQUESTS:
        raise TASK_TOO_LARGE.at(limit=str(MOST_REQUESTS))
    return requests


async def report_on(transaction: Transaction, requests: Sequence[Request]) -> tuple[Reported, ...]:
    """Return the report's lines; every officer by pseudonym (SIO25-16)."""
    officers = {}
    for number in {one.account for one in requests}:
        account = await transaction.accounts.with_id(number)
        officers[number] = "" if account is None else account.pseudonym()
    return report_of(requests, officers)
