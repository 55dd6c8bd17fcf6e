"""A copy: a file of answers that an officer took to a local device, until its destruction is confirmed (SIO25-19.1)."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper

_APART = re.compile(r"[\s\-–]+")
_CODE = re.compile(r"[0-9A-Fa-f]{20}")
LONGEST_REASON = 300
SHORTEST_REASON = 3


class CopyState(StrEnum):
    """Where a copy stands."""

    TAKEN = "taken"
    DESTROYED = "destroyed"


class CopyFormat(StrEnum):
    """What a copy can be taken as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"
    """The dossier made to be read and printed; the sheets of paper are destroyed with the file."""


class CopySays(msgspec.Struct, frozen=True):
    """What the paper of a copy says. `digest` is the SHA-256 of the file, whose watermark holds a random code.

    `materials` hold the answers in it; `reason` is what it was taken for, `leaf` the commitment of the entry that tells
    of it. `destroyed_on` is when it was destroyed on the device, as `confirmed_by` told.
    """

    request: UUID
    account: UUID
    body_bin: str
    materials: tuple[UUID, ...]
    format: CopyFormat
    digest: str
    taken_at: datetime
    confirmed_by: UUID | None = None
    destroyed_on: datetime | None = None
    reason: str = ""
    leaf: str = ""


def verification_code(code: str) -> str:
    """Return what is typed to verify a copy: the first 80 bits of its random code, in groups of four digits."""
    return "-".join(code[at : at + 4].upper() for at in range(0, 20, 4))


def typed_code(typed: str) -> str | None:
    """Return the verification code that somebody typed, however they parted it; None where it is none."""
    digits = _APART.sub("", typed.strip())
    return verification_code(digits) if _CODE.fullmatch(digits) else None


def copy_says(paper: Paper) -> CopySays:
    """Return what the paper of a copy says."""
    return msgspec.json.decode(paper.data, type=CopySays)
