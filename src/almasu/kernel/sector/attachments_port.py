"""What actions need of the store to keep the files beside documents of the sector."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Attachments(Protocol):
    """Files beside documents, sealed. One that somebody else than the store wrote is a Fault wherever it is read."""

    async def keep(self, document: UUID, number: UUID, data: bytes, at: datetime) -> None:
        """Keep a file; nothing happens where it is kept already."""
        ...

    async def data(self, document: UUID, number: UUID) -> bytes | None:
        """Return a file, None where none of this number is kept beside the document."""
        ...

    async def drop(self, document: UUID, number: UUID) -> None:
        """Take a file away that nobody outside of its organisation ever saw."""
        ...
