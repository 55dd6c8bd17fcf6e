"""Gather who of a body must not work, and since when: from notes, applications, findings, and the entries themselves.

An order of dismissal, suspension or another post counts from the moment it was signed, not from the application after
it: what was asked in between is what a controller looks at (SIO25-7.1, SIO25-7.2). A block counts until the person is
registered anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.view_applications import ABSENT_TERM, absent_since
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import OPEN, Application, ApplicationState, BlockReason, application_in
from almasu.kernel.control.away import AwayState, Why, away_in
from almasu.kernel.control.breach import case_in
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction

MOST = 5000
RETURN_DAY = timedelta(days=1)
"""So long after a return from a long absence what is asked is told as asked without a new application."""
_REASONS: Mapping[BlockReason, Why] = {
    BlockReason.DISMISSAL: Why.DISMISSAL,
    BlockReason.SUSPENSION: Why.SUSPENSION,
    BlockReason.LONG_ABSENCE: Why.LONG_ABSENCE,
}
_STATES = [
    ApplicationState.BLOCKED.value,
    ApplicationState.CHANGED.value,
    ApplicationState.REGISTERED.value,
    *(state.value for state in sorted(OPEN)),
]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who must not work: why, from when to when, by which paper; `late` where an application came too late."""

    account: Account
    why: Why
    since: datetime
    until: datetime | None
    paper: UUID | None = None
    late: bool = False

    def holds(self, at: datetime) -> bool:
        """Tell whether it holds at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


async def gather_away(node: Node, store: Transaction, body: str, at: datetime) -> tuple[Away, ...]:
    """Return everybody of a body who must not work or must not have, the latest first."""
    people = {one.id: one for one in await store.accounts.of_body(body, None, MOST)}
    applications = await store.papers.found(PaperKind.APPLICATION, "body", body, None, MOST, _STATES)
    notes = await store.papers.found(PaperKind.AWAY, "body", body, None, MOST, [AwayState.NOTED.value])
    cases = await store.papers.found(PaperKind.LIABILITY_CASE, "body", body, None, MOST)
    registered = _registered(applications)
    found = [
        *_by_notes(notes, people),
        *_by_applications(applications, people, registered),
        *_by_cases(cases, people, registered),
        *await _by_entries(node, store, body, people, registered, at),
    ]
    return tuple(sorted(found, key=lambda one: (one.since, str(one.account.id)), reverse=True))


Registered = Mapping[UUID, Sequence[datetime]]


def _registered(applications: Iterable[Paper]) -> Registered:
    """Return when each account was registered by an application, earliest first."""
    moments: dict[UUID, list[datetime]] = {}
    for paper in applications:
        application = application_in(paper)
        if paper.state == ApplicationState.REGISTERED and application.account is not None:
            moments.setdefault(application.account, []).append(paper.at)
    return {account: sorted(some) for account, some in moments.items()}


def _anew(registered: Registered, account: UUID, after: datetime) -> datetime | None:
    return next((moment for moment in registered.get(account, ()) if moment > after), None)


def _by_notes(notes: Iterable[Paper], people: Mapping[UUID, Account]) -> Iterator[Away]:
    for paper in notes:
        note = away_in(paper)
        if note.account in people:
            yield Away(people[note.account], note.why, note.begins, note.ends, paper.id)


def _by_applications(papers: Iterable[Paper], people: Mapping[UUID, Account], registered: Registered) -> Iterator[Away]:
    by_iin = {one.person.iin: one for one in people.values()}
    for paper in papers:
        application = application_in(paper)
        account = people.get(application.account) if application.account else by_iin.get(application.iin)
        if account is None:
            continue
        if paper.state == ApplicationState.BLOCKED:
            since = application.submitted_at if application.order is None else application.order.signed_at
            until = _anew(registered, account.id, paper.at)
            yield Away(account, _reason(application), since, until, paper.id)
        elif application.kind is ApplicationKind.CHANGE and application.order is not None:
            until = paper.at if paper.state == ApplicationState.CHANGED else None
            yield Away(account, Why.MOVED, application.order.signed_at, until, paper.id, application.late)


def _reason(application: Application) -> Why:
    return Why.BLOCKED if application.reason is None else _REASONS.get(application.reason, Why.BLOCKED)


def _by_cases(papers: Iterable[Paper], people: Mapping[UUID, Account], registered: Registered) -> Iterator[Away]:
    for paper in papers:
        case = case_in(paper)
        if case.account in people:
            until = _anew(registered, case.account, case.blocked_at)
            yield Away(people[case.account], Why.BLOCKED, case.blocked_at, until, paper.id)


async def _by_entries(
    node: Node, store: Transaction, body: str, people: Mapping[UUID, Account], registered: Registered, at: datetime
) -> Sequence[Away]:
    """Return who has not entered for two months, and who came back after that without being registered anew."""
    found = [
        Away(account, Why.LONG_ABSENCE, node.law.due(ABSENT_TERM, last), None)
        for account, last in await absent_since(node, store, MOST, at)
        if account.body_bin == body
    ]
    for gap in await store.control.gaps(body, MOST):
        due = node.law.due(ABSENT_TERM, gap.last)
        anew = _anew(registered, gap.account, gap.last)
        if gap.account in people and due < gap.back and (anew is None or anew > gap.back):
            found.append(Away(people[gap.account], Why.LONG_ABSENCE, due, gap.back + RETURN_DAY))
    return found
