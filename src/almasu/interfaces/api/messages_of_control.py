"""What the HTTP interface says and hears of departmental control."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.control.report import Line
from almasu.interfaces.api.messages import Line as ShortLine
from almasu.interfaces.api.messages import Words
from almasu.kernel.control.breach import Outcome, case_in
from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.control.order import order_in
from almasu.kernel.control.pack import MANIFEST, pack_in
from almasu.kernel.control.signature import SIGNATURE
from almasu.kernel.papers.paper import Paper

Text4000 = Annotated[str, msgspec.Meta(max_length=4000)]


class OrderForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An order of the head as typed."""

    number: ShortLine
    dated: date
    head_iin: ShortLine
    head_position: ShortLine
    officers: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)]
    since: date
    until: date | None = None


class OrderLine(msgspec.Struct, frozen=True):
    """An order and where it stands."""

    id: UUID
    state: str
    number: str
    dated: date
    body: str
    officers: tuple[UUID, ...]
    since: date
    until: date | None
    head_position: str


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the operator confirms that the body's head signed."""

    confirmed: bool


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


class ReportPage(msgspec.Struct, frozen=True):
    """A page of a report; `after` opens the next one, None at the end."""

    lines: tuple[ReportLine, ...]
    after: str | None


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


class PackForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The month of a pack, as 2026-10."""

    month: Annotated[str, msgspec.Meta(max_length=7)]


class PackLine(msgspec.Struct, frozen=True):
    """A pack: `files` are those that can be taken, `manifest` is the SHA-256 that is signed."""

    id: UUID
    state: str
    month: str
    requests: int
    oddities: int
    manifest: str
    files: tuple[str, ...]


class DutyLine(msgspec.Struct, frozen=True):
    """One month of the controller's duty."""

    month: str
    due: datetime
    done_at: datetime | None
    overdue: bool


def order_line(paper: Paper) -> OrderLine:
    """Return an order."""
    order = order_in(paper)
    return OrderLine(
        id=paper.id,
        state=paper.state,
        number=order.number,
        dated=order.dated,
        body=order.body_bin,
        officers=order.officers,
        since=order.since,
        until=order.until,
        head_position=order.head_position,
    )


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


def pack_line(paper: Paper) -> PackLine:
    """Return a pack."""
    says = pack_in(paper)
    files = tuple(sorted({MANIFEST, *says.files, *((SIGNATURE,) if says.act else ())}))
    return PackLine(paper.id, paper.state, says.month, says.requests, says.oddities, says.manifest, files)


def duty_line(told: MonthDuty) -> DutyLine:
    """Return a month of the duty."""
    return DutyLine(str(told.month), told.due, told.done_at, told.overdue)
