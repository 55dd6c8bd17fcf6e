"""What actions need of the store to control a body's requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody entered under an account: from the last act before it to the entry after it."""

    account: UUID
    last: datetime
    back: datetime


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is not closed: its last request, when that was accepted, and how many there are."""

    request: UUID
    asked: datetime
    count: int


class Control(Protocol):
    """What is told of many requests at once."""

    async def viewed(self, requests: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Return when the answers of requests were first opened, for those where they were."""
        ...

    async def gaps(self, body_bin: str, most: int) -> Sequence[Gap]:
        """Return the times of more than two months in which nobody entered under accounts of a body, latest first."""
        ...

    async def open_tasks(self, body_bin: str, before: datetime, most: int) -> Sequence[OpenTask]:
        """Return tasks of a body that are not closed though their last request was before a moment, oldest first."""
        ...

    async def checkpoint_before(self, at: datetime) -> bytes | None:
        """Return the last co-signed checkpoint published at or before a moment, None where there was none."""
        ...

    async def checkpoint_after(self, at: datetime) -> bytes | None:
        """Return the first co-signed checkpoint published at or after a moment, None where there is none yet."""
        ...
