"""The pool of connections to our PostgreSQL, and the transaction that an act happens in."""

from __future__ import annotations

import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg import AsyncConnection, OperationalError
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from almasu.law.problem import OutOfReach
from almasu.store import sql
from almasu.store.columns import take_columns
from almasu.store.postgres import complaints

PREPARED_AFTER = 1  # uses of a statement on a connection: nearly all of ours come again


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may last, in PostgreSQL's notation: one statement, waiting for a lock, an idle transaction."""

    statement: str = "60s"
    lock: str = "15s"
    idle: str = "60s"


NORMAL = Limits()


async def must_be_living(connection: AsyncConnection) -> None:
    """Make sure that a connection of the pool was not lost while nobody used it; raises psycopg's OperationalError.

    A server that ends or is killed leaves something to read on each of its connections. Only where there is something
    is the server asked: else this costs one look at the socket, and no round trip with every statement.
    """
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    if looking.poll(0):
        await AsyncConnectionPool.check_connection(connection)


class Lent:
    """A connection of the pool, lent for one `async with`."""

    # Written out, because every signed request passes here four times and a generator costs as much as the lending.
    __slots__ = ("_connection", "_pool")

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection]) -> None:
        self._pool = pool

    async def __aenter__(self) -> AsyncConnection:
        """Take a connection; OutOfReach when none comes free in time."""
        try:
            self._connection = await self._pool.getconn()
        except PoolTimeout as error:
            raise OutOfReach("no connection to the database came free in time") from error
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        """Give it back, whatever happened."""
        await self._pool.putconn(self._connection)


class Database:
    """An open pool. One per process and database; close it when the process ends."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection]) -> None:
        self._pool = pool

    @classmethod
    async def open(
        cls, url: str, size: int = 8, *, prepared: bool = True, limits: Limits = NORMAL, patience: float = 30.0
    ) -> Database:
        """Open up to `size` connections; the first one within `patience` seconds.

        `prepared=False` for a pooler that gives each transaction another server connection (pgbouncer before 1.21).
        Raises the Problem `database.unreachable`.
        """

        async def begin(connection: AsyncConnection) -> None:
            values = {"statement": limits.statement, "lock": limits.lock, "idle": limits.idle}
            await connection.execute(sql.load("connections")["set_limits"], values)
            take_columns(connection)

        pool = AsyncConnectionPool(
            url,
            min_size=1,
            max_size=size,
            open=False,
            configure=begin,
            check=must_be_living,
            timeout=patience,
            kwargs={"autocommit": True, "prepare_threshold": PREPARED_AFTER if prepared else None},
        )
        try:
            await pool.open(wait=True, timeout=patience)
        except (PoolTimeout, OperationalError) as error:
            await pool.close()
            raise complaints.UNREACHABLE.at() from error
        return cls(pool)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection inside a transaction: committed at the end, rolled back when anything is raised.

        Raises OutOfReach when no connection comes free in time.
        """
        async with self.connection() as connection, connection.transaction():
            yield connection

    def connection(self) -> Lent:
        """Give a connection where each statement stands alone, for reading one thing.

        Entering it raises OutOfReach when no connection comes free in time.
        """
        return Lent(self._pool)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()
