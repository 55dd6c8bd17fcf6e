"""Contents of what state bodies gave in our database: each under a key of its own that its material wraps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.law.moment import in_utc
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("contents")


@dataclass(frozen=True, slots=True)
class StoredContents:
    """Implements `almasu.kernel.provision.contents_port.Contents` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def keep(self, received: UUID, material: UUID, data: bytes, at: datetime) -> None:
        """Keep a content, sealed under a fresh key that its material wraps; KeyDestroyed where the material is gone."""
        sealed, wrapped = await self.sealer.for_material(material, _place(received, at), data)
        values = {"received": received, "material": material, "at": at, "wrapped": wrapped, "data": sealed}
        await self.connection.execute(_SQL["keep_content"], values)

    async def data(self, received: UUID, material: UUID) -> bytes | None:
        """Return a content, opened; None where none is kept."""
        found = await self.connection.execute(_SQL["content"], {"received": received, "material": material})
        row = await found.fetchone()
        if row is None:
            return None
        at, wrapped, sealed = row
        return await self.sealer.from_material(material, _place(received, at), sealed, wrapped)

    async def forget(self, received: UUID, material: UUID) -> int:
        """Forget one content of a material with its wrapped key; return how many went: one, or none was kept."""
        values = {"received": received, "material": material}
        return (await self.connection.execute(_SQL["forget_content"], values)).rowcount

    async def shred(self, material: UUID) -> int:
        """Forget every content of a material with its wrapped key; return how many went."""
        return (await self.connection.execute(_SQL["shred_contents"], {"material": material})).rowcount


def _place(received: UUID, at: datetime) -> str:
    return f"provision_contents/data/{received}/{in_utc(at).isoformat()}"
