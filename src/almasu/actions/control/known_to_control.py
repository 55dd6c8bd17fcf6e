"""What a pack is told of each request and of what surrounds it: from records opened by role to plain facts.

Leave, rosters, moves, blocks, declared relatives, copies and tasks are put in here, and the oddities use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from almasu.actions.control.gather_away import Away, gather_away
from almasu.actions.control.left_behind import left_behind
from almasu.actions.control.report import Line
from almasu.actions.declare_relatives import DECLARED, RelativesSay
from almasu.actions.node import Node
from almasu.kernel.control.away import Why
from almasu.kernel.control.facts import AbsenceFact, CopyFact, RequestFact, RosterFact, Surroundings, TaskFact, Tie
from almasu.kernel.control.pack import AwayLine, LateLine, Standing
from almasu.kernel.materials.copy import CopyState, copy_says
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.resources import Sensitivity

MOST_PEOPLE, MOST_COLLEAGUES = 5000, 300
SPECIAL = frozenset({Sensitivity.SPECIAL, Sensitivity.BIOMETRIC, Sensitivity.MEDICAL})


async def surroundings(node: Node, body: str, tasks: set[str], at: datetime) -> Surroundings:
    """Return what the exchange knows beside the requests: who is close to whom, tasks, copies, who must not work."""
    async with node.store.single() as store:
        people = await store.accounts.of_body(body, None, MOST_PEOPLE)
        named = {node.store.material_named(body, task): task for task in sorted(tasks)}
        known = {one.id: one.closed_at for one in await store.materials.some(named)}
        away = [_told(one) for one in await gather_away(node, store, body, at)]
        return Surroundings(
            ties=(*_ties(people), *await _relatives(store, people)),
            tasks=tuple(TaskFact(task, known[number]) for number, task in named.items() if number in known),
            copies=await _copies(store, body),
            absences=tuple(fact for fact in away if isinstance(fact, AbsenceFact)),
            rosters=tuple(fact for fact in away if isinstance(fact, RosterFact)),
        )


async def standing(node: Node, body: str, since: datetime, at: datetime) -> Standing:
    """Return who must not work or must not have since a moment, and what was left undone with answers."""
    async with node.store.single() as store:
        away = await gather_away(node, store, body, at)
        left = await left_behind(store, body, at)
    return Standing(
        people=[
            AwayLine(one.account.person.full_name(), one.why, one.since, one.until)
            for one in away
            if one.until is None or one.until > since
        ],
        copies=[LateLine(one.user, str(one.request), one.due) for one in left.copies],
        tasks=[LateLine(one.user, one.task, one.asked) for one in left.tasks],
        materials=[LateLine("", one.task, one.due) for one in left.materials],
    )


def _told(one: Away) -> AbsenceFact | RosterFact:
    account = str(one.account.id)
    if one.why is Why.NIGHT_DUTY:
        return RosterFact(account, one.since, one.until)
    return AbsenceFact(account, one.since, one.until, one.why.value)


def _ties(people: Sequence[Account]) -> Iterator[Tie]:
    """Return everybody's tie to themselves, and to colleagues where the body is not too large for it to mean much."""
    colleagues = people if len(people) <= MOST_COLLEAGUES else []
    yield from (Tie(str(one.id), one.person.iin, "self") for one in people)
    for one in colleagues:
        yield from (Tie(str(one.id), other.person.iin, "colleague") for other in colleagues if one != other)


async def _relatives(store: Transaction, people: Sequence[Account]) -> Sequence[Tie]:
    """Return the ties to relatives whom people of the body declared."""
    own = {str(one.id) for one in people}
    declared = await store.papers.in_states(PaperKind.RELATIVES, [DECLARED], None, MOST_PEOPLE)
    return [
        Tie(account, iin, "relative")
        for paper in declared
        if (account := paper.found_by.get("account", "")) in own
        for iin in msgspec.json.decode(paper.data, type=RelativesSay).iins
    ]


async def _copies(store: Transaction, body: str) -> tuple[CopyFact, ...]:
    """Return the body's latest copies: those that are out, and those whose destruction was confirmed."""
    states = [state.value for state in CopyState]
    found = await store.papers.found(PaperKind.COPY, "body", body, None, MOST_PEOPLE, states)
    says = [copy_says(paper) for paper in found]
    return tuple(CopyFact(str(one.request), str(one.account), one.taken_at, one.destroyed_on) for one in says)


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
