"""What is due under an act and how it stands: coming, due, late, incomplete, given; and who is reminded when (FMA-5).

A duty begins at a moment (a request reached the body, a delivery of the schedule came round) and ends by the term of
its data set, counted as the law counts terms.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.kernel.provision.joint_act import ActContent, DataSet, Extent, Period, Schedule
from almasu.kernel.provision.parties import Duty
from almasu.law import moment
from almasu.law.calendar import Calendar
from almasu.law.deadline import Deadline, deadline_of
from almasu.law.term import Suspension
from almasu.law.text import Text

MOST_OCCURRENCES = 1_000
_DAY = timedelta(days=1)
LACKS_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "rejected_rows": Text(kk="қабылданбаған жолдар", ru="отклонённые строки", en="rejected rows"),
        "missing_fields": Text(kk="жетпейтін өрістер", ru="недостающие поля", en="missing fields"),
        "missing_documents": Text(kk="жетпейтін құжаттар", ru="недостающие документы", en="missing documents"),
        "cut_fields": Text(
            kk="акт бойынша кесілген өрістер", ru="поля, отсечённые по акту", en="fields cut by the act"
        ),
        "cannot_be_read": Text(kk="оқылмайды", ru="не читается", en="cannot be read"),
    }
)
"""Permanent words of what may be lacking in what came, with their names."""


class Standing(StrEnum):
    """How an obligation stands at a moment."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    LATE = "late"
    """Its moment passed and nothing came."""
    INCOMPLETE = "incomplete"
    """Something came, but with rejected rows or without fields that the act promises."""
    GIVEN = "given"
    GIVEN_LATE = "given_late"
    WITHDRAWN = "withdrawn"
    """What asked for it was withdrawn: nothing is owed, and nothing is late."""
    WITHDRAWN_LATE = "withdrawn_late"
    """It was withdrawn after its moment had passed: nothing is owed any more, and the body was late until then."""


class Obligation(msgspec.Struct, frozen=True):
    """One thing the body owes: of which set, since when, by when; what came is told by `given_at` and `lacks`.

    `withdrawn_at` is when the request for it was withdrawn: what had not been given whole by then is owed no more.
    """

    id: UUID
    body: str
    data_set: str
    since: datetime
    due: datetime
    request: UUID | None = None
    given_at: datetime | None = None
    lacks: tuple[str, ...] = ()
    withdrawn_at: datetime | None = None

    @property
    def is_owed(self) -> bool:
        """Tell whether something is still to be given."""
        return self.withdrawn_at is None and (self.given_at is None or bool(self.lacks))

    def standing(self, at: datetime, soon: timedelta = _DAY) -> Standing:
        """Return how it stands at a moment."""
        is_given = self.given_at is not None and self.given_at <= at
        if self.withdrawn_at is not None and self.withdrawn_at <= at and (self.lacks or not is_given):
            return Standing.WITHDRAWN if self.withdrawn_at <= self.due else Standing.WITHDRAWN_LATE
        if self.given_at is not None and is_given:
            if self.lacks:
                return Standing.INCOMPLETE
            return Standing.GIVEN if self.given_at <= self.due else Standing.GIVEN_LATE
        if at > self.due:
            return Standing.LATE
        return Standing.DUE_SOON if self.due - at <= soon else Standing.OPEN


def due_of(data_set: DataSet, since: datetime, calendar: Calendar, suspensions: Iterable[Suspension] = ()) -> Deadline:
    """Return when something of a set that began at a moment is due, with every day that did not count."""
    return deadline_of(since, data_set.term.term(), calendar, suspensions)


def occurrences(act: ActContent, schedule: Schedule, since: datetime, until: datetime) -> tuple[datetime, ...]:
    """Return the moments in (since, until] at which deliveries of a schedule begin, within the days of the act."""
    first = max(moment.in_astana(since).date(), act.since)
    last = min(moment.in_astana(until).date(), act.until)
    found: list[datetime] = []
    for day in _days_of(schedule, first, last):
        at = datetime.combine(day, time(schedule.hour), moment.astana())
        if since < at <= until:
            found.append(at)
        if len(found) == MOST_OCCURRENCES:
            break
    return tuple(found)


def _days_of(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if _comes_round(schedule, day):
            yield day
        day += _DAY


def _comes_round(schedule: Schedule, day: date) -> bool:
    match schedule.period:
        case Period.DAILY:
            return True
        case Period.WEEKLY:
            return day.isoweekday() == schedule.day
        case Period.MONTHLY:
            return day.day == min(schedule.day, months.monthrange(day.year, day.month)[1])
        case Period.QUARTERLY:
            start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            following = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
            return day == start + timedelta(days=min(schedule.day, (following - start).days) - 1)


def settled_by(owed: Sequence[Obligation], extent: Extent, begun: datetime) -> tuple[Obligation, ...]:
    """Return which of the duties to give a set are settled by a file that was begun at a moment, once it counts.

    It settles every term of the schedule that had begun: a full set stands in place of all before it, and an increment
    holds all that changed since the last delivery that counts. What an earlier increment lacked is in no later one,
    unless nothing else is owed: then the body gives what lacked. Of requests each wants a file of its own.
    """
    begun_before = tuple(one for one in owed if one.since <= begun)
    if any(one.request is not None for one in begun_before):
        return begun_before[:1]
    missing = tuple(one for one in begun_before if one.given_at is None)
    match extent:
        case Extent.FULL:
            return begun_before
        case Extent.INCREMENTAL:
            return missing or begun_before


class Told(StrEnum):
    """Which reminder it is."""

    AHEAD = "ahead"
    AT_TERM = "at_term"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to send: of which obligation, which one, to which duties, on what day of overdue (0 before)."""

    obligation: UUID
    told: Told
    to: tuple[Duty, ...]
    day: int


def reminders(obligations: Iterable[Obligation], sent: Iterable[Reminder], at: datetime) -> tuple[Reminder, ...]:
    """Return what is to be sent now and was not yet: a day ahead, at the end of the term, each week of overdue.

    Overdue goes to the heads of both sides as well. What was sent is never sent twice.
    """
    known = set(sent)
    return tuple(one for owed in obligations for one in _reminders(owed, at) if one not in known)


def next_reminder(owed: Obligation, sent: Collection[Reminder]) -> datetime | None:
    """Return from when on a further reminder may be due; None once nothing is owed any more."""
    if not owed.is_owed:
        return None
    told = {one.told for one in sent}
    if Told.OVERDUE in told:
        return owed.due + _DAY * (7 + max(one.day for one in sent))
    if Told.AT_TERM in told:
        return owed.due + _DAY
    if owed.given_at is not None:
        return owed.given_at
    return owed.due if Told.AHEAD in told else owed.due - _DAY


def _reminders(owed: Obligation, at: datetime) -> Iterator[Reminder]:
    match owed.standing(at):
        case Standing.DUE_SOON:
            yield Reminder(owed.id, Told.AHEAD, (Duty.RESPONSIBLE,), 0)
        case Standing.LATE | Standing.INCOMPLETE:
            days = max((at - owed.due) // _DAY, 0)
            yield Reminder(owed.id, Told.AT_TERM, (Duty.RESPONSIBLE, Duty.OFFICER), 0)
            if days >= 1:
                to = (Duty.RESPONSIBLE, Duty.HEAD_OF_BODY, Duty.OFFICER, Duty.HEAD_OF_AGENCY)
                yield Reminder(owed.id, Told.OVERDUE, to, 1 + (days - 1) // 7 * 7)
        case Standing.OPEN | Standing.GIVEN | Standing.GIVEN_LATE | Standing.WITHDRAWN | Standing.WITHDRAWN_LATE:
            return
