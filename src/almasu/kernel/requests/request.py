"""Requests as they stand: accepted once, then one row per register, each with a state of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Reply, Unreadable
from almasu.kernel.grounds.judgement import Judgement
from almasu.kernel.requests.draft import Draft


class QuestionState(StrEnum):
    """How one register's question stands. "No record" and "no reply" are never the same thing."""

    WAITING = "waiting"
    ANSWERED = "answered"
    NO_RECORD = "no_record"
    REFUSED = "refused"
    NO_REPLY = "no_reply"
    UNREADABLE = "unreadable"
    GIVEN_UP = "given_up"


WITHHELD = "withheld_near"
"""The code of an answer that is not kept, being about the asker or their kin. It is no owner's: it has no bytes."""

OPEN_STATES = frozenset({QuestionState.WAITING, QuestionState.NO_REPLY})


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One register's row of a request. `note` is a short code of the outcome, `next_at` when it is asked again."""

    exchange_id: UUID
    resource: int
    state: QuestionState
    attempts: int
    asked_at: datetime | None
    settled_at: datetime | None
    records: int
    note: str
    next_at: datetime | None
    leaf: bytes | None


@dataclass(frozen=True, slots=True)
class Request:
    """One accepted request. `digest` is the SHA-256 of the signed act; `salt` opens the journal's commitments.

    `judgement` is what the decision rested on, None where it was accepted before that was kept. `together` are the
    requests that one act of several subjects made, this one among them, in the order of the act; empty where the act
    names one subject.
    """

    id: UUID
    account: UUID
    material: UUID
    accepted_at: datetime
    edition: str
    draft: Draft
    digest: bytes
    salt: bytes
    leaf: bytes
    rows: tuple[QuestionRow, ...]
    judgement: Judgement | None = None
    together: tuple[UUID, ...] = ()

    def place(self) -> int:
        """Return the place of the subject in the signed act, from 0 on."""
        return self.together.index(self.id) if self.together else 0

    def settled(self) -> bool:
        """Tell whether no register is still to answer."""
        return all(row.state not in OPEN_STATES for row in self.rows)


def question_digest(act_digest: bytes, resource: int, place: int = 0) -> bytes:
    """Return the 32 bytes that bind an answer to its question: which signed act, which register, which subject of it.

    The first subject, which most acts name alone, at place 0, adds nothing to what is hashed.
    """
    subject = place.to_bytes(2, "big") if place else b""
    return hashlib.sha256(act_digest + resource.to_bytes(2, "big") + subject).digest()


def state_after(reply: Reply) -> QuestionState:
    """Return the state a reply leaves its question in."""
    match reply:
        case Records():
            return QuestionState.ANSWERED
        case NoRecord():
            return QuestionState.NO_RECORD
        case Refused():
            return QuestionState.REFUSED
        case NoReply():
            return QuestionState.NO_REPLY
        case Unreadable():
            return QuestionState.UNREADABLE
        case _:
            assert_never(reply)


def is_withheld(reply: Reply) -> bool:
    """Tell whether the exchange itself withheld what came: an owner's refusal, whatever its code, has bytes."""
    return isinstance(reply, Refused) and reply.code == WITHHELD and not reply.raw


def note_of(reply: Reply) -> str:
    """Return the short code kept beside a state: never words from outside, which are sealed with the answer."""
    match reply:
        case Records() | NoRecord():
            return ""
        case Refused():
            return WITHHELD if is_withheld(reply) else "refused_by_owner"
        case NoReply(reason=reason) | Unreadable(reason=reason):
            return reason
        case _:
            assert_never(reply)
