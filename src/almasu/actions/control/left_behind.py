"""What was left undone with answers: copies not confirmed destroyed, tasks without a report, materials past their term.

An answer belongs to its task from the moment it comes; until the report that closes the task names its request, nobody
has said what it was for (SIO25-3.2, SIO25-19.1, SIO25-19.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.control.appoint import controller_of
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.copy import copy_says
from almasu.kernel.materials.task import TaskState, task_says
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json

MOST = 1000
OPEN_TOO_LONG = timedelta(days=60)
"""So long after its last request a task without a report is told; the oddity of open tasks counts alike."""


@dataclass(frozen=True, slots=True)
class LateCopy:
    """A copy whose destruction should have been confirmed at `due`."""

    paper: UUID
    request: UUID
    user: str
    account: UUID
    taken_at: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task without a report long after its last request at `asked`; `requests` are how many it has."""

    task: str
    user: str
    account: UUID
    request: UUID
    asked: datetime
    requests: int


@dataclass(frozen=True, slots=True)
class LateMaterial:
    """A closed task whose material should have been destroyed at `due`."""

    material: UUID
    task: str
    due: datetime


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """All of it, each the most overdue first."""

    copies: Sequence[LateCopy]
    tasks: Sequence[LateTask]
    materials: Sequence[LateMaterial]


async def view_left_behind(node: Node, token: str, at: datetime) -> LeftBehind:
    """Return what the own body left undone; the look is a leaf."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await left_behind(transaction, controller.account.body_bin, at)
        says: dict[str, Json] = {
            "order": controller.order.about(),
            "copies": len(found.copies),
            "tasks": len(found.tasks),
            "materials": len(found.materials),
        }
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.REPORT_VIEWED, at, actor, actor, says))
        return found


async def left_behind(store: Transaction, body: str, at: datetime) -> LeftBehind:
    """Return what a body left undone at a moment."""
    people = {one.id: one for one in await store.accounts.of_body(body, None, MOST)}
    return LeftBehind(
        await _copies(store, body, people, at), await _tasks(store, body, people, at), await _materials(store, body, at)
    )


async def _copies(store: Transaction, body: str, people: Mapping[UUID, Account], at: datetime) -> Sequence[LateCopy]:
    found = [(paper, copy_says(paper)) for paper in await store.papers.due(PaperKind.COPY, at, MOST)]
    return [
        LateCopy(paper.id, says.request, _name(people, says.account), says.account, says.taken_at, paper.due_at)
        for paper, says in found
        if says.body_bin == body and paper.due_at is not None
    ]


async def _tasks(store: Transaction, body: str, people: Mapping[UUID, Account], at: datetime) -> Sequence[LateTask]:
    found: list[LateTask] = []
    for one in await store.control.open_tasks(body, at - OPEN_TOO_LONG, MOST):
        request = await store.requests.one(one.request)
        if request is not None and store.oversight.of_bodies(request, [body]):
            who = request.account
            found.append(LateTask(request.draft.task, _name(people, who), who, one.request, one.asked, one.count))
    return found


async def _materials(store: Transaction, body: str, at: datetime) -> Sequence[LateMaterial]:
    found = [(paper, task_says(paper)) for paper in await store.papers.due(PaperKind.TASK, at, MOST)]
    return [
        LateMaterial(paper.id, says.task, paper.due_at)
        for paper, says in found
        if says.body_bin == body and paper.due_at is not None and paper.state == TaskState.CLOSED
    ]


def _name(people: Mapping[UUID, Account], account: UUID) -> str:
    found = people.get(account)
    return str(account) if found is None else found.person.full_name()
