"""Evidence of signatures: sealed under the log key; what is the same for many signatures is kept once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.signatures.bundle_parts import Parted, parts_in
from almasu.store.sealer import Sealer
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """Keeps and reads evidence on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def keep_parts(self, parts: Mapping[bytes, bytes]) -> None:
        """Keep the parts that are not kept yet; they are given by their SHA-256."""
        names = [self._name(digest) for digest in parts]
        data = [self.sealer.for_log(_place(digest), part) for digest, part in parts.items()]
        await self.connection.execute(load("evidence")["keep_parts"], {"names": names, "data": data})

    async def sealed(self, place: str, evidence: Parted) -> bytes:
        """Keep the parts and return the bundle sealed for its place."""
        await self.keep_parts(evidence.parts)
        return self.sealer.for_log(place, evidence.data)

    async def sealed_with(self, material: UUID, place: str, evidence: Parted) -> tuple[bytes, bytes]:
        """Keep the parts and return the bundle sealed for a material, with its key as the material wraps it.

        The parts are certificates and answers about them: none of what was signed, so they stay.
        """
        await self.keep_parts(evidence.parts)
        return await self.sealer.for_material(material, place, evidence.data)

    async def opened_with(self, material: UUID, place: str, sealed: bytes, wrapped: bytes) -> Parted:
        """Return a bundle that was sealed for a material, as `opened` does; KeyDestroyed where the material is gone."""
        return await self._together(await self.sealer.from_material(material, place, sealed, wrapped))

    async def opened(self, place: str, sealed: bytes) -> Parted:
        """Return the bundle that was sealed for a place, with the parts it needs as far as they are kept."""
        return await self._together(self.sealer.from_log(place, sealed))

    async def _together(self, data: bytes) -> Parted:
        names = {self._name(digest): digest for digest in parts_in(data)}
        found = await self.connection.execute(load("evidence")["parts"], {"names": list(names)})
        rows = [(names[name], part) for name, part in await found.fetchall()]
        return Parted(data, {digest: self.sealer.from_log(_place(digest), part) for digest, part in rows})

    def _name(self, digest: bytes) -> bytes:
        """Return what a part is found by: its digest alone would show whose certificate was used here."""
        return self.sealer.index("evidence", digest.hex())


def _place(digest: bytes) -> str:
    return f"evidence_parts/data/{digest.hex()}"
