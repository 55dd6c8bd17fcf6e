"""Who takes part in the exchange between states, as dated data: Parties, their competent bodies, bodies of the CIS.

Nothing here is believed without a day: a body or a Party that was not in force on a day could not exchange on it
(CIS-1c, CIS-5.1, CIS-16.2). The depositary's own day of effect is kept where it is known; else it is computed, and the
later of two readings is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from almasu.law.deadline import months_after
from almasu.law.text import Text
from almasu.law.typed import Dated

DAYS_TO_EFFECT = 30
"""Days that run out before a notice has effect (CIS-16.1, CIS-16.2, CIS-17); the day of receipt is not counted."""
MONTHS_TO_LEAVE = 6
"""Months that lie at least between the notice of leaving and the end (CIS-18)."""
NOTICES_TO_BEGIN = 3
"""The notice with which the Agreement begins for the first Parties (CIS-16.1)."""


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


class Party(msgspec.Struct, frozen=True):
    """A state of the signature block or one that acceded: `code` by ISO 3166-1, what it told the depositary.

    A printed name proves neither signature nor effect (CIS-S): `signed` is None where nobody could tell.
    """

    code: str
    name: Text
    signed: bool | None
    notices: tuple[Notice, ...] = ()


class Body(Dated, frozen=True):
    """A body that may be a side of the exchange: permanent `id`, its state's code (empty for the CIS), its dates.

    `until` is the first day on which it is a side no more; `told_on` when the depositary was told of it (CIS-5.1);
    `bin` the number by which the certificates of its people name it, empty where it has none. `works_at` is the state
    at whose node its people work where it has no system of its own (CIS-6.1), empty for the node of its own state.
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

    @property
    def place(self) -> str:
        """Return at which node the body works: the state's code, or its own id for a body of the CIS."""
        return self.works_at or self.party or self.id

    def stands_on(self, day: date) -> bool:
        """Tell whether the body is in the list on a day."""
        return self.since <= day and (self.until is None or day < self.until)


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

    def with_entered(self, bodies: Iterable[Body], notices: Iterable[tuple[str, Notice]]) -> Directory:
        """Return the directory with what a node entered: a body of the same id is replaced, notices are added."""
        entered = {one.id: one for one in bodies}
        known = {one.id for one in self.bodies}
        told: dict[str, tuple[Notice, ...]] = {}
        for code, notice in notices:
            told[code] = (*told.get(code, ()), notice)
        return Directory(
            tuple(replace(one, notices=(*one.notices, *told.get(one.code, ()))) for one in self.parties),
            (*(entered.get(one.id, one) for one in self.bodies), *(v for k, v in entered.items() if k not in known)),
        )

    def began_on(self) -> date | None:
        """Return the first day of effect of the Agreement, None where fewer than three notices are known (CIS-16.1)."""
        days = sorted(
            _effect(notice)
            for party in self.parties
            for notice in party.notices
            if notice.kind is NoticeKind.PROCEDURES_DONE
        )
        return days[NOTICES_TO_BEGIN - 1] if len(days) >= NOTICES_TO_BEGIN else None

    def binds_since(self, code: str) -> date | None:
        """Return the first day on which the Agreement binds a state, None where no notice of it has effect."""
        party, began = self.party(code), self.began_on()
        if party is None or began is None:
            return None
        own = [_effect(notice) for notice in party.notices if notice.kind is not NoticeKind.LEAVING]
        return max(began, min(own)) if own else None

    def binds_until(self, code: str) -> date | None:
        """Return the first day on which the Agreement binds a state no more, None while it stays (CIS-18)."""
        party = self.party(code)
        if party is None:
            return None
        return min((_end(one) for one in party.notices if one.kind is NoticeKind.LEAVING), default=None)

    def binds(self, code: str, day: date) -> bool:
        """Tell whether the Agreement binds a state on a day."""
        since, until = self.binds_since(code), self.binds_until(code)
        return since is not None and since <= day and (until is None or day < until)

    def lets_exchange(self, one: Body, other: Body, day: date) -> bool:
        """Tell whether two bodies of different states are in force on a day, and the Agreement binds both states."""
        apart = not one.party or one.party != other.party
        stand = one.stands_on(day) and other.stands_on(day)
        return apart and stand and all(not body.party or self.binds(body.party, day) for body in (one, other))

    def partners(self, own: str, day: date) -> tuple[Body, ...]:
        """Return the bodies with which one of a state may exchange on a day, by their ids."""
        found: Iterable[Body] = (one for one in self.bodies if one.party != own and one.stands_on(day))
        return tuple(sorted((one for one in found if not one.party or self.binds(one.party, day)), key=lambda b: b.id))


def _effect(notice: Notice) -> date:
    """Return the first day of effect: the day after thirty have run out, unless the depositary told another."""
    return notice.effect_on or notice.received_on + timedelta(days=DAYS_TO_EFFECT + 1)


def _end(notice: Notice) -> date:
    """Return the first day without effect, never earlier than six months after the notice."""
    earliest = months_after(notice.received_on, MONTHS_TO_LEAVE) + timedelta(days=1)
    return earliest if notice.effect_on is None else max(earliest, notice.effect_on)
