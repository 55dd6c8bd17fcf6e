"""What the HTTP interface of the sector says and takes of requests, answers and attached files (ASOI-11 to ASOI-15)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec


class AskedPart(msgspec.Struct, frozen=True):
    """A request at one addressee; `organisation` is empty for the authorised body, whom no clock binds.

    `take_by` and `answer_by` are empty where no clock runs; `overdue` tells that something is late, or came late;
    `worker` to whom the head entrusted it, for the addressee's own people alone.
    """

    request: UUID
    organisation: str
    state: str
    received_at: datetime
    take_by: datetime | None
    answer_by: datetime | None
    opened_at: datetime | None
    take: str
    comment: str
    taken_at: datetime | None
    worker: UUID | None
    done_at: datetime | None
    answer: UUID | None
    answered_at: datetime | None
    overdue: bool


class ToWorker(msgspec.Struct, frozen=True):
    """To which responsible worker of the organisation a request is entrusted: the number of the account."""

    worker: UUID


class Colleague(msgspec.Struct, frozen=True):
    """A responsible worker of the caller's organisation."""

    id: UUID
    name: str


class AnswerToRequest(msgspec.Struct, frozen=True):
    """Which request is answered, and what is typed into the fields of the answer."""

    document: UUID
    fields: dict[str, str]


class FileToAttach(msgspec.Struct, frozen=True):
    """A file as it is attached: its name, and its bytes in base64."""

    name: str
    data: bytes


class AttachedFile(msgspec.Struct, frozen=True):
    """A file beside a document: its number, the name it was given, its SHA-256 in hexadecimal."""

    id: UUID
    name: str
    sha256: str
