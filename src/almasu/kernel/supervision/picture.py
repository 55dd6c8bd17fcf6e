"""What an officer had seen of a request at a moment: the answers opened by then, and what was still open or unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.parties.account import Account, Role
from almasu.kernel.requests.request import QuestionRow, Request
from almasu.law import moment


@dataclass(frozen=True, slots=True)
class View:
    """One opening of answers: when, of which resource alone (None: the whole dossier), by whom as the journal says."""

    at: datetime
    resource: int | None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """How a request stood at a moment, by the exchange ids of its questions.

    `seen` were opened by then; `unseen` had come and were not opened; `open` had not come.
    """

    at: datetime
    seen: frozenset[UUID]
    unseen: frozenset[UUID]
    open: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Then:
    """How a request was judged on its day: the edition, and who asked as what, for which body.

    `role` is None where the request was accepted before what decisions rest on was kept.
    """

    edition: str
    role: Role | None
    body_bin: str

    def moved_on(self, account: Account) -> bool:
        """Tell whether the person has another role or body by now."""
        return self.role not in (None, account.role) or self.body_bin != account.body_bin


class _AcceptedSays(msgspec.Struct, frozen=True):
    body: str
    edition: str


class _AcceptedLeaf(msgspec.Struct, frozen=True):
    says: _AcceptedSays


class _ViewLeaf(msgspec.Struct, frozen=True):
    actor: str
    at: str
    says: dict[str, object]


def then_from(entry: bytes, request: Request) -> Then:
    """Return how a request was judged, from the leaf of its acceptance; msgspec.DecodeError where it is another's."""
    says = msgspec.json.decode(entry, type=_AcceptedLeaf).says
    role = None if request.judgement is None else request.judgement.asked.asker.role
    return Then(says.edition, role, says.body)


def view_from(entry: bytes) -> View:
    """Return the view a leaf tells of; msgspec.DecodeError where it is another's."""
    told = msgspec.json.decode(entry, type=_ViewLeaf)
    resource = told.says.get("resource")
    return View(moment.read(told.at), resource if isinstance(resource, int) else None, told.actor)


def picture(request: Request, views: Sequence[View], at: datetime) -> Picture:
    """Return what had been seen of a request at a moment."""
    before = [view for view in views if view.at <= at]
    came = [row for row in request.rows if _had_come(row, at)]
    seen = frozenset(row.exchange_id for row in came if any(_shows(view, row) for view in before))
    had_come = frozenset(row.exchange_id for row in came)
    return Picture(at, seen, had_come - seen, frozenset(row.exchange_id for row in request.rows) - had_come)


def _shows(view: View, row: QuestionRow) -> bool:
    return _had_come(row, view.at) and view.resource in (None, row.resource)


def _had_come(row: QuestionRow, at: datetime) -> bool:
    """Tell whether a question was settled by a moment; leaves tell moments to the millisecond, cut off."""
    settled = row.settled_at
    return settled is not None and settled.replace(microsecond=settled.microsecond // 1000 * 1000) <= at
