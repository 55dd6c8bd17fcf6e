"""See what a prosecutor works by: cases, the reports in them, one's own resolutions (SIO25-22.2, SIO25-23).

Every look is a leaf of the log of supervision. A case that another prosecutor holds, and a resolution of another, are
as absent as what never was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.supervision.hold_check import MOST_PAPERS
from almasu.actions.supervision.issue_resolution import OPENED_BY_OFFICE
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.breach import Breach
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.supervising import LIST_CASES, LIST_RESOLUTIONS
from almasu.kernel.supervision.case import Case, CaseState
from almasu.kernel.supervision.problems import CASE_ABSENT, NOT_COVERED
from almasu.kernel.supervision.resolution import Resolution, ResolutionState
from almasu.law.canonical import Json

Issued = tuple[Paper, Resolution]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case: the operator's report that opened it with the user it is about, and one's own resolutions in it.

    `report` and `reported` are None where a resolution opened it.
    """

    paper: Paper
    case: Case
    report: Breach | None
    reported: Account | None
    resolutions: Sequence[Issued]


@dataclass(frozen=True, slots=True)
class ResolutionShown:
    """An own resolution: the officers it names, and whether a check may be held under it now."""

    paper: Paper
    resolution: Resolution
    officers: Sequence[Account]
    in_force: bool


async def known_cases(node: Node, token: str, at: datetime) -> Sequence[tuple[Paper, Case]]:
    """Return the cases that a prosecutor holds or held, and the open ones that nobody holds yet, newest first."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_CASES.roles, at)
        kind = PaperKind.SUPERVISION_CASE
        papers = await transaction.papers.found(kind, "office", OPENED_BY_OFFICE, None, MOST_PAPERS)
        cases = [(paper, _case(paper)) for paper in papers]
        own = [(paper, case) for paper, case in cases if _is_seen(person, paper, case)]
        await _tell(node, transaction, person, act_of(person.account), {"looked_at": "cases", "cases": len(own)}, at)
        return own


async def view_case(node: Node, token: str, number: UUID, at: datetime) -> CaseShown:
    """Return a case that one holds or that nobody holds; Problem `supervision.no_case` for any other."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_CASES.roles, at)
        paper = await transaction.papers.latest(number, PaperKind.SUPERVISION_CASE)
        case = None if paper is None else _case(paper)
        if paper is None or case is None or not _is_seen(person, paper, case):
            raise CASE_ABSENT.at()
        report = await _report(transaction, case)
        reported = None if report is None else await transaction.accounts.with_id(report.account)
        resolutions = [one for one in await _issued(transaction, person) if one[1].case == number]
        await _tell(node, transaction, person, paper.about(), {"looked_at": "case"}, at)
        return CaseShown(paper, case, report, reported, resolutions)


async def view_resolution(node: Node, token: str, number: UUID, at: datetime) -> ResolutionShown:
    """Return an own resolution, also one that holds no more; Problem `supervision.absent` for any other."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_RESOLUTIONS.roles, at)
        paper = await transaction.papers.latest(number, PaperKind.RESOLUTION)
        told = None if paper is None else msgspec.json.decode(paper.data, type=Resolution)
        if paper is None or told is None or told.prosecutor != person.account.id:
            raise NOT_COVERED.at()
        case = await transaction.papers.latest(told.case, PaperKind.SUPERVISION_CASE)
        is_open = case is not None and case.state == CaseState.OPEN
        found = [await transaction.accounts.with_id(one) for one in told.scope.officers]
        officers = [account for account in found if account is not None]
        await _tell(node, transaction, person, paper.about(), {"looked_at": "resolution"}, at)
        in_force = paper.state == ResolutionState.ISSUED and is_open and told.holds_at(at)
        return ResolutionShown(paper, told, officers, in_force)


def _is_seen(person: Entered, paper: Paper, case: Case) -> bool:
    own = case.prosecutor == person.account.id
    return own or (case.prosecutor is None and paper.state == CaseState.OPEN)


def _case(paper: Paper) -> Case:
    return msgspec.json.decode(paper.data, type=Case)


async def _report(transaction: Transaction, case: Case) -> Breach | None:
    if case.breach is None:
        return None
    paper = await transaction.papers.latest(case.breach, PaperKind.BREACH)
    return None if paper is None else msgspec.json.decode(paper.data, type=Breach)


async def _issued(transaction: Transaction, person: Entered) -> Sequence[Issued]:
    own = str(person.account.id)
    papers = await transaction.papers.found(PaperKind.RESOLUTION, "prosecutor", own, None, MOST_PAPERS)
    return [(paper, msgspec.json.decode(paper.data, type=Resolution)) for paper in papers]


async def _tell(
    node: Node, transaction: Transaction, person: Entered, about: str, says: Mapping[str, Json], at: datetime
) -> None:
    actor = act_of(person.account)
    await transaction.supervision.append(leaf(node, EntryKind.SUPERVISION_VIEWED, at, actor, about, says))
