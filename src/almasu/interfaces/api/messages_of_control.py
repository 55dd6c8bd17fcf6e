"""What the HTTP interface says and hears of the order, the pack and the duty of departmental control."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.interfaces.api.messages import Line as ShortLine
from almasu.interfaces.api.messages import Words
from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.control.order import order_in
from almasu.kernel.control.overdue import overdue_in
from almasu.kernel.control.pack import MANIFEST, pack_in
from almasu.kernel.control.signature import SIGNATURE
from almasu.kernel.papers.paper import Paper
from almasu.law.typed import Typed


class OrderForm(Typed, frozen=True):
    """An order of the head as typed."""

    number: ShortLine
    dated: date
    head_iin: ShortLine
    head_position: ShortLine
    officers: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)]
    since: date
    until: date | None = None


class OfficerLine(msgspec.Struct, frozen=True):
    """Somebody whom an order may name."""

    id: UUID
    name: str
    position: Words


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
