"""Materials in our database: which exist, what they hold, and how what they held is shredded (DESIGN 3.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.materials.port import Held
from almasu.kernel.materials.task import Material, TaskState
from almasu.kernel.papers.paper import Paper
from almasu.law.problem import Fault
from almasu.store import journal
from almasu.store.papers import StoredPapers
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]

OWN_COLUMNS = 5
"""How many columns of a material stand before those of its paper."""


@dataclass(frozen=True, slots=True)
class StoredMaterials:
    """Implements `almasu.kernel.materials.port.Materials` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def one(self, material: UUID, *, lock: bool = False) -> Material | None:
        """Return a material, None where there is none; locked until this transaction ends where asked.

        Fault where its row and the paper of its task do not say the same: somebody else wrote one of them. Who waited
        for the lock reads afterwards, so that row and paper are of one moment.
        """
        if lock:
            await self._told("lock_material", {"id": material})
        rows = await self._told("material", {"id": material})
        if not rows:
            return None
        papers = StoredPapers(self.connection, self.sealer)
        versions = [papers.opened(row[OWN_COLUMNS:]) for row in rows if row[OWN_COLUMNS] is not None]
        return _agreed(Material(*rows[0][:OWN_COLUMNS]), versions)

    async def some(self, materials: Collection[UUID]) -> Sequence[Material]:
        """Return those of some materials that there are, by one look; Fault as in `one`."""
        papers = StoredPapers(self.connection, self.sealer)
        found: dict[UUID, tuple[Material, list[Paper]]] = {}
        for row in await self._told("some_materials", {"ids": list(materials)}):
            _, versions = found.setdefault(row[0], (Material(*row[:OWN_COLUMNS]), []))
            versions += [papers.opened(row[OWN_COLUMNS:])] if row[OWN_COLUMNS] is not None else []
        return [_agreed(material, versions) for material, versions in found.values()]

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
        vault = self.sealer.vault
        keys = [await vault.wrapped(further, await vault.unwrapped(holder, key)) for _, key in rows]
        values = {"exchanges": [exchange for exchange, _ in rows], "wrapped": keys, "material": further, "at": at}
        return await self._do("join_answers", values)

    async def shred(self, material: UUID) -> int:
        """Forget the keys a material held and the answers that nobody holds any more; return how many answers went."""
        return await self._do("shred", {"material": material})

    async def set_back(self) -> Sequence[SetBack]:
        """Return the materials that stand otherwise than the log says, or are gone: somebody wrote to the database."""
        return [SetBack(*row) for row in await self._told("materials_set_back", {"log": journal.MAIN})]

    async def _told(self, name: str, values: Mapping[str, object]) -> Sequence[Row]:
        return await (await self.connection.execute(load("materials")[name], values)).fetchall()

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("materials")[name], values)).rowcount


def _agreed(material: Material, versions: Sequence[Paper]) -> Material:
    """Return a material that stands as the versions of its task's paper say; Fault else."""
    says = (material.closed_at is not None, material.destroyed_at is not None)
    states = {TaskState(paper.state) for paper in versions}
    if says != (bool(states), bool(states - {TaskState.CLOSED})):
        raise Fault(f"the material {material.id} does not stand as the paper of its task says")
    return material
