"""What the HTTP interface says and hears of absent people and of what was left undone."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.control.gather_away import Away
from almasu.actions.control.left_behind import LeftBehind
from almasu.interfaces.api.messages import Line as ShortLine
from almasu.kernel.control.away import Why
from almasu.law.typed import Typed


class AwayForm(Typed, frozen=True):
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
