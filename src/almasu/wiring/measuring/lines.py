"""The load generator's connections: requests are bytes made ready before, and an answer is read up to its length.

It shares the machine with what it measures, so it does no more than a client must.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Mapping
from http import HTTPStatus
from ssl import SSLContext

import msgspec

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
END_OF_HEAD = b"\r\n\r\n"
IDLE_SECONDS = 3.0
"""The server closes a connection that was idle for five seconds: one that might just be closed is not used."""


def get(host: str, path: str) -> bytes:
    """Return a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()


def post(host: str, path: str, token: str, body: Mapping[str, object]) -> bytes:
    """Return a POST request with a JSON body, in a session."""
    return posted(host, path, msgspec.json.encode(body), f"Authorization: Bearer {token}")


def posted(host: str, path: str, data: bytes, *more: str) -> bytes:
    """Return a POST request with a body that is JSON already, and more header lines."""
    head = (
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        *more,
        "Content-Type: application/json",
        f"Content-Length: {len(data)}",
    )
    return "\r\n".join(head).encode() + END_OF_HEAD + data


class Line(asyncio.Protocol):
    """One connection that stays open, with one request under way at most."""

    def __init__(self) -> None:
        self.is_open = False
        self.used_at = 0.0
        self._came = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Be ready for a request."""
        self._transport = transport
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_open = True

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; the future is its answer's status and body, or ConnectionError."""
        loop = asyncio.get_running_loop()
        self.used_at = loop.time()
        self._answer = loop.create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        """Read on, until the answer is whole."""
        self._came += data
        head, _, body = self._came.partition(END_OF_HEAD)
        length = LENGTH.search(head + b"\r\n")
        if self._answer is not None and length is not None and len(body) >= int(length[1]):
            self._came = b""
            self._answer.set_result((int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Serve no more; tell whoever still waits."""
        self.is_open = False
        self._gone.set_result(None)
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the connection was closed before the answer came"))

    async def drop(self) -> None:
        """End the connection at once, without TLS's farewell; return when it is gone."""
        self._transport.abort()
        await self._gone


class Lines:
    """Connections to one address, opened as they are needed; over TLS with a context. Close them at the end."""

    def __init__(self, host: str, port: int, tls: SSLContext | None = None) -> None:
        self._place = host, port
        self._tls = tls
        self.idle: deque[Line] = deque()
        self._opened: list[Line] = []

    async def ask(self, request: bytes, wanted: HTTPStatus = HTTPStatus.OK) -> bytes:
        """Send a request and return the body of its answer; RuntimeError where its status is another one."""
        line = self._idle_line() or await self._open_line()
        status, body = await line.ask(request)
        self.idle.append(line)
        if status != wanted:
            raise RuntimeError(f"{status} instead of {wanted}: {body[:500].decode(errors='replace')}")
        return body

    def _idle_line(self) -> Line | None:
        """Return the connection that served nobody for longest, None where none is open.

        They take turns, as officers at their desks do: the one used last would be used again and again, and of the
        site's processes mostly the one that has it.
        """
        since = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self.idle:
            line = self.idle.popleft()
            if line.is_open and line.used_at > since:
                return line
        return None

    async def _open_line(self) -> Line:
        _, line = await asyncio.get_running_loop().create_connection(Line, *self._place, ssl=self._tls)
        self._opened.append(line)
        return line

    async def aclose(self) -> None:
        """End every connection, those that still wait for an answer too; return when all are gone."""
        await asyncio.gather(*(line.drop() for line in self._opened))
