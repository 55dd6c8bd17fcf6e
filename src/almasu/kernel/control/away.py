"""When a person must not work: on leave, moved, dismissed, suspended, blocked, long absent (SIO25-7.1 to SIO25-8).

What orders of the body say of leave and of night duty the control officer writes down; the rest the exchange knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper
from almasu.law.deadline import end_of
from almasu.law.text import Text

LONGEST = timedelta(days=1100)
"""A leave to raise a child is the longest of all."""


class Why(StrEnum):
    """Why an account must not be worked under. The list only grows."""

    LEAVE = "leave"
    ILLNESS = "illness"
    TRIP = "trip"
    NIGHT_DUTY = "night_duty"
    """The other way about: the person's post includes nights and weekends."""
    MOVED = "moved"
    DISMISSAL = "dismissal"
    SUSPENSION = "suspension"
    LONG_ABSENCE = "long_absence"
    BLOCKED = "blocked"


NOTED = (Why.LEAVE, Why.ILLNESS, Why.TRIP, Why.NIGHT_DUTY)
"""What a control officer writes down."""

WHY_WORDS: Mapping[str, Text] = {
    Why.LEAVE: Text(kk="демалыста", ru="в отпуске", en="on leave"),
    Why.ILLNESS: Text(kk="ауырып жатқан", ru="болеет", en="ill"),
    Why.TRIP: Text(kk="іссапарда", ru="в командировке", en="on a trip"),
    Why.NIGHT_DUTY: Text(kk="түнгі немесе демалыс күнгі кезекшілік", ru="дежурство", en="night or weekend duty"),
    Why.MOVED: Text(kk="басқа лауазымға ауысқан", ru="переведён на другую должность", en="moved to another post"),
    Why.DISMISSAL: Text(kk="қызметтен босатылған", ru="уволен", en="dismissed"),
    Why.SUSPENSION: Text(kk="қызметтен шеттетілген", ru="отстранён", en="suspended"),
    Why.LONG_ABSENCE: Text(
        kk="екі айдан астам кірмей, қайта тіркелмей оралған",
        ru="вернулся после двух месяцев отсутствия без новой заявки",
        en="back after two months away without a new application",
    ),
    Why.BLOCKED: Text(kk="бұғатталған", ru="заблокирован", en="blocked"),
}


class AwayState(StrEnum):
    """Where a note stands."""

    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class AwayNote(msgspec.Struct, frozen=True):
    """What the paper of a note says. Days are of Astana, both included; None: until further notice.

    `ground` names the order of the body it rests on, `order` the control officer's own.
    """

    body_bin: str
    account: UUID
    why: Why
    since: date
    until: date | None
    ground: str
    noted_by: UUID
    order: UUID
    withdrawn_by: UUID | None = None

    @property
    def begins(self) -> datetime:
        """Return its first moment."""
        return end_of(self.since - timedelta(days=1)) + timedelta(seconds=1)

    @property
    def ends(self) -> datetime | None:
        """Return the first moment after it."""
        return None if self.until is None else end_of(self.until) + timedelta(seconds=1)

    def holds(self, at: datetime) -> bool:
        """Tell whether it holds at a moment."""
        return self.begins <= at and (self.ends is None or at < self.ends)


def away_in(paper: Paper) -> AwayNote:
    """Return what the paper of a note says."""
    return msgspec.json.decode(paper.data, type=AwayNote)
