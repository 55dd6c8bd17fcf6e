"""The connections to one register's database: kept while they work, never more than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg.conninfo import make_conninfo

from almasu.connectors.egress.places import Place


@dataclass(frozen=True, slots=True)
class SqlLine:
    """How a register's database is reached. `place` is pinned; `function` is the owner's, as `schema.name`.

    `seconds` is the longest the owner's server may work on one question. With `roots` (a PEM file) the server must
    prove its name by a certificate from them.
    """

    place: Place
    database: str
    user: str
    password: str = field(repr=False)
    function: str
    seconds: float
    roots: str = ""
    connections: int = 16

    def conninfo(self) -> str:
        """Return what libpq needs to connect: the pinned address, read-only sessions, a limit on each statement."""
        settings = f"-c statement_timeout={int(self.seconds * 1000)} -c default_transaction_read_only=on"
        return make_conninfo(
            host=self.place.host,
            hostaddr=self.place.addresses[0],
            port=self.place.port,
            dbname=self.database,
            user=self.user,
            password=self.password,
            sslmode="verify-full" if self.roots else "prefer",
            sslrootcert=self.roots or None,
            gssencmode="disable",
            options=settings,
            application_name="almasu",
            connect_timeout=max(2, int(self.seconds)),
        )


class Connections:
    """A few open connections to one database."""

    def __init__(self, line: SqlLine) -> None:
        self._conninfo = line.conninfo()
        self._free: list[psycopg.AsyncConnection[tuple[object, ...]]] = []
        self._turns = asyncio.Semaphore(line.connections)

    @asynccontextmanager
    async def one(self, *, fresh: bool) -> AsyncIterator[psycopg.AsyncConnection[tuple[object, ...]]]:
        """Lend a connection, a new one if `fresh`; it is kept afterwards only if nothing went wrong with it."""
        async with self._turns:
            connection = await self._open() if fresh or not self._free else self._free.pop()
            try:
                yield connection
            except BaseException:
                await connection.close()
                raise
            self._free.append(connection)

    def any_kept(self) -> bool:
        """Tell whether the next question would use a connection that was used before."""
        return bool(self._free)

    async def close(self) -> None:
        """Close what is kept."""
        while self._free:
            await self._free.pop().close()

    async def _open(self) -> psycopg.AsyncConnection[tuple[object, ...]]:
        return await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True, prepare_threshold=None)
