"""Hold a check: what a resolution in force covers, and nothing else; every look is a leaf of its own (SIO25-22.1).

Hidden, foreign, out of scope and missing look equally absent. Nothing here writes to the journal that officers and
operators know, and nothing locks what they work with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.replay_request import Again, judged_again
from almasu.actions.turn_pages import Span, gathered, listing
from almasu.kernel.grounds.replay import Replay as Judged
from almasu.kernel.grounds.replay import replay_record
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.supervising import HOLD_CHECK, LIST_CASES, LIST_RESOLUTIONS
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.kernel.supervision.case import Case, CaseState
from almasu.kernel.supervision.picture import Picture, Then, View, picture, then_from, view_from
from almasu.kernel.supervision.problems import NOT_COVERED
from almasu.kernel.supervision.resolution import Resolution, ResolutionState
from almasu.law.canonical import Json
from almasu.law.problem import Fault

MOST_PAPERS = 200


@dataclass(frozen=True, slots=True)
class Check:
    """A check under way: who holds it, and under which resolution."""

    person: Entered
    paper: Paper
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Covered:
    """A request that a check covers, with the account that made it, as it is now and as it was then.

    `entry` is the leaf written when the request was accepted, with every verdict as judged then.
    """

    request: Request
    account: Account
    entry: bytes
    then: Then


@dataclass(frozen=True, slots=True)
class Replay:
    """A request as it was decided, and what its officer had seen of it at a moment.

    `views` is every opening of its answers. `answers` are those the officer had seen and a material still holds, `gone`
    those seen and destroyed since.
    """

    covered: Covered
    views: Sequence[View]
    picture: Picture
    answers: Sequence[KeptAnswer]
    gone: frozenset[UUID]


async def check_under(transaction: Transaction, token: str, resolution: UUID, at: datetime) -> Check:
    """Return the check that a prosecutor holds under a resolution of their own, in force, in an open case.

    Resolution and case are locked: what is seen was seen before they end, never after. Problems: `account.role` for
    everybody else; `supervision.absent` whatever the resolution lacks.
    """
    person = await in_office(transaction, token, HOLD_CHECK.roles, at)
    paper = await transaction.papers.to_change(resolution, PaperKind.RESOLUTION)
    if paper is None or paper.state != ResolutionState.ISSUED:
        raise NOT_COVERED.at()
    told = msgspec.json.decode(paper.data, type=Resolution)
    case = await transaction.papers.to_change(told.case, PaperKind.SUPERVISION_CASE)
    is_open = case is not None and case.state == CaseState.OPEN
    if told.prosecutor != person.account.id or not told.holds_at(at) or not is_open:
        raise NOT_COVERED.at()
    return Check(person, paper, told)


async def own_resolutions(node: Node, token: str, at: datetime) -> Sequence[tuple[Paper, Resolution]]:
    """Return a prosecutor's own resolutions, also those out of force, newest first; the look is a leaf."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_RESOLUTIONS.roles, at)
        actor, own = act_of(person.account), str(person.account.id)
        papers = await transaction.papers.found(PaperKind.RESOLUTION, "prosecutor", own, None, MOST_PAPERS)
        says: dict[str, Json] = {"looked_at": "resolutions", "resolutions": len(papers)}
        await transaction.supervision.append(leaf(node, EntryKind.SUPERVISION_VIEWED, at, actor, actor, says))
        return [(paper, msgspec.json.decode(paper.data, type=Resolution)) for paper in papers]


async def open_cases(node: Node, token: str, at: datetime) -> Sequence[tuple[Paper, Case]]:
    """Return the open cases that a prosecutor holds or that nobody holds yet, newest first; the look is a leaf."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_CASES.roles, at)
        kind, states = PaperKind.SUPERVISION_CASE, [CaseState.OPEN]
        papers = await transaction.papers.in_states(kind, states, None, MOST_PAPERS)
        cases = [(paper, msgspec.json.decode(paper.data, type=Case)) for paper in papers]
        own = [(paper, case) for paper, case in cases if case.prosecutor in (None, person.account.id)]
        says: dict[str, Json] = {"looked_at": "cases", "cases": len(own)}
        actor = act_of(person.account)
        await transaction.supervision.append(leaf(node, EntryKind.SUPERVISION_VIEWED, at, actor, actor, says))
        return own


async def covered_requests(
    node: Node, token: str, resolution: UUID, after: str, most: int, at: datetime
) -> Page[Covered]:
    """Return a page of the requests that a resolution covers, in the order of acceptance; the look is a leaf.

    Problem `list.no_such_page` where `after` is no cursor of this list for this prosecutor.
    """
    async with node.store.transaction() as transaction:
        check = await check_under(transaction, token, resolution, at)
        page = await covered_page(node, transaction, check, after, most)
        await _tell(node, transaction, check, {"looked_at": "list", "requests": len(page.items)}, at)
        return page


async def replay(
    node: Node, token: str, resolution: UUID, request: UUID, moment: datetime | None, at: datetime
) -> Replay:
    """Return what was judged of a covered request and what its officer had seen at a moment; the look is a leaf.

    Without a moment: when the officer last opened the answers, or when the request was accepted. Problem
    `supervision.absent` for a request that is not covered, as for a missing one.
    """
    async with node.store.transaction() as transaction:
        check = await check_under(transaction, token, resolution, at)
        covered = await _covered(transaction, check, request)
        await _tell(node, transaction, check, {"looked_at": "request", "request": str(request)}, at)
        return await replayed(transaction, covered, moment)


async def judge_again(node: Node, token: str, resolution: UUID, again: Again, at: datetime) -> Judged:
    """Return a covered request judged anew under an edition; only the log of supervision tells of it.

    Problems: `supervision.absent` for a request that is not covered, `request.not_judged`; Fault for an unknown
    edition.
    """
    async with node.store.transaction() as transaction:
        check = await check_under(transaction, token, resolution, at)
        covered = await _covered(transaction, check, again.request)
        judged = judged_again(node.resources, covered.request, again)
        record = replay_record(judged)
        says: dict[str, Json] = {"looked_at": "judged again", "request": str(again.request), "replay": record}
        await _tell(node, transaction, check, says, at)
        return judged


async def covered_page(node: Node, transaction: Transaction, check: Check, after: str, most: int) -> Page[Covered]:
    """Return up to `most` requests that a check covers; so many are looked through for it, however wide its scope."""
    listed = listing(node, act_of(check.person.account), Collection.COVERED_REQUESTS, str(check.paper.id))
    scope = check.resolution.scope
    span = Span(scope.since, scope.until, scope.officers or None)

    def fits(request: Request) -> bool:
        return _covers(transaction, check, request)

    found, place = await gathered(transaction.oversight, span, fits, listed.place(after), most)
    return listed.page([await _with_its_day(transaction, request) for request in found], place)


async def replayed(transaction: Transaction, covered: Covered, moment: datetime | None) -> Replay:
    """Return what was judged of a request and what its officer had seen of it at a moment."""
    request, oversight = covered.request, transaction.oversight
    views = sorted((view_from(one) for one in await oversight.views(request.id)), key=lambda view: view.at)
    seen = picture(request, views, moment or (views[-1].at if views else request.accepted_at))
    held = await transaction.requests.answers(request) if seen.seen else ()
    answers = [answer for answer in held if answer.exchange_id in seen.seen]
    gone = seen.seen - {answer.exchange_id for answer in answers}
    return Replay(covered, views, seen, answers, gone)


async def _covered(transaction: Transaction, check: Check, number: UUID) -> Covered:
    request = await transaction.requests.one(number)
    if request is None or not _covers(transaction, check, request):
        raise NOT_COVERED.at()
    return await _with_its_day(transaction, request)


async def _with_its_day(transaction: Transaction, request: Request) -> Covered:
    """Return a request with who made it, by the leaf of its day: people move on, what they were then stays."""
    entry = await transaction.oversight.leaf(request.leaf)
    if entry is None:
        raise Fault(f"the leaf of the request {request.id} is not in the journal")
    account = await transaction.accounts.with_id(request.account)
    if account is None:
        raise Fault(f"there is no account {request.account}")
    return Covered(request, account, entry, then_from(entry, request))


def _covers(transaction: Transaction, check: Check, request: Request) -> bool:
    scope = check.resolution.scope
    return scope.covers(request) and (not scope.bodies or transaction.oversight.of_bodies(request, scope.bodies))


async def _tell(node: Node, transaction: Transaction, check: Check, says: Mapping[str, Json], at: datetime) -> None:
    """Write what a prosecutor looked at, into the log of supervision."""
    actor, about = act_of(check.person.account), check.paper.about()
    await transaction.supervision.append(leaf(node, EntryKind.SUPERVISION_VIEWED, at, actor, about, says))
