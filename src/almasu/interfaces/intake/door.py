"""The intake's door: a listening socket behind which nobody speaks without a certificate of the modules' authority."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from almasu.interfaces.intake.connection import Hall, IntakeConnection

LOOK_EVERY = 0.25
GRACE_SECONDS = 10.0
HANDSHAKE_SECONDS = 30.0


def mutual_tls(certificate: Path, key: Path, authority: Path) -> ssl.SSLContext:
    """Return the context of the door: TLS 1.2 or newer, and nobody without a certificate of this authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority)
    context.load_cert_chain(certificate, key)
    return context


@asynccontextmanager
async def opened(hall: Hall, listening: socket.socket, tls: ssl.SSLContext) -> AsyncIterator[Hall]:
    """Let clients into the hall; at the end answer what is under way, and close."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: IntakeConnection(hall), sock=listening, ssl=tls, ssl_handshake_timeout=HANDSHAKE_SECONDS, backlog=1024
    )
    looking = asyncio.create_task(_look(hall))
    try:
        yield hall
    finally:
        server.close()
        hall.close()
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await hall.is_empty.wait()
        except TimeoutError:
            for one in tuple(hall.connections):
                one.abort()
        looking.cancel()
        await server.wait_closed()


async def _look(hall: Hall) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        hall.look(loop.time())
