"""What the HTTP interface says and hears of "Reports" and of breaches found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.control.report import Line
from almasu.interfaces.api.messages import Words
from almasu.kernel.control.breach import Outcome, case_in
from almasu.kernel.papers.paper import Paper

Text4000 = Annotated[str, msgspec.Meta(max_length=4000)]


class ReportLine(msgspec.Struct, frozen=True):
    """One request: who asked what about whom and why, and how each register's question ended."""

    id: UUID
    accepted_at: datetime
    account: UUID
    user: str
    position: Words
    subject_kind: str
    subject: str
    task: str
    ground: str
    purpose: str
    justification: str
    resources: tuple[int, ...]
    outcomes: dict[str, str]
    viewed_at: datetime | None
    edition: str
    leaf: str


class FindingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A breach as found."""

    account: UUID
    words: Text4000
    requests: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=100)] = ()
    oddity: Annotated[str, msgspec.Meta(max_length=50)] = ""


class CaseLine(msgspec.Struct, frozen=True):
    """A case on liability."""

    id: UUID
    state: str
    account: UUID
    requests: tuple[UUID, ...]
    oddity: str
    words: str
    found_at: datetime
    blocked_at: datetime
    outcome: str | None
    outcome_words: str


class CaseClosing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What considering the liability came to."""

    outcome: Outcome
    words: Text4000


def report_line(line: Line) -> ReportLine:
    """Return a request of a report."""
    request, draft, person = line.request, line.request.draft, line.user.person
    return ReportLine(
        id=request.id,
        accepted_at=request.accepted_at,
        account=line.user.id,
        user=person.full_name(),
        position=Words(person.position.kk, person.position.ru, person.position.en),
        subject_kind=draft.key.kind.value,
        subject=draft.key.value,
        task=draft.task,
        ground=draft.ground,
        purpose=draft.purpose,
        justification=draft.justification,
        resources=draft.resources,
        outcomes={str(row.resource): row.state.value for row in request.rows},
        viewed_at=line.viewed_at,
        edition=request.edition,
        leaf=request.leaf.hex(),
    )


def case_line(paper: Paper) -> CaseLine:
    """Return a case."""
    case = case_in(paper)
    return CaseLine(
        id=paper.id,
        state=paper.state,
        account=case.account,
        requests=case.requests,
        oddity=case.oddity,
        words=case.words,
        found_at=case.found_at,
        blocked_at=case.blocked_at,
        outcome=None if case.outcome is None else case.outcome.value,
        outcome_words=case.outcome_words,
    )
