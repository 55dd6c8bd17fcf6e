"""Reading a log from the database: what it shows, and the content behind the hashes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almasu.kernel.journal.keeping import Stretch
from almasu.store import sql
from almasu.store.database import Database

_SQL = sql.load("journal_reading")


@dataclass(frozen=True, slots=True)
class StoredLog:
    """One log of the node's database, as it is read (implements `almasu.actions.read_journal.JournalReader`)."""

    database: Database
    log: str

    async def checkpoint(self) -> bytes | None:
        """Return the latest co-signed checkpoint, None before the first."""
        async with self.database.connection() as connection:
            row = await (await connection.execute(_SQL["checkpoint"], {"log": self.log})).fetchone()
        return bytes(row[1]) if row else None

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Return tiles by (level, index), each as far as it has grown; absent ones are left out."""
        wanted = list(names)
        values = {
            "log": self.log,
            "levels": [level for level, _ in wanted],
            "numbers": [index for _, index in wanted],
        }
        async with self.database.connection() as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(_SQL["tiles"], values)
            rows = await cursor.fetchall()
        return {(level, number): hashes for level, number, hashes in rows}

    async def commitments(self, first: int, last: int) -> list[bytes]:
        """Return the commitments of the entries first..last-1, as far as they are there."""
        async with self.database.connection() as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(_SQL["commitments"], {"log": self.log, "first": first, "last": last})
            return [row[0] for row in await cursor.fetchall()]

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1: for the archive and for those with the role."""
        async with self.database.connection() as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(_SQL["entries"], {"log": self.log, "first": first, "last": last})
            rows = await cursor.fetchall()
        return Stretch([row[0] for row in rows], [row[1] for row in rows])

    async def position_of(self, commitment: bytes) -> int | None:
        """Return where the entry with this commitment stands, None where it does not (yet)."""
        async with self.database.connection() as connection:
            values = {"log": self.log, "commitment": commitment}
            row = await (await connection.execute(_SQL["position_of"], values)).fetchone()
        return row[0] if row else None

    async def latest(self, most: int) -> list[tuple[bytes, bytes]]:
        """Return commitment and content of the latest leaves, the latest first, those that wait among them."""
        async with self.database.connection() as connection:
            cursor = connection.cursor(binary=True)
            await cursor.execute(_SQL["latest"], {"log": self.log, "most": most})
            return [(row[0], row[1]) for row in await cursor.fetchall()]

    async def waits(self, commitment: bytes) -> bool:
        """Tell whether a leaf still waits for its place."""
        async with self.database.connection() as connection:
            values = {"log": self.log, "commitment": commitment}
            row = await (await connection.execute(_SQL["waits"], values)).fetchone()
        return row is not None and row[0]
