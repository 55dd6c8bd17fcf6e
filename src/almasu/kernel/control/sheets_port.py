"""What actions need of the store to keep sheets and counts of days: sealed parts; what binds them is a paper."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Sheets(Protocol):
    """Parts of sheets, each sealed for its sheet, version and place."""

    async def keep(self, sheet: UUID, version: int, part: int, data: bytes) -> str:
        """Keep a part of a version; return the digest of what is kept."""
        ...

    async def part(self, sheet: UUID, version: int, part: int, digest: str) -> bytes | None:
        """Return a part, opened; None where there is none, or not the one with this digest; Fault where it is ill."""
        ...

    async def drop_before(self, sheet: UUID, version: int) -> None:
        """Take the parts of earlier versions away."""
        ...

    async def accepted(self, since: datetime, until: datetime) -> int:
        """Return how many requests of all bodies were accepted in a time."""
        ...

    async def written(self, numbers: list[UUID]) -> set[UUID]:
        """Return which of some sheets and counts are written."""
        ...
