"""What acts need of the store to keep collections."""

from __future__ import annotations

from collections.abc import Collection as Many
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.interchange.collection import Collection, Fate, Offered, Page, Versions, Wanted
from almasu.kernel.sector.confidentiality import Degree


class Collections(Protocol):
    """Collections and what they hold. What a machine may not read is left out here, before anything is counted."""

    async def open(self, collections: Sequence[Collection], at: datetime) -> None:
        """Keep collections that are not there yet."""
        ...

    async def some(self, numbers: Many[UUID]) -> Sequence[Collection]:
        """Return those of these collections that are there, in the order of their titles."""
        ...

    async def page(self, collection: UUID, wanted: Wanted, narrowest: Degree, most: int, *, bodies: bool) -> Page:
        """Return what is wanted down to a degree, at most so many; the bytes only where `bodies`."""
        ...

    async def add(self, collection: UUID, offered: Sequence[Offered], at: datetime) -> Sequence[Fate]:
        """Keep objects, in their order, each at a moment of its own; return what became of each."""
        ...

    async def delete(self, collection: UUID, object_id: str, versions: Versions, narrowest: Degree) -> int:
        """Delete these versions of an object as far as they are visible; return how many."""
        ...

    async def keep_status(self, number: UUID, machine: UUID, at: datetime, body: bytes) -> None:
        """Keep what became of an addition, and let go what is older than a day."""
        ...

    async def status(self, number: UUID, machine: UUID, at: datetime) -> bytes | None:
        """Return what became of an addition of this machine within a day; None otherwise."""
        ...
