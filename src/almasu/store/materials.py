"""Materials in our database: which exist, what they hold, and how what they held is shredded (DESIGN 3.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.materials.port import Held
from almasu.kernel.materials.task import Material
from almasu.kernel.sealing.seal import unwrapped, wrapped
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StoredMaterials:
    """Implements `almasu.kernel.materials.port.Materials` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def one(self, material: UUID, *, lock: bool = False) -> Material | None:
        """Return a material, None where there is none; locked until this transaction ends where asked."""
        rows = await self._told("material_to_change" if lock else "material", {"id": material})
        return Material(*rows[0]) if rows else None

    async def of_account(self, account: UUID, most: int) -> Sequence[Material]:
        """Return the materials in which an account has requests, the latest opened first."""
        rows = await self._told("materials_of_account", {"account": account, "most": most})
        return [Material(*row) for row in rows]

    async def has_part_in(self, account: UUID, material: UUID) -> bool:
        """Tell whether an account has a request in a material."""
        return bool(await self._told("has_part_in", {"account": account, "material": material}))

    async def close(self, material: UUID, at: datetime) -> None:
        """Let no further request into a material."""
        await self._do("close_material", {"id": material, "at": at})

    async def condemn(self, material: UUID, at: datetime) -> None:
        """Hide what a material holds, before its key is destroyed."""
        await self._do("condemn_material", {"id": material, "at": at})

    async def held(self, material: UUID) -> Held:
        """Tell how many answers a material holds."""
        return Held(*(await self._told("held", {"material": material}))[0])

    async def holders(self, request: UUID) -> Sequence[UUID]:
        """Return the materials that hold answers of a request."""
        return [material for (material,) in await self._told("holders", {"request": request})]

    async def join(self, exchanges: Collection[UUID], holder: UUID, further: UUID, at: datetime) -> int:
        """Let a further material hold answers that one holds; return how many it did not hold before."""
        rows = await self._told("keys_held", {"exchanges": list(exchanges), "material": holder})
        old, new = self.sealer.vault.material_key(holder), self.sealer.vault.material_key(further)
        keys = [wrapped(new, unwrapped(old, key)) for _, key in rows]
        values = {"exchanges": [exchange for exchange, _ in rows], "wrapped": keys, "material": further, "at": at}
        return await self._do("join_answers", values)

    async def shred(self, material: UUID) -> int:
        """Forget the keys a material held and the answers that nobody holds any more; return how many answers went."""
        return await self._do("shred", {"material": material})

    async def _told(self, name: str, values: Mapping[str, object]) -> Sequence[Row]:
        return await (await self.connection.execute(load("materials")[name], values)).fetchall()

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("materials")[name], values)).rowcount
