"""A body's gate, and the side of it that the Internet sees while somebody has published it by mistake (FMA-2.5).

The gate speaks TLS and says nothing. Published, a forwarder stands on another port and carries bytes to the gate, as a
router does that translates addresses: whoever reaches the forwarder has reached the gate.
"""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from ssl import SSLContext

LONGEST, PIECE = 30.0, 65_536
"""Seconds that one connection through the forwarder may last; bytes carried at once."""


@dataclass(slots=True)
class Gate:
    """The gate of a body at a port of a host; `outer` is where the Internet sees it while it is published."""

    host: str
    port: int
    outer: int
    forwarder: asyncio.Server | None = None

    async def publish(self, *, wanted: bool) -> None:
        """Put the gate on the Internet, or take it off; what is so already stays."""
        if wanted and self.forwarder is None:
            self.forwarder = await asyncio.start_server(self._carry, self.host, self.outer)
        if not wanted and self.forwarder is not None:
            self.forwarder.close()
            self.forwarder = None

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        with closing(writer):
            try:
                async with asyncio.timeout(LONGEST):
                    inner, to_gate = await asyncio.open_connection(self.host, self.port)
                    with closing(to_gate):
                        await asyncio.gather(_copy(reader, to_gate), _copy(inner, writer))
            except OSError:
                return


@asynccontextmanager
async def gate_at(host: str, port: int, outer: int, tls: SSLContext) -> AsyncIterator[Gate]:
    """Open the gate; it is not published."""
    server = await asyncio.start_server(_greet, host, port, ssl=tls)
    gate = Gate(host, server.sockets[0].getsockname()[1], outer)
    async with server:
        try:
            yield gate
        finally:
            await gate.publish(wanted=False)


async def _greet(reader: StreamReader, writer: StreamWriter) -> None:
    """End a connection once its TLS stands: the way to the gate is what is tried, not what is behind it."""
    writer.close()


async def _copy(reader: StreamReader, writer: StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()
