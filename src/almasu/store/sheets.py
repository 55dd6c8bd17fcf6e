"""Sheets of days in our database: each part sealed under the log key for its sheet, version and place."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.control.sheet import digest_of
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("sheets")


@dataclass(frozen=True, slots=True)
class StoredSheets:
    """Implements `almasu.kernel.control.sheets_port.Sheets` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def keep(self, sheet: UUID, version: int, part: int, data: bytes) -> str:
        """Keep a part of a version; return the digest of what is kept."""
        sealed = self.sealer.for_log(_place(sheet, version, part), data)
        values = {"sheet": sheet, "version": version, "part": part, "data": sealed}
        await self.connection.execute(_SQL["keep_part"], values)
        return digest_of(sealed)

    async def part(self, sheet: UUID, version: int, part: int, digest: str) -> bytes | None:
        """Return a part, opened; None where there is none, or not the one with this digest; Fault where it is ill."""
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(_SQL["part"], {"sheet": sheet, "version": version, "part": part})
        row = await cursor.fetchone()
        if row is None or not hmac.compare_digest(digest_of(row[0]), digest):
            return None
        return self.sealer.from_log(_place(sheet, version, part), row[0])

    async def drop_before(self, sheet: UUID, version: int) -> None:
        """Take the parts of earlier versions away."""
        await self.connection.execute(_SQL["drop_before"], {"sheet": sheet, "version": version})

    async def accepted(self, since: datetime, until: datetime) -> int:
        """Return how many requests of all bodies were accepted in a time."""
        found = await self.connection.execute(_SQL["accepted"], {"since": since, "until": until})
        row = await found.fetchone()
        return 0 if row is None else int(row[0])

    async def written(self, numbers: list[UUID]) -> set[UUID]:
        """Return which of some sheets are written."""
        found = await self.connection.execute(_SQL["written"], {"numbers": numbers})
        return {row[0] for row in await found.fetchall()}


def _place(sheet: UUID, version: int, part: int) -> str:
    return f"control_sheets/data/{sheet}/{version}/{part}"
