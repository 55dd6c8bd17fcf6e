"""What the HTTP interface says and takes of joint acts and of what is owed under them (FMA-5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from almasu.actions.provision.acts import Kept
from almasu.actions.provision.see_acts import Seen, Told
from almasu.actions.provision.see_obligations import Owed, Tally
from almasu.kernel.provision.act_course import Hand, Warned, last_day
from almasu.kernel.provision.act_diff import Difference
from almasu.kernel.provision.joint_act import ActContent
from almasu.law.typed import Typed


class ActLine(msgspec.Struct, frozen=True):
    """A version as a line of a list: `act` names it everywhere, `sha256` is the digest of its canonical bytes."""

    act: UUID
    body: str
    printed_number: str
    number: int
    draft: int
    stage: str
    since: date
    last_day: date
    sha256: str


class ActCard(msgspec.Struct, frozen=True):
    """A version whole: what it says, who approved and signed it, what a side wanted otherwise, what to think of."""

    line: ActLine
    content: ActContent
    governs_now: bool
    approvals: tuple[Hand, ...]
    signatures: tuple[Hand, ...]
    endings: tuple[Hand, ...]
    returns: tuple[str, ...]
    warnings: tuple[Warned, ...]
    versions: tuple[ActLine, ...]


class NextDraft(msgspec.Struct, frozen=True):
    """The next draft of a version, and the one that was read before it was written."""

    draft: int
    content: ActContent


class OfAct(msgspec.Struct, frozen=True):
    """Which version an act is about."""

    act: UUID


class EndingOfAct(Typed, frozen=True):
    """Which version is to end early, and on which last day."""

    act: UUID
    last: date


class WordsOnAct(msgspec.Struct, frozen=True):
    """What a side wants otherwise."""

    words: str


class Renewal(msgspec.Struct, frozen=True):
    """The number that the renewing act bears."""

    printed_number: str


class DifferenceLine(msgspec.Struct, frozen=True):
    """One difference: the way to it through the act, what was and is, and whether more data move."""

    place: tuple[str, ...]
    kind: str
    was: Any
    now: Any
    widens: bool


class WarningLine(msgspec.Struct, frozen=True):
    """What is to be thought of: in which version, what, and the day it speaks of."""

    act: UUID
    body: str
    what: str
    day: date


class ReminderLine(msgspec.Struct, frozen=True):
    """A reminder that was sent: which one, to which duties, on which day of overdue."""

    told: str
    to: tuple[str, ...]
    day: int


class OwedLine(msgspec.Struct, frozen=True):
    """One thing that a body owes, as it stands now."""

    owed: UUID
    body: str
    data_set: str
    act: UUID
    since: datetime
    due: datetime
    standing: str
    request: UUID | None
    given_at: datetime | None
    lacks: tuple[str, ...]
    reminders: tuple[ReminderLine, ...]
    withdrawn_at: datetime | None


class GivenOutside(msgspec.Struct, frozen=True):
    """That something came on paper or on a carrier, and what it lacks in permanent words."""

    lacks: tuple[str, ...] = ()


class OwedTally(msgspec.Struct, frozen=True):
    """How many obligations that are not given whole stand how."""

    due_soon: int
    late: int
    incomplete: int
    open: int


def line(kept: Kept) -> ActLine:
    """Return a version as a line of a list."""
    version, content = kept.version, kept.version.read()
    return ActLine(
        kept.paper.id,
        version.body,
        content.number,
        version.number,
        version.draft,
        version.stage.value,
        content.since,
        last_day(version),
        version.sha256,
    )


def card(seen: Seen) -> ActCard:
    """Return a version whole."""
    version = seen.version
    return ActCard(
        line(seen.kept),
        seen.content,
        seen.governs,
        version.approvals,
        version.signatures,
        version.endings,
        version.returns,
        seen.warned,
        tuple(map(line, seen.others)),
    )


def difference(one: Difference) -> DifferenceLine:
    """Return one difference."""
    return DifferenceLine(one.place, one.kind.value, one.was, one.now, one.widens)


def warning(told: Told) -> WarningLine:
    """Return one warning."""
    return WarningLine(told.kept.paper.id, told.kept.version.body, told.warned.what.value, told.warned.day)


def owed_line(one: Owed) -> OwedLine:
    """Return one obligation."""
    owed, held = one.kept.obligation, one.kept.held
    return OwedLine(
        owed.id,
        owed.body,
        owed.data_set,
        held.act,
        owed.since,
        owed.due,
        one.standing.value,
        owed.request,
        owed.given_at,
        owed.lacks,
        tuple(ReminderLine(each.told.value, tuple(map(str, each.to)), each.day) for each in held.reminded),
        owed.withdrawn_at,
    )


def tally_line(one: Tally) -> OwedTally:
    """Return how many stand how."""
    return OwedTally(one.due_soon, one.late, one.incomplete, one.open)
