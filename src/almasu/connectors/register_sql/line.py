"""The connections to one register's database: kept while they work, never more than allowed."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
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
    connections: int = 4

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


class Hold:
    """A way to break the line of a question that is out of time.

    Cancelling the driver would make it ask the silent server politely first; its own statement limit does that.
    """

    def __init__(self) -> None:
        self._descriptor: int | None = None
        self.was_cut = False

    @contextmanager
    def of(self, descriptor: int) -> Iterator[None]:
        """Hold the line of this socket while the question is on it."""
        self._descriptor = descriptor
        try:
            yield
        finally:
            self._descriptor = None

    def cut(self) -> bool:
        """Break the line, if there is one: the waiting driver then sees it closed. Tell whether there was one."""
        self.was_cut = True
        if self._descriptor is None:
            return False
        with socket.socket(fileno=os.dup(self._descriptor)) as line, suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        return True


class Connections:
    """A few open connections to one database.

    Few, because a new one costs more than many questions: askers wait for their turn inside their time limit.
    """

    def __init__(self, line: SqlLine) -> None:
        self._conninfo = line.conninfo()
        self._free: list[psycopg.AsyncConnection[tuple[object, ...]]] = []
        self._turns = asyncio.Semaphore(line.connections)

    @asynccontextmanager
    async def one(self, hold: Hold, *, fresh: bool) -> AsyncIterator[psycopg.AsyncConnection[tuple[object, ...]]]:
        """Lend a connection, a new one if `fresh`; it is kept afterwards only if nothing went wrong with it."""
        async with self._turns:
            connection = await self._open() if fresh or not self._free else self._free.pop()
            try:
                with hold.of(connection.pgconn.socket):
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
