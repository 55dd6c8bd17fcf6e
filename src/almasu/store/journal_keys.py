"""Changes of a log's key as the database has them: leaves, ordered or waiting, and no second record beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.journal.entry import Entry
from almasu.store import journal, sql
from almasu.store.database import Database

_SQL = sql.load("journal_keys")


@dataclass(frozen=True, slots=True)
class OpenChange:
    """One change of a key inside its transaction: the log's origin and the leaves about earlier changes, in order."""

    connection: AsyncConnection[Any]
    log: str
    origin: str
    leaves: tuple[bytes, ...]

    async def append(self, entry: Entry) -> None:
        """Let the leaf about this change wait for its place."""
        await journal.append(self.connection, entry, self.log)


@dataclass(frozen=True, slots=True)
class StoredKeyChanges:
    """The changes of one log's key (implements `almasu.actions.rotate_key.KeyChanges`)."""

    database: Database
    log: str

    async def ordered(self) -> tuple[bytes, ...]:
        """Return the leaves that have their place, in the order of the log."""
        async with self.database.connection() as connection:
            rows = await (await connection.execute(_SQL["ordered"], {"log": self.log})).fetchall()
        return tuple(bytes(row[0]) for row in rows)

    @asynccontextmanager
    async def change(self) -> AsyncIterator[OpenChange | None]:
        """Hold the log and give the change to be made, committed at the end; None where no log was begun yet."""
        async with self.database.transaction() as connection:
            named = {"log": self.log}
            row = await (await connection.execute(_SQL["lock"], named)).fetchone()
            leaves: list[bytes] = []
            for statement in ("ordered", "waiting"):
                rows = await (await connection.execute(_SQL[statement], named)).fetchall()
                leaves += [bytes(one[0]) for one in rows]
            yield OpenChange(connection, self.log, row[0], tuple(leaves)) if row else None
