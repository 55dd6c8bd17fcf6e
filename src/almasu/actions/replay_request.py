"""Judge a past request again under another edition: who may, the leaf about it, and the list of differences.

An officer may replay an own request, a departmental-control officer under an order those of the body (SIO25-21.2), a
prosecutor what a resolution covers (`supervision.hold_check.judge_again`). The operator's command line replays without
seeing: what it prints names rules and no person (SIO25-16).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.control.appoint import controller_of
from almasu.actions.entering import act_of, consented
from almasu.actions.node import Node
from almasu.actions.view_request import own_request
from almasu.kernel.control.problems import NOT_IN_REPORT
from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.decision import Decision
from almasu.kernel.grounds.judgement import facts_of
from almasu.kernel.grounds.replay import Replay, compared, replay_record
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import Store, Transaction
from almasu.kernel.requests.problems import NOT_FOUND, NOT_JUDGED
from almasu.kernel.requests.request import Request
from almasu.kernel.resources import Resource


@dataclass(frozen=True, slots=True)
class Again:
    """What is judged again, and how: the request, the edition by its id (empty: that of its day), and its rules."""

    request: UUID
    edition: str
    decide_under: Callable[[Asked, str], Decision]


@dataclass(frozen=True, slots=True)
class Replaying:
    """What a replay needs of a node: where requests are kept, the resources' sheets, fresh secure bytes."""

    store: Store
    resources: Mapping[int, Resource]
    random: Callable[[int], bytes]


async def replay_request(node: Node, token: str, again: Again, at: datetime) -> Replay:
    """Return the replay of one's own request.

    Problems: `request.not_found` for another's as for a missing one, `request.not_judged` where the facts were not
    kept; Fault for an unknown edition.
    """
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        found = await own_request(transaction, person, again.request)
        return await _replayed(_of(node), transaction, found, again, act_of(person.account), at)


async def replay_in_control(node: Node, token: str, again: Again, at: datetime) -> Replay:
    """Return the replay of a request of the controller's own body.

    Problems: `account.role`, `control.no_order`, `control.not_in_report` for a foreign body's as for a missing one,
    `request.not_judged`; Fault for an unknown edition.
    """
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.requests.one(again.request)
        if found is None or not transaction.oversight.of_bodies(found, [controller.account.body_bin]):
            raise NOT_IN_REPORT.at()
        return await _replayed(_of(node), transaction, found, again, act_of(controller.account), at)


async def replay_for_operator(replaying: Replaying, again: Again, actor: str, at: datetime) -> Replay:
    """Return the replay of any request of a node, for its command line; `actor` is the process, for the leaf."""
    async with replaying.store.transaction() as transaction:
        found = await transaction.requests.one(again.request)
        if found is None:
            raise NOT_FOUND.at()
        return await _replayed(replaying, transaction, found, again, actor, at)


def judged_again(resources: Mapping[int, Resource], request: Request, again: Again) -> Replay:
    """Return a request judged anew; Problem `request.not_judged` where the facts of its day were not kept."""
    judgement = request.judgement
    if judgement is None:
        raise NOT_JUDGED.at()
    edition = again.edition or request.edition
    return compared(judgement, edition, again.decide_under(facts_of(judgement, resources), edition))


async def _replayed(
    replaying: Replaying, transaction: Transaction, request: Request, again: Again, actor: str, at: datetime
) -> Replay:
    replay = judged_again(replaying.resources, request, again)
    about, says = f"request:{request.id}", {"replay": replay_record(replay)}
    entry = Entry(EntryKind.REQUEST_REPLAYED, at, actor, about, says, replaying.random(32))
    await transaction.journal.append(entry)
    return replay


def _of(node: Node) -> Replaying:
    return Replaying(node.store, node.resources, node.random)
