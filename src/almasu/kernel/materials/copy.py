"""A copy: a file of answers that an officer took to a local device, until its destruction is confirmed (SIO25-19.1)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper


class CopyState(StrEnum):
    """Where a copy stands."""

    TAKEN = "taken"
    DESTROYED = "destroyed"


class CopyFormat(StrEnum):
    """What a copy can be taken as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class CopySays(msgspec.Struct, frozen=True):
    """What the paper of a copy says. `digest` is the SHA-256 of the file, whose watermark holds a random code.

    `materials` hold the answers in it. `destroyed_on` is when it was destroyed on the device, as `confirmed_by` told.
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


def copy_says(paper: Paper) -> CopySays:
    """Return what the paper of a copy says."""
    return msgspec.json.decode(paper.data, type=CopySays)
