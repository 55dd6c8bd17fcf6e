"""Planned works: announced on the portal before they begin (SIO25-14.1, SIO25-14.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.law.typed import Typed

KNOWN_WITHIN = timedelta(seconds=5)
"""How soon every process knows of an announcement: so much earlier, at least, works are published."""

Line = Annotated[str, msgspec.Meta(max_length=500)]


class WorksKind(StrEnum):
    """What is done (SIO25-14.3)."""

    SWITCH_OFF = "switch_off"
    CHANGES = "changes"
    UPDATE = "update"
    OTHER = "other"


class WorksState(StrEnum):
    """States of an announcement."""

    PUBLISHED = "published"


class WorksForm(Typed, frozen=True):
    """Works as announced; `closed` tells that no requests are taken meanwhile."""

    kind: WorksKind
    starts: datetime
    ends: datetime
    kk: Line
    ru: Line
    en: Line
    closed: bool = True


class Works(msgspec.Struct, frozen=True):
    """What the paper of an announcement says."""

    kind: WorksKind
    starts: datetime
    ends: datetime
    kk: str
    ru: str
    en: str
    closed: bool
    published_at: datetime
    act: UUID


class RememberedWorks:
    """What one process has read of the announcements: read again once it is older than `KNOWN_WITHIN`.

    Sending a request and showing a page must not read the database anew for works that come a few times a year.
    """

    def __init__(self) -> None:
        self._read_at: datetime | None = None
        self._works: tuple[Works, ...] = ()

    def at(self, at: datetime) -> tuple[Works, ...] | None:
        """Return the works as they were read lately, None where they must be read again."""
        if self._read_at is None or abs(at - self._read_at) >= KNOWN_WITHIN:
            return None
        return self._works

    def keep(self, works: Sequence[Works], at: datetime) -> tuple[Works, ...]:
        """Remember what was read at a moment, and return it."""
        self._read_at, self._works = at, tuple(works)
        return self._works

    def forget(self) -> None:
        """Let the next look read again."""
        self._read_at = None
