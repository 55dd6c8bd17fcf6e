"""What a pack is told of each request and of what surrounds it: from records opened by role to plain facts.

What other parts of the exchange come to know - leave, rosters, relatives - is put in here, and the oddities use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from almasu.actions.control.report import Line
from almasu.actions.node import Node
from almasu.kernel.control.facts import CopyFact, RequestFact, Surroundings, TaskFact, Tie
from almasu.kernel.control.pack import Standing
from almasu.kernel.materials.copy import copy_says
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.resources import Sensitivity

MOST_PEOPLE, MOST_COLLEAGUES = 5000, 300
ABSENT = timedelta(days=61)
SPECIAL = frozenset({Sensitivity.SPECIAL, Sensitivity.BIOMETRIC, Sensitivity.MEDICAL})


async def surroundings(node: Node, body: str, tasks: set[str], at: datetime) -> Surroundings:
    """Return what the store knows beside the requests: who is who in the body, which tasks are closed, late copies."""
    async with node.store.single() as store:
        people = await store.accounts.of_body(body, None, MOST_PEOPLE)
        known = [(task, await store.materials.one(node.store.material_named(body, task))) for task in sorted(tasks)]
    colleagues = people if len(people) <= MOST_COLLEAGUES else []
    ties = [Tie(str(one.id), one.person.iin, "self") for one in people]
    ties += [
        Tie(str(one.id), other.person.iin, "colleague") for one in colleagues for other in colleagues if one != other
    ]
    closed = [TaskFact(task, material.closed_at) for task, material in known if material is not None]
    return Surroundings(ties=tuple(ties), tasks=tuple(closed), copies=await _copies(node, body, at))


async def standing(node: Node, body: str, known: Surroundings, at: datetime) -> Standing:
    """Return who is blocked or long absent, how many copies are out past their time, how many tasks are open."""
    async with node.store.single() as store:
        people: Sequence[Account] = await store.accounts.of_body(body, None, MOST_PEOPLE)
        absent = await store.accounts.absent(at - ABSENT, MOST_PEOPLE)
    blocked = [one.pseudonym() for one in people if one.state is AccountState.BLOCKED]
    away = [one.pseudonym() for one, _ in absent if one.body_bin == body]
    open_tasks = sum(task.closed_at is None for task in known.tasks)
    return Standing(blocked, away, len(known.copies), open_tasks)


async def _copies(node: Node, body: str, at: datetime) -> tuple[CopyFact, ...]:
    """Return the body's copies whose destruction should have been confirmed by now."""
    async with node.store.single() as store:
        late = [copy_says(paper) for paper in await store.papers.due(PaperKind.COPY, at, MOST_PEOPLE)]
    return tuple(
        CopyFact(str(one.request), str(one.account), one.taken_at, None) for one in late if one.body_bin == body
    )


def fact_of(node: Node, line: Line) -> RequestFact:
    """Return a line of a report as a plain fact."""
    request, draft = line.request, line.request.draft
    states = [row.state for row in request.rows]
    silent = {QuestionState.NO_REPLY, QuestionState.GIVEN_UP, QuestionState.UNREADABLE, QuestionState.WAITING}
    return RequestFact(
        request=str(request.id),
        asked=request.accepted_at,
        account=str(request.account),
        user=line.user.person.full_name(),
        task=draft.task,
        subject_kind=draft.key.kind.value,
        subject=draft.key.value,
        ground=draft.ground,
        purpose=draft.purpose,
        justification=draft.justification,
        resources=draft.resources,
        sensitive=any(node.resources[number].sensitivity in SPECIAL for number in draft.resources),
        answered=states.count(QuestionState.ANSWERED),
        empty=states.count(QuestionState.NO_RECORD),
        refused=states.count(QuestionState.REFUSED),
        silent=sum(state in silent for state in states),
        viewed_at=line.viewed_at,
        edition=request.edition,
        leaf=request.leaf.hex(),
    )
