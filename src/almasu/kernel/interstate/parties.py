"""Who takes part in the exchange between states, as dated data: Parties, their competent bodies, bodies of the CIS.

Nothing here is believed without a day: a body or a Party that was not in force on a day could not exchange on it
(CIS-1c, CIS-5.1, CIS-16.2). The depositary's own day of effect is kept where it is known; else it is computed, and the
later of two readings is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.problems_of_directory import DAY_TO_COME, EFFECT_TOO_EARLY, LEAVES_TOO_EARLY
from almasu.law.deadline import months_after
from almasu.law.text import Text
from almasu.law.typed import Dated

DAYS_TO_EFFECT = 30
"""Days that run out before a notice has effect (CIS-16.1, CIS-16.2, CIS-17); the day of receipt is not counted."""
MONTHS_TO_LEAVE = 6
"""Months that lie at least between the notice of leaving and the end (CIS-18)."""
NOTICES_TO_BEGIN = 3
"""The notice with which the Agreement begins for the first Parties (CIS-16.1)."""


NOBODY_ELSE: Mapping[str, Text] = MappingProxyType({})
"""No state but those that the act prints."""


class BodyKind(StrEnum):
    """What a body is. Refusing is for competent bodies alone (CIS-8.3)."""

    COMPETENT = "competent"
    """A body of a Party, named in its list (CIS-1c, CIS-5.1)."""
    CIS = "cis"
    """A body of the Commonwealth whose competence covers these matters (CIS-1d)."""


class NoticeKind(StrEnum):
    """What a state told the depositary."""

    PROCEDURES_DONE = "procedures_done"
    ACCESSION = "accession"
    LEAVING = "leaving"


class Notice(Dated, frozen=True):
    """A notice that the depositary received. `effect_on` is the day the depositary told; None: it is computed."""

    kind: NoticeKind
    received_on: date
    document: str
    effect_on: date | None = None

    @property
    def effect_day(self) -> date:
        """Return the first day of its effect: of an end, the first day on which the Agreement binds no more."""
        return _end(self) if self.kind is NoticeKind.LEAVING else _effect(self)


class Party(msgspec.Struct, frozen=True):
    """A state of the signature block or one that acceded: `code` by ISO 3166-1, what it told the depositary.

    A printed name proves neither signature nor effect (CIS-S): `signed` is None where nobody could tell.
    """

    code: str
    name: Text
    signed: bool | None
    notices: tuple[Notice, ...] = ()


class Span(Dated, frozen=True):
    """Days from `since` on, up to and without `until`; None: without an end."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


class Body(Dated, frozen=True):
    """A body that may be a side of the exchange: permanent `id`, its state's code (empty for the CIS), its dates.

    `until` is the first day on which it is a side no more; `told_on` when the depositary was told of it (CIS-5.1);
    `bin` the number by which the certificates of its people name it, empty where it has none. `works_at` is the state
    at whose node its people work where it has no system of its own (CIS-6.1), empty for the node of its own state.
    `ground` is the paper that names it so, `told_by` the one by which the depositary was told (CIS-5.2), and `earlier`
    are the days on which it stood in the list before it left and came back.
    """

    id: str
    party: str
    kind: BodyKind
    name: Text
    since: date
    until: date | None = None
    told_on: date | None = None
    contact: str = ""
    bin: str = ""
    works_at: str = ""
    ground: str = ""
    told_by: str = ""
    earlier: tuple[Span, ...] = ()

    @property
    def place(self) -> str:
        """Return at which node the body works: the state's code, or its own id for a body of the CIS."""
        return self.works_at or self.party or self.id

    def stands_on(self, day: date) -> bool:
        """Tell whether the body is in the list on a day."""
        return any(span.holds(day) for span in (*self.earlier, Span(self.since, self.until)))

    def after(self, before: Body | None) -> Body:
        """Return it as it follows on what the list held of it: days that were over before stay days it stood on."""
        if before is None:
            return replace(self, earlier=())
        over = before.until is not None and before.until <= self.since
        return replace(self, earlier=(*before.earlier, Span(before.since, before.until)) if over else before.earlier)

    def changed_on(self, before: Body | None, today: date) -> date | None:
        """Return on which day the list changed by it, None where it stands as it stood (CIS-5.2).

        A contact, a BIN or a workplace is no change of the list; a new name is one, of the day it is entered.
        """
        if before is None or before.since != self.since:
            return self.since
        if before.until != self.until:
            return self.until or today
        words = ((one.name.kk, one.name.ru) for one in (before, self))
        same = (before.party, before.kind, next(words)) == (self.party, self.kind, next(words))
        return None if same else today


class Directory(msgspec.Struct, frozen=True):
    """All Parties and bodies that a node knows."""

    parties: tuple[Party, ...]
    bodies: tuple[Body, ...]

    def party(self, code: str) -> Party | None:
        """Return a Party by its code, or None."""
        return next((one for one in self.parties if one.code == code), None)

    def body(self, number: str) -> Body | None:
        """Return a body by its id, or None."""
        return next((one for one in self.bodies if one.id == number), None)

    def of_bin(self, number: str) -> Body | None:
        """Return the body whose people's certificates carry a number, or None."""
        return next((one for one in self.bodies if number and one.bin == number), None)

    def with_entered(
        self, bodies: Iterable[Body], notices: Iterable[tuple[str, Notice]], acceded: Mapping[str, Text] = NOBODY_ELSE
    ) -> Directory:
        """Return the directory with what a node entered: a body of the same id is replaced, notices are added.

        `acceded` are states that the act does not print, by their codes (CIS-17).
        """
        entered = {one.id: one for one in bodies}
        known = {one.id for one in self.bodies}
        told: dict[str, tuple[Notice, ...]] = {}
        for code, notice in notices:
            told[code] = (*told.get(code, ()), notice)
        printed = {one.code for one in self.parties}
        others = (Party(code, name, signed=False) for code, name in acceded.items() if code not in printed)
        return Directory(
            tuple(replace(one, notices=(*one.notices, *told.get(one.code, ()))) for one in (*self.parties, *others)),
            (*(entered.get(one.id, one) for one in self.bodies), *(v for k, v in entered.items() if k not in known)),
        )

    def began_on(self) -> date | None:
        """Return the first day of effect of the Agreement, None where fewer than three notices are known (CIS-16.1).

        They are notices of three states: what one told twice counts once.
        """
        done = (
            [_effect(one) for one in party.notices if one.kind is NoticeKind.PROCEDURES_DONE] for party in self.parties
        )
        days = sorted(min(own) for own in done if own)
        return days[NOTICES_TO_BEGIN - 1] if len(days) >= NOTICES_TO_BEGIN else None

    def bound_spans(self, code: str) -> tuple[Span, ...]:
        """Return from when until when the Agreement binds a state: twice, where it left and acceded anew (CIS-17)."""
        party, began = self.party(code), self.began_on()
        if party is None or began is None:
            return ()
        starts = sorted(max(began, _effect(one)) for one in party.notices if one.kind is not NoticeKind.LEAVING)
        ends = sorted(_end(one) for one in party.notices if one.kind is NoticeKind.LEAVING)
        found: list[Span] = []
        for since in starts:
            if not found or (found[-1].until is not None and found[-1].until <= since):
                found.append(Span(since, next((until for until in ends if until > since), None)))
        return tuple(found)

    def binds(self, code: str, day: date) -> bool:
        """Tell whether the Agreement binds a state on a day."""
        return any(span.holds(day) for span in self.bound_spans(code))

    def lets_exchange(self, one: Body, other: Body, day: date) -> bool:
        """Tell whether two bodies of different states are in force on a day, and the Agreement binds both states."""
        apart = not one.party or one.party != other.party
        stand = one.stands_on(day) and other.stands_on(day)
        return apart and stand and all(not body.party or self.binds(body.party, day) for body in (one, other))

    def partners(self, own: str, day: date) -> tuple[Body, ...]:
        """Return the bodies with which one of a state may exchange on a day, by their ids."""
        found: Iterable[Body] = (one for one in self.bodies if one.party != own and one.stands_on(day))
        return tuple(sorted((one for one in found if not one.party or self.binds(one.party, day)), key=lambda b: b.id))


def must_be_possible(notice: Notice, today: date) -> None:
    """Make sure that the days of a notice can be: it came, and has no effect before its thirty days or six months.

    Problems `cis.day_to_come`, `cis.effect_too_early` (CIS-16.1, CIS-16.2, CIS-17), `cis.leaves_too_early` (CIS-18).
    """
    if notice.received_on > today:
        raise DAY_TO_COME.at("received_on")
    if notice.effect_on is None:
        return
    if notice.kind is NoticeKind.LEAVING:
        if notice.effect_on < months_after(notice.received_on, MONTHS_TO_LEAVE):
            raise LEAVES_TOO_EARLY.at("effect_on")
    elif notice.effect_on < notice.received_on + timedelta(days=DAYS_TO_EFFECT):
        raise EFFECT_TOO_EARLY.at("effect_on")


def _effect(notice: Notice) -> date:
    """Return the first day of effect: the day after thirty have run out, unless the depositary told another."""
    return notice.effect_on or notice.received_on + timedelta(days=DAYS_TO_EFFECT + 1)


def _end(notice: Notice) -> date:
    """Return the first day without effect, never earlier than six months after the notice."""
    earliest = months_after(notice.received_on, MONTHS_TO_LEAVE) + timedelta(days=1)
    return earliest if notice.effect_on is None else max(earliest, notice.effect_on)
