"""The bounded server on a real socket, and a client that writes bytes as it likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any

import uvicorn


@asynccontextmanager
async def listening(config: uvicorn.Config, port: int = 0) -> AsyncIterator[int]:
    """A real server on a loopback port, a free one unless it is named; yields the port."""
    config.host, config.port, config.timeout_graceful_shutdown = "127.0.0.1", port, 1
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign]  # the signals are the test run's
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:
            if running.done():
                running.result()
            await asyncio.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running


class RawClient:
    """A connection without manners: what is written goes out as it stands."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self) -> bytes:
        """What the server says until its headers end; empty where it closed first."""
        with suppress(asyncio.IncompleteReadError):
            return await self.reader.readuntil(b"\r\n\r\n")
        return b""

    async def all(self) -> bytes:
        """What the server says until it closes."""
        said = b""
        with suppress(ConnectionResetError):
            while piece := await self.reader.read(65536):
                said += piece
        return said

    async def dribble(self, pieces: Any) -> None:
        """Write piece after piece until the server has had enough."""
        with suppress(ConnectionError):
            for piece in pieces:
                await self.write(piece)
                await asyncio.sleep(0.02)


@asynccontextmanager
async def raw_client(port: int, address: str = "127.0.0.1") -> AsyncIterator[RawClient]:
    """A client that comes from a loopback address."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
    try:
        yield RawClient(reader, writer)
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
