"""What the HTTP interface says and hears of departmental control."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.control.gather_away import Away
from almasu.actions.control.left_behind import LeftBehind
from almasu.actions.control.report import Line
from almasu.interfaces.api.messages import Line as ShortLine
from almasu.interfaces.api.messages import Words
from almasu.kernel.control.away import Why
from almasu.kernel.control.breach import Outcome, case_in
from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.control.order import order_in
from almasu.kernel.control.overdue import overdue_in
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


class OverdueLine(msgspec.Struct, frozen=True):
    """A month whose control was not signed in time; `done_at` where it was signed after all."""

    body: str
    month: str
    due: datetime
    told_at: datetime
    done_at: datetime | None


class AwayForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A leave, an illness, a trip or a night duty as typed; days of Astana, both included."""

    account: UUID
    why: Why
    since: date
    ground: ShortLine
    until: date | None = None


class Kept(msgspec.Struct, frozen=True):
    """A paper that was kept, and its state."""

    id: UUID
    state: str


class AwayLine(msgspec.Struct, frozen=True):
    """Somebody who must not work or must not have; `paper` is the note, application or case that says so."""

    account: UUID
    user: str
    why: str
    since: datetime
    until: datetime | None
    paper: UUID | None
    late: bool


class LateCopyLine(msgspec.Struct, frozen=True):
    """A copy whose destruction should have been confirmed at `due`."""

    id: UUID
    request: UUID
    account: UUID
    user: str
    taken_at: datetime
    due: datetime


class LateTaskLine(msgspec.Struct, frozen=True):
    """A task without a report long after its last request."""

    task: str
    account: UUID
    user: str
    request: UUID
    asked: datetime
    requests: int


class LateMaterialLine(msgspec.Struct, frozen=True):
    """A closed task whose material should have been destroyed at `due`."""

    id: UUID
    task: str
    due: datetime


class LeftLines(msgspec.Struct, frozen=True):
    """What was left undone with answers."""

    copies: tuple[LateCopyLine, ...]
    tasks: tuple[LateTaskLine, ...]
    materials: tuple[LateMaterialLine, ...]


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


def overdue_line(paper: Paper) -> OverdueLine:
    """Return a notice of overdue control."""
    says = overdue_in(paper)
    return OverdueLine(says.body_bin, says.month, says.due, says.told_at, says.done_at)


def away_line(one: Away) -> AwayLine:
    """Return somebody who must not work."""
    account = one.account
    name = account.person.full_name()
    return AwayLine(account.id, name, one.why.value, one.since, one.until, one.paper, one.late)


def left_lines(left: LeftBehind) -> LeftLines:
    """Return what was left undone with answers."""
    return LeftLines(
        tuple(LateCopyLine(c.paper, c.request, c.account, c.user, c.taken_at, c.due) for c in left.copies),
        tuple(LateTaskLine(t.task, t.account, t.user, t.request, t.asked, t.requests) for t in left.tasks),
        tuple(LateMaterialLine(m.material, m.task, m.due) for m in left.materials),
    )
