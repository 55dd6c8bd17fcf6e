"""The intake's door: a listening socket behind which nobody speaks without a certificate of the modules' authority."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from almasu.interfaces.intake.connection import Hall, IntakeConnection
from almasu.interfaces.intake.threshold import Threshold

LOOK_EVERY = 0.25
GRACE_SECONDS = 10.0
BACKLOG = 1024


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
    listening.listen(BACKLOG)
    threshold = asyncio.create_task(Threshold(lambda: IntakeConnection(hall), listening, tls).keep())
    looking = asyncio.create_task(_look(hall))
    try:
        yield hall
    finally:
        await _ended(threshold)
        listening.close()
        hall.close()
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await hall.is_empty.wait()
        except TimeoutError:
            for one in tuple(hall.connections):
                one.abort()
        await _ended(looking)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _look(hall: Hall) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        hall.look(loop.time())
