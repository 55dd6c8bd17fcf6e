"""Receives syslog over UDP, TCP and TLS. TCP waits when the queue is full; UDP cannot, so drops are counted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
from collections import deque
from pathlib import Path
from typing import Final

from almasu_module.inputs.lines import Frames, Framing

MOST_WAITING: Final = 20_000
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_CONNECTIONS: Final = 256
BUFFER: Final = 4 * 1024 * 1024
IDLE: Final = 3600.0
CHUNK: Final = 64 * 1024


class Basket:
    """Records that were received and not yet taken, bounded in number and bytes."""

    def __init__(self) -> None:
        self._records: deque[bytes] = deque()
        self._bytes = 0
        self.dropped = 0
        self.too_long = 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def full(self) -> bool:
        """Tell whether nothing more fits."""
        return len(self._records) >= MOST_WAITING or self._bytes >= MOST_BYTES

    def put(self, record: bytes) -> None:
        """Add a record, or count it as dropped."""
        if self.full:
            self.dropped += 1
        else:
            self._add(record)

    def _add(self, record: bytes) -> None:
        """Add a record."""
        self._records.append(record)
        self._bytes += len(record)
        if self.full:
            self._room.clear()

    async def put_when_room(self, record: bytes) -> None:
        """Add a record once there is room."""
        while self.full:
            await self._room.wait()
        self._add(record)

    def take(self, most: int) -> list[bytes]:
        """Take records out."""
        taken = [self._records.popleft() for _ in range(min(most, len(self._records)))]
        self._bytes -= sum(map(len, taken))
        if not self.full:
            self._room.set()
        return taken


class Datagrams(asyncio.DatagramProtocol):
    """One datagram is one record."""

    def __init__(self, basket: Basket, most: int) -> None:
        self._basket = basket
        self._most = most

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Take a datagram."""
        if len(data) > self._most:
            self._basket.too_long += 1
        elif data.strip():
            self._basket.put(data)


async def listen_udp(address: tuple[str, int], basket: Basket, most: int) -> asyncio.DatagramTransport:
    """Listen on UDP with a large buffer of the system."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    one = socket.socket(family, socket.SOCK_DGRAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    one.bind(address)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Datagrams(basket, most), sock=one)
    return transport


def lost_before_us(transport: asyncio.DatagramTransport) -> int:
    """Return how many datagrams the system itself dropped for our socket because we were slow, 0 where it does not
    tell.
    """
    one = transport.get_extra_info("socket")
    if transport.is_closing() or one is None:
        return 0
    inode = str(os.fstat(one.fileno()).st_ino)
    for table in ("udp", "udp6"):
        with contextlib.suppress(OSError, ValueError):
            for line in Path(f"/proc/self/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[9] == inode:
                    return int(fields[12])
    return 0


class Streams:
    """A listener on TCP, with TLS where a context is given."""

    def __init__(self, basket: Basket, most: int) -> None:
        self._basket = basket
        self._most = most
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.bad_framing = 0

    async def start(self, address: tuple[str, int], context: ssl.SSLContext | None) -> tuple[str, int]:
        """Begin to listen and return the address."""
        self._server = await asyncio.start_server(self._connected, *address, ssl=context, limit=CHUNK)
        found: tuple[str, int] = self._server.sockets[0].getsockname()[:2]
        return found

    async def stop(self) -> None:
        """Stop listening and let go of the connections."""
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        task = asyncio.current_task()
        if task is None or len(self._open) >= MOST_CONNECTIONS:
            writer.close()
            return
        self._open.add(task)
        try:
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ssl.SSLError):
                await self._records(reader)
        finally:
            self._open.discard(task)
            writer.close()

    async def _records(self, reader: asyncio.StreamReader) -> None:
        """Take records until the connection ends or its framing breaks."""
        frames = Frames(self._most)
        try:
            while data := await asyncio.wait_for(reader.read(CHUNK), IDLE):
                cut = frames.take(data)
                self._basket.too_long += cut.too_long
                for record in cut.records:
                    await self._basket.put_when_room(record)
        except Framing:
            self.bad_framing += 1
        for record in frames.end():
            await self._basket.put_when_room(record)


def tls_context(certificate: Path, key: Path, clients: Path | None) -> ssl.SSLContext:
    """Return a context for listening: TLS 1.2 or newer, client certificates where an authority is given."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    if clients is not None:
        context.load_verify_locations(clients)
        context.verify_mode = ssl.CERT_REQUIRED
    return context
