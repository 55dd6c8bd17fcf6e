"""Questions to registers and what comes back: records, no record, a refusal, silence, nonsense - never confused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.resources import KeyKind, Resource

Value = str | int | bool | None
Record = dict[str, Value]


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """What the subject is named by. `value` is normalised (`almasu.kernel.subjects`)."""

    kind: KeyKind
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one request to one register.

    `exchange_id` is unique per question and register; `asker` is the officer's pseudonym for the owner (SIO25-16);
    `digest` is the SHA-256 of the signed request's canonical bytes and the resource number: it binds the answer.
    """

    exchange_id: UUID
    request_id: UUID
    resource: Resource
    key: SubjectKey
    asker: str
    role: str
    ground: str
    purpose: str
    task: str
    digest: bytes
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Records:
    """The register holds something: strictly validated records and the raw bytes they were read from."""

    records: tuple[Record, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class NoRecord:
    """The register answered that it holds nothing on the subject: an answer in its own right."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """The owner declined, in its own code and words."""

    code: str
    words: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class NoReply:
    """Silence: connection refused, time run out, the register down. `retriable` tells whether asking again may help."""

    reason: str
    detail: str
    retriable: bool


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something came that the contract does not allow: kept raw, shown as a fault of the register, never guessed at."""

    reason: str
    where: str
    raw: bytes


Reply = Records | NoRecord | Refused | NoReply | Unreadable


class Register(Protocol):
    """A register that can be asked. Implementations never raise for what the outside does: silence is a NoReply."""

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Ask once and return within `seconds` whatever came, or NoReply."""
        ...
