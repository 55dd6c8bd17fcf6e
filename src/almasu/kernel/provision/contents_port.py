"""What actions need of the store to keep the content of what was received, sealed under the key of its material."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Contents(Protocol):
    """Contents of received data. One that somebody else than the store wrote is a Fault wherever it is read."""

    async def keep(self, received: UUID, material: UUID, data: bytes, at: datetime) -> None:
        """Keep a content, sealed under a fresh key that its material wraps; KeyDestroyed where the material is gone."""
        ...

    async def data(self, received: UUID, material: UUID) -> bytes | None:
        """Return a content, opened; None where none is kept."""
        ...

    async def forget(self, received: UUID, material: UUID) -> int:
        """Forget one content of a material with its wrapped key; return how many went: one, or none was kept."""
        ...

    async def shred(self, material: UUID) -> int:
        """Forget every content of a material with its wrapped key; return how many went."""
        ...
