"""Files beside documents of the sector in our database: each sealed for its document, its number and its moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.law.moment import in_utc
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("attachments")


@dataclass(frozen=True, slots=True)
class StoredAttachments:
    """Implements `almasu.kernel.sector.attachments_port.Attachments` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def keep(self, document: UUID, number: UUID, data: bytes, at: datetime) -> None:
        """Keep a file; nothing happens where it is kept already."""
        sealed = self.sealer.for_log(_place(document, number, at), data)
        values = {"document": document, "number": number, "at": at, "data": sealed}
        await self.connection.execute(_SQL["keep_attachment"], values)

    async def data(self, document: UUID, number: UUID) -> bytes | None:
        """Return a file, None where none of this number is kept beside the document."""
        found = await self.connection.execute(_SQL["attachment"], {"document": document, "number": number})
        row = await found.fetchone()
        return None if row is None else self.sealer.from_log(_place(document, number, row[0]), row[1])

    async def drop(self, document: UUID, number: UUID) -> None:
        """Take a file away that nobody outside of its organisation ever saw."""
        await self.connection.execute(_SQL["drop_attachment"], {"document": document, "number": number})


def _place(document: UUID, number: UUID, at: datetime) -> str:
    return f"sector_attachments/data/{document}/{number}/{in_utc(at).isoformat()}"
