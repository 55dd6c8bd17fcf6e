"""A long answer ends where its session does: over real sockets, to a client that takes it slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from litestar import Litestar, Response, get

from almasu.interfaces.connections import bounded_config
from almasu.interfaces.cut_off import CutOff
from almasu.kernel.parties.problems import SESSION_ENDED
from interfaces.serving import listening

LONG = 32 * 1024 * 1024
"""More than the buffers of any network between."""
COOKIE = "almasu-session"


@get("/file")
async def long_file() -> Response[bytes]:
    return Response(b"x" * LONG, media_type="application/octet-stream")


@dataclass
class Sessions:
    """Which sessions live."""

    living: set[str]
    looks: int = 0

    async def still_here(self, session: str) -> None:
        self.looks += 1
        if session not in self.living:
            raise SESSION_ENDED.at()


@asynccontextmanager
async def taking(sessions: Sessions, header: str) -> AsyncIterator[asyncio.StreamReader]:
    """A client that has asked for the file and read its first bytes."""
    served = CutOff(Litestar([long_file], logging_config=None), COOKIE, sessions.still_here, look_again=0.0)
    async with listening(bounded_config(served, 10, 10)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /file HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        yield reader
        writer.close()


@pytest.mark.parametrize("header", [f"Cookie: {COOKIE}=abc", "Authorization: Bearer abc"])
async def test_a_file_under_way_breaks_off_when_its_person_is_blocked(header: str) -> None:
    sessions = Sessions({"abc"})
    async with taking(sessions, header) as reader:
        await reader.readexactly(100_000)
        sessions.living.clear()
        assert len(await reader.read(-1)) < LONG - 100_000


@pytest.mark.parametrize("header", [f"Cookie: {COOKIE}=old", "Accept: */*"])
async def test_what_is_for_everybody_comes_whole_whatever_old_session_is_named(header: str) -> None:
    async with taking(Sessions(set()), header) as reader:
        assert len(await reader.read(-1)) == LONG


async def test_a_living_session_gets_its_file_whole() -> None:
    sessions = Sessions({"abc"})
    async with taking(sessions, f"Cookie: {COOKIE}=abc") as reader:
        assert len(await reader.read(-1)) == LONG
    assert sessions.looks > 1
