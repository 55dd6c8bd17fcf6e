"""Where reading of collections of others goes on, in our database: moved in the transaction that keeps a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.interchange.pulling import Resume
from almasu.store.sql import load

_SQL = load("pull_places")


@dataclass(frozen=True, slots=True)
class StoredPullPlaces:
    """Implements `almasu.kernel.interchange.pulling.PullPlaces` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]

    async def place(self, source: str) -> Resume:
        """Return the place of a source, locked until this transaction ends; the beginning where it was never read."""
        await self.connection.execute(_SQL["begin_pulling"], {"source": source})
        row = await (await self.connection.execute(_SQL["pull_place"], {"source": source})).fetchone()
        return Resume() if row is None else Resume(*row)

    async def move(self, source: str, resume: Resume) -> None:
        """Note where reading goes on."""
        values = {"source": source, "added_after": resume.added_after, "cursor": resume.cursor}
        await self.connection.execute(_SQL["move_pull_place"], values)
