"""A seat at a body's automated workplace: issued to one person for a term, used in sessions, cut, revoked (FMA-3.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import NOT_THEIR_DUTY, WORDS_NEEDED
from almasu.kernel.provision.problems_of_handing import SEAT_TOO_LONG, WRONG_STATE

LONGEST_SEAT = timedelta(days=180)
LONGEST_SESSION = timedelta(hours=9)
TICKET_LIVES = timedelta(minutes=1)
"""How long somebody who sat down may take to open the workplace."""
LEAST_WORDS = 3


class Cut(StrEnum):
    """Why a session ended."""

    LEFT = "left"
    SEAT_ENDED = "seat_ended"
    REVOKED = "revoked"
    TOO_LONG = "too_long"
    WAY_CHANGED = "way_changed"
    """Another way became the lawful one."""
    BLOCKED = "blocked"
    """The person's account was blocked."""
    ACT_ENDED = "act_ended"
    """No joint act in force names the set any more, or a condition of giving it lapsed."""
    MATERIAL_ENDED = "material_ended"
    """The material that what is seen is kept under was destroyed, or its time is over."""
    STOPPED = "stopped"
    """Somebody else ended it by hand."""
    NEVER_OPENED = "never_opened"
    """Nobody came with its ticket in time."""


class Seat(msgspec.Struct, frozen=True):
    """The right of one person of the Agency to use the workplace of a body from one moment to another, and why.

    `proofs` are those of the impossibility of integration that stood when it was issued. `keeps` tells that what is
    seen is kept under a material of the person, `uploads` that files may be sent to the application.
    """

    id: UUID
    body: str
    data_set: str
    person: UUID
    why: str
    issued_by: UUID
    since: datetime
    until: datetime
    proofs: tuple[UUID, ...]
    revoked_at: datetime | None = None
    keeps: bool = False
    uploads: bool = False

    def is_open(self, at: datetime) -> bool:
        """Tell whether it gives access at a moment."""
        return self.since <= at < self.until and (self.revoked_at is None or at < self.revoked_at)


class Sitting(msgspec.Struct, frozen=True):
    """One session at the workplace; `cut_at` and `why` tell its end.

    `entry` is the hash of the session of signing in that it lives in, `pass_` that of what the browser shows once it is
    open, both in hex. `material` is what its contents are kept under, `edition` the
    edition of the order on its day, `looks` how many exchanges it had, told at its end.
    """

    id: UUID
    seat: UUID
    person: UUID
    since: datetime
    cut_at: datetime | None = None
    why: Cut | None = None
    body: str = ""
    data_set: str = ""
    edition: str = ""
    material: UUID | None = None
    entry: str = ""
    pass_: str = ""
    opened_at: datetime | None = None
    looks: int = 0


def issued(seat: Seat, by: Actor) -> Seat:
    """Return a seat as the body issues it: with a reason, proofs against integration, for a bounded time."""
    by.must_be(seat.body, Duty.RESPONSIBLE, Duty.HEAD_OF_BODY)
    if len(seat.why.split()) < LEAST_WORDS or not seat.proofs:
        raise WORDS_NEEDED.at("why")
    if not timedelta(0) < seat.until - seat.since <= LONGEST_SEAT:
        raise SEAT_TOO_LONG.at("until", days=str(LONGEST_SEAT.days))
    return seat


def revoked(seat: Seat, by: Actor, at: datetime) -> Seat:
    """Return a seat taken back at once, by the body that issued it or by the Agency."""
    by.must_be(seat.body, Duty.RESPONSIBLE, Duty.HEAD_OF_BODY, Duty.OFFICER, Duty.HEAD_OF_AGENCY)
    return seat if seat.revoked_at is not None else replace(seat, revoked_at=at)


def sat_down(id_: UUID, seat: Seat, by: Actor, at: datetime) -> Sitting:
    """Return a session of the person the seat was issued to, and of nobody else."""
    by.must_be(seat.body, Duty.OFFICER)
    if by.account != seat.person:
        raise NOT_THEIR_DUTY.at()
    if not seat.is_open(at):
        raise WRONG_STATE.at("seat")
    return Sitting(id_, seat.id, by.account, at, body=seat.body, data_set=seat.data_set)


def must_cut(sitting: Sitting, seat: Seat, at: datetime, *, lawful: bool, blocked: bool) -> Cut | None:
    """Return why a running session must end now, or None; the gateway asks before each exchange and at each tick."""
    if sitting.cut_at is not None:
        return None
    if blocked:
        return Cut.BLOCKED
    if seat.revoked_at is not None and at >= seat.revoked_at:
        return Cut.REVOKED
    if not lawful:
        return Cut.WAY_CHANGED
    if at >= seat.until:
        return Cut.SEAT_ENDED
    if sitting.entry and sitting.opened_at is None and at - sitting.since >= TICKET_LIVES:
        return Cut.NEVER_OPENED
    return Cut.TOO_LONG if at - sitting.since >= LONGEST_SESSION else None


def cut(sitting: Sitting, why: Cut, at: datetime) -> Sitting:
    """Return the session ended; it ends once."""
    return sitting if sitting.cut_at is not None else replace(sitting, cut_at=at, why=why)
