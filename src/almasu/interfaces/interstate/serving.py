"""The process of the door for other nodes: `python -m almasu.interfaces.interstate.serving SETTINGS`.

SETTINGS is the file of the zone; the door listens at `peers_host` and `peers_port` with the certificate of the node's
card. Who may speak TLS at all is read from the cards of peers, again and again.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from almasu.interfaces.intake.connection import Hall, Spoken
from almasu.interfaces.intake.door import opened
from almasu.interfaces.interstate.app import DoorApp
from almasu.kernel.interstate.messages import MOST_WIRE
from almasu.kernel.interstate.problems_of_messages import LATE, NOT_HTTP, TOO_LARGE
from almasu.wiring.between_nodes import Certificates, known_certificates, show_at_door, take_at_door
from almasu.wiring.running import Running
from almasu.wiring.settings import read_settings
from almasu.wiring.supervising import announce
from almasu.wiring.zones import open_zone

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
SPOKEN = Spoken(MOST_WIRE, TOO_LARGE, LATE, NOT_HTTP)


def door_tls(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return the context of the door: TLS 1.3, and nobody without a certificate that stands in a card."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_cert_chain(certificate, key)
    return context


@asynccontextmanager
async def letting_in(tls: ssl.SSLContext, known: Certificates, every: float = LOOK_EVERY) -> AsyncIterator[None]:
    """Trust the certificates of peers, those that are registered later too.

    One that a peer shows no more still opens TLS, and nothing else: each message is taken by the cards of its moment.
    """
    trusted: set[bytes] = set()
    await _look(tls, known, trusted)
    task = asyncio.create_task(_again(tls, known, trusted, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again(tls: ssl.SSLContext, known: Certificates, trusted: set[bytes], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await _look(tls, known, trusted)
        except Exception:
            log.exception("reading the cards of peers failed; trying again in %g s", every)


async def _look(tls: ssl.SSLContext, known: Certificates, trusted: set[bytes]) -> None:
    new: Sequence[bytes] = [one for one in await known() if one not in trusted]
    for one in new:
        tls.load_verify_locations(cadata=one)
        trusted.add(one)


@asynccontextmanager
async def door(running: Running, listening: socket.socket) -> AsyncIterator[Hall]:
    """Open the door of a node over a listening socket."""
    settings = running.settings
    tls = door_tls(settings.peers_certificate, settings.peers_key)
    hall = Hall(DoorApp(take_at_door(running), show_at_door(running)), settings.most_connections, spoken=SPOKEN)
    async with letting_in(tls, known_certificates(running.node)), opened(hall, listening, tls):
        yield hall


async def serve(settings_file: Path, descriptor: int | None) -> None:
    """Take messages until the process is told to stop; `descriptor` is a listening socket that was inherited."""
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    settings = read_settings(settings_file)
    if descriptor is None:
        listening = socket.create_server((settings.peers_host, settings.peers_port), backlog=256)
    else:
        listening = socket.socket(fileno=descriptor)
    async with open_zone(settings) as running, door(running, listening):
        announce()
        await stop.wait()


def main() -> None:
    """Serve the door of the node whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--fd", type=int, help="descriptor of a listening socket")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.settings, chosen.fd))


if __name__ == "__main__":
    main()
