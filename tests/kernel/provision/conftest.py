"""People, moments and proofs of the exchange between a state body and the Agency."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from almasu.kernel.provision.impossibility import Longest, Measured, Paper, Proof, ProofKind
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.way import Way
from almasu.law import moment

BODY = "990440000385"
OTHER_BODY = "990340000372"
NOW = moment.read("2026-11-20T10:00:00+05:00")
DAY = timedelta(days=1)
LONGEST = Longest()
RESPONSIBLE = Actor(UUID(int=1), Duty.RESPONSIBLE, BODY)
HEAD = Actor(UUID(int=2), Duty.HEAD_OF_BODY, BODY)
OFFICER = Actor(UUID(int=3), Duty.OFFICER)
HEAD_OF_AGENCY = Actor(UUID(int=4), Duty.HEAD_OF_AGENCY)
SYSTEM = Actor(UUID(int=5), Duty.SYSTEM)
STRANGER = Actor(UUID(int=6), Duty.RESPONSIBLE, OTHER_BODY)


def letter(way: Way, at: datetime = NOW, days: int = 30, number: int = 100) -> Proof:
    return Proof(
        id=UUID(int=number + list(Way).index(way)),
        way=way,
        kind=ProofKind.LETTER,
        why="There is no such gateway.",
        by=RESPONSIBLE.account,
        at=at,
        until=at + days * DAY,
        paper=Paper("12-5/77", "2026-11-19", "a" * 64),
    )


def failure(way: Way, at: datetime = NOW, failures: int = 5, hours: int = 5) -> Proof:
    return Proof(
        id=UUID(int=200 + list(Way).index(way)),
        way=way,
        kind=ProofKind.MEASURED_FAILURE,
        why="The gateway did not answer.",
        by=SYSTEM.account,
        at=at,
        until=at + 7 * DAY,
        measured=Measured(failures, at - timedelta(hours=hours), at, "timeout"),
    )
