"""A request at the body that was asked: received, worked on, and told of within thirty days (CIS-8.2).

Each item is told of by itself: done, refused, put off, or done under conditions, in whole or in part, with the reason
(CIS-8.2a, CIS-8.2b). There is no extension: a notice of postponement must itself come within the thirty days, and what
was put off stays open to its day. Only a competent body refuses, and only on the grounds of article 8 (CIS-8.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import Asked, Missing, Way, missing_in, says_something
from almasu.kernel.interstate.parties import BodyKind
from almasu.kernel.interstate.problems import (
    ENDED,
    INCOMPLETE,
    NO_EXTENSION,
    NO_SUCH_CONDITIONS,
    NO_SUCH_ITEM,
    NOT_ASKED_HERE,
    NOTHING_TOLD,
    ONLY_COMPETENT,
    POSTPONED_TO_THE_PAST,
    REASON_NEEDED,
    TOLD_ALREADY,
)
from almasu.law import moment
from almasu.law.typed import Dated

WHOLE = ""
"""Names no part: the whole item."""


class Ground(StrEnum):
    """Why a competent body may refuse (CIS-8.3)."""

    INTERESTS = "interests"
    LAW = "law"
    DUTIES = "duties"
    AGREEMENT = "agreement"
    """The request does not meet the Agreement."""


class Done(msgspec.Struct, frozen=True, tag="done"):
    """What was done and what came of it (CIS-8.2a)."""

    actions: str
    results: str
    part: str = ""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A refusal on a ground, for the reason (CIS-8.2b, CIS-8.3)."""

    ground: Ground
    reason: str
    part: str = ""


class Postponed(Dated, frozen=True, tag="postponed"):
    """A putting off to a day, for the reason (CIS-8.2b)."""

    until: date
    reason: str
    part: str = ""


class Conditional(msgspec.Struct, frozen=True, tag="conditional"):
    """Conditions under which it will be done, and why (CIS-8.2b)."""

    conditions: str
    reason: str
    part: str = ""


Outcome = Done | Refused | Postponed | Conditional
"""What is told of an item, or of the part of it that `part` names in words; empty: the whole item."""


class Teller(msgspec.Struct, frozen=True):
    """The body that tells, and what it is: refusing is for competent bodies alone (CIS-8.3)."""

    body: str
    kind: BodyKind


class Told(msgspec.Struct, frozen=True):
    """One notice to the requesting body: outcomes by item from 1 on, when and under which signed act."""

    outcomes: dict[int, tuple[Outcome, ...]]
    at: datetime
    act: UUID


class State(StrEnum):
    """Where a request stands at the body that was asked."""

    RECEIVED = "received"
    RETURNED = "returned"
    """It lacks a block of article 8: it went back with what is missing, and no clock runs."""
    OPEN = "open"
    """Something was told; an item was put off or waits for conditions, or the request is a standing one."""
    CLOSED = "closed"


class Reception(msgspec.Struct, frozen=True):
    """A request as it was received. `due_at` is when the notice is due at the latest; None where it went back."""

    asked: Asked
    received_at: datetime
    state: State
    due_at: datetime | None
    missing: tuple[Missing, ...] = ()
    told: tuple[Told, ...] = ()
    agreed: tuple[int, ...] = ()
    """Items whose conditions the requesting body accepted."""
    declined: dict[int, str] = {}
    """Items whose conditions the requesting body did not accept, each with its reason: nothing is done on them."""
    withdrawn_at: datetime | None = None

    @property
    def outcomes(self) -> Mapping[int, Mapping[str, Outcome]]:
        """Return what was told last of each item, by its parts; "" stands for the whole of it."""
        found: dict[int, dict[str, Outcome]] = {}
        for notice in self.told:
            for item, outcomes in notice.outcomes.items():
                now = {one.part: one for one in outcomes}
                before = found.get(item, {})
                found[item] = now if WHOLE in before else {**before, **now}
        return found

    @property
    def first_told_at(self) -> datetime | None:
        """Return when the requesting body was first told of every item, None while it was not."""
        left = set(range(1, len(self.asked.items) + 1))
        for notice in self.told:
            left -= notice.outcomes.keys()
            if not left:
                return notice.at
        return None

    def is_late(self, at: datetime) -> bool:
        """Tell whether the notice is overdue or came after its term; what was put off is late after its day.

        A request that was withdrawn stays as late as it was at that moment: withdrawing hides no lateness.
        """
        if self.due_at is None:
            return False
        seen = at if self.withdrawn_at is None else min(at, self.withdrawn_at)
        return (self.first_told_at or seen) > self.due_at or bool(self.overdue_items(seen))

    def overdue_items(self, at: datetime) -> tuple[int, ...]:
        """Return the items that were put off to a day that is over."""
        today = moment.in_astana(at).date()
        return tuple(
            item
            for item, parts in sorted(self.outcomes.items())
            if any(isinstance(one, Postponed) and one.until < today for one in parts.values())
        )


def received(asked: Asked, at: datetime, due_at: datetime) -> Reception:
    """Return a request that has just come; one that lacks a block goes back, naming what is missing (CIS-8.1a)."""
    missing = missing_in(asked, moment.in_astana(at).date())
    if missing:
        return Reception(asked, at, State.RETURNED, None, missing)
    return Reception(asked, at, State.RECEIVED, due_at)


def told(
    reception: Reception, outcomes: Mapping[int, Sequence[Outcome]], teller: Teller, at: datetime, act: UUID
) -> Reception:
    """Return the request after a notice to the requesting body.

    What an item was put off by, or tied to conditions, is told of anew; what was done or refused stays. Problems:
    `cis.incomplete`, `cis.not_asked_here`, `cis.ended`, `cis.nothing_told`, `cis.no_such_item`, `cis.told_already`,
    `cis.reason_needed`, `cis.only_competent`, `cis.postponed_to_the_past`. New conditions wait for a new answer.
    """
    _must_be_open(reception, teller.body, at)
    if not outcomes or not all(outcomes.values()):
        raise NOTHING_TOLD.at("outcomes")
    for item, parts in sorted(outcomes.items()):
        _must_be_tellable(reception, item, parts)
        for outcome in parts:
            _must_fit(f"outcomes/{item}", outcome, teller.kind, at)
    notice = Told({item: tuple(parts) for item, parts in outcomes.items()}, at, act)
    after = replace(
        reception,
        told=(*reception.told, notice),
        agreed=tuple(item for item in reception.agreed if item not in outcomes),
        declined={item: why for item, why in reception.declined.items() if item not in outcomes},
    )
    return replace(after, state=_state_of(after))


def must_be_in_time(reception: Reception, outcomes: Mapping[int, Sequence[Outcome]], at: datetime) -> None:
    """Make sure that nothing is put off or tied to conditions once the thirty days are over (CIS-8.2, CIS-8.2b).

    The act knows no extension. What a standing request brings after its first notice is told as it comes. Problem
    `cis.no_extension`.
    """
    if reception.due_at is None or at <= reception.due_at:
        return
    for item, parts in sorted(outcomes.items()):
        first = reception.asked.way is Way.ONE_TIME or item not in reception.outcomes
        if first and any(isinstance(one, Postponed | Conditional) for one in parts):
            raise NO_EXTENSION.at(f"outcomes/{item}")


def brings_news(reception: Reception, outcomes: Mapping[int, Sequence[Outcome]]) -> bool:
    """Tell whether a standing request brings more on an item that was settled before (CIS-7b).

    The first notice of an item is owed from the day of receipt; what arrives after it is an exchange of its own day.
    """
    return reception.asked.way is Way.STANDING and any(
        isinstance(one, Done) and any(map(_is_settled, reception.outcomes.get(item, {}).values()))
        for item, parts in outcomes.items()
        for one in parts
    )


def conditions_accepted(reception: Reception, item: int, by: str) -> Reception:
    """Return the request after the requesting body accepted the conditions of an item."""
    _must_wait_for_answer(reception, item, by)
    return replace(reception, agreed=(*reception.agreed, item))


def conditions_declined(reception: Reception, item: int, by: str, reason: str) -> Reception:
    """Return the request after the requesting body did not accept the conditions of an item: it is settled by that.

    Problems `cis.no_such_item`, `cis.reason_needed`.
    """
    _must_wait_for_answer(reception, item, by)
    _must_say("reason", [reason])
    after = replace(reception, declined={**reception.declined, item: reason})
    return replace(after, state=_state_of(after))


def conditions_wait(reception: Reception) -> tuple[int, ...]:
    """Return the items whose conditions the requesting body neither accepted nor declined."""
    if reception.state is not State.OPEN:
        return ()
    answered = {*reception.agreed, *reception.declined}
    return tuple(
        item
        for item, parts in sorted(reception.outcomes.items())
        if item not in answered and any(isinstance(one, Conditional) for one in parts.values())
    )


def _must_wait_for_answer(reception: Reception, item: int, by: str) -> None:
    if by != reception.asked.requesting:
        raise NOT_ASKED_HERE.at()
    if item not in conditions_wait(reception):
        raise NO_SUCH_CONDITIONS.at("item", item=str(item))


def withdrawn(reception: Reception, by: str, at: datetime) -> Reception:
    """Return the request after the requesting body withdrew it: a standing one is ended by that (CIS-7b)."""
    if by != reception.asked.requesting:
        raise NOT_ASKED_HERE.at()
    if reception.state is State.CLOSED:
        raise ENDED.at()
    return replace(reception, state=State.CLOSED, withdrawn_at=at)


def ended(reception: Reception, at: datetime) -> Reception:
    """Return a standing request closed after its last day; any other as it is (CIS-7b)."""
    end = reception.asked.ends_on
    if reception.state is State.CLOSED or end is None or moment.in_astana(at).date() <= end:
        return reception
    return replace(reception, state=State.CLOSED)


def _must_be_open(reception: Reception, by: str, at: datetime) -> None:
    if by != reception.asked.requested:
        raise NOT_ASKED_HERE.at()
    if reception.state is State.RETURNED:
        raise INCOMPLETE.at()
    if ended(reception, at).state is State.CLOSED:
        raise ENDED.at()


def _must_be_tellable(reception: Reception, item: int, parts: Sequence[Outcome]) -> None:
    """Make sure that an item exists, that its parts are named once, and that none of them is settled already."""
    where, named = f"outcomes/{item}", [one.part for one in parts]
    if not 1 <= item <= len(reception.asked.items) or len(set(named)) < len(named):
        raise NO_SUCH_ITEM.at(where, item=str(item))
    if WHOLE in named and len(named) > 1:
        raise NO_SUCH_ITEM.at(where, item=str(item))
    before = reception.outcomes.get(item, {})
    if reception.asked.way is Way.STANDING or not before:
        return
    if WHOLE not in before and not set(named) <= before.keys():
        raise NO_SUCH_ITEM.at(where, item=str(item))
    if any(_is_settled(one) for part, one in before.items() if part in named or part == WHOLE):
        raise TOLD_ALREADY.at(where, item=str(item))


def _must_fit(where: str, outcome: Outcome, kind: BodyKind, at: datetime) -> None:
    match outcome:
        case Done():
            _must_say(where, [outcome.actions, outcome.results])
        case Refused():
            if kind is not BodyKind.COMPETENT:
                raise ONLY_COMPETENT.at(where)
            _must_say(where, [outcome.reason])
        case Postponed():
            _must_say(where, [outcome.reason])
            if outcome.until <= moment.in_astana(at).date():
                raise POSTPONED_TO_THE_PAST.at(where)
        case Conditional():
            _must_say(where, [outcome.conditions, outcome.reason])


def _must_say(where: str, texts: Sequence[str]) -> None:
    if not all(says_something(text) for text in texts):
        raise REASON_NEEDED.at(where)


def _is_settled(outcome: Outcome) -> bool:
    return isinstance(outcome, Done | Refused)


def _state_of(reception: Reception) -> State:
    """Return where a request stands after a notice: open while an item waits, or while it is a standing one."""
    told_of = reception.outcomes
    settled = all(
        _is_settled(one) or (item in reception.declined and isinstance(one, Conditional))
        for item, parts in told_of.items()
        for one in parts.values()
    )
    whole = len(told_of) == len(reception.asked.items)
    return State.CLOSED if settled and whole and reception.asked.way is Way.ONE_TIME else State.OPEN
