"""Before the door stand few enough, whoever they are, and who comes from elsewhere gets in."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from almasu.interfaces.intake.door import mutual_tls
from almasu.interfaces.intake.threshold import Threshold
from almasu.testing.pki.transport import Issued, TransportAuthority
from almasu.wiring.running import now
from patience import looks

MOST = 4


class Greets(asyncio.Protocol):
    """Says one word to whoever came in."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        transport.write(b"welcome")
        transport.close()


@pytest.fixture
def authority(tmp_path: Path) -> TransportAuthority:
    return TransportAuthority(tmp_path / "authority", now())


@pytest.fixture
async def before_the_door(authority: TransportAuthority) -> AsyncIterator[tuple[Threshold, int]]:
    shown = authority.server("intake")
    with socket.create_server(("", 0)) as listening:
        tls = mutual_tls(shown.certificate, shown.key, authority.certificate)
        threshold = Threshold(Greets, listening, tls, MOST)
        keeping = asyncio.create_task(threshold.keep())
        yield threshold, listening.getsockname()[1]
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


@asynccontextmanager
async def silent(port: int, count: int, address: str) -> AsyncIterator[list[asyncio.StreamReader]]:
    """Connections that say nothing."""
    lines = [await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0)) for _ in range(count)]
    try:
        yield [reader for reader, _ in lines]
    finally:
        for _, writer in lines:
            writer.close()


async def comes_in(port: int, issued: Issued, authority: TransportAuthority, address: str) -> bytes:
    tls = ssl.create_default_context(cafile=str(authority.certificate))
    tls.load_cert_chain(issued.certificate, issued.key)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=tls, server_hostname="localhost", local_addr=(address, 0)
    )
    try:
        return await reader.read(7)
    finally:
        writer.close()


async def test_a_flood_that_shows_no_certificate_has_an_end_and_keeps_out_nobody_from_elsewhere(
    before_the_door: tuple[Threshold, int], authority: TransportAuthority
) -> None:
    threshold, port = before_the_door
    module = authority.module("soc-1")
    async with silent(port, 1, "127.0.0.3") as [patient], silent(port, 40, "127.0.0.2") as flood:
        async for _ in looks():
            if sum(one.at_eof() for one in flood) == 40 - (MOST - 1):
                break
        assert threshold.waiting == MOST
        assert not patient.at_eof(), "who came before from elsewhere stays"
        assert await comes_in(port, module, authority, "127.0.0.4") == b"welcome"


async def test_what_shakes_no_hands_is_let_go_and_the_next_comes_in(
    before_the_door: tuple[Threshold, int], authority: TransportAuthority
) -> None:
    _, port = before_the_door
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\n\r\n")
    with suppress(ConnectionResetError):
        await reader.read()
    writer.close()
    assert await comes_in(port, authority.module("soc-1"), authority, "127.0.0.1") == b"welcome"
