"""A database in which nothing stays: everything a cell of the matrix does is rolled back after it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg import AsyncConnection

from almasu.store.columns import take_columns
from almasu.store.database import Database


class Undone(Database):
    """Over one connection. Inside `undone` all transactions are savepoints of one that is rolled back at the end."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.only = connection

    @classmethod
    async def at(cls, url: str) -> Undone:
        connection = await AsyncConnection.connect(url, autocommit=True, prepare_threshold=1)
        take_columns(connection)
        return cls(connection)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:  # type: ignore[override]
        # A savepoint, so that a statement that fails spoils no more than it would on a connection of its own.
        async with self.only.transaction():
            yield self.only

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        async with self.only.transaction(force_rollback=True):
            yield

    async def close(self) -> None:
        await self.only.close()
