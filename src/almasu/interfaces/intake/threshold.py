"""Before the door: connections whose TLS handshake is not done are counted too, and few enough.

Nobody there has shown a certificate yet. One that comes when too many stand there takes the place of the oldest of the
address from which most of them came: a flood from one place keeps out nobody from another.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

log = logging.getLogger(__name__)

MOST = 256
HANDSHAKE_SECONDS = 30.0
PAUSE = 0.1
"""Seconds after which it is tried again where the machine gives no further connection."""


class Threshold:
    """Takes connections from a listening socket and brings those that finish their handshake to a protocol."""

    def __init__(
        self,
        come_in: Callable[[], asyncio.Protocol],
        listening: socket.socket,
        tls: ssl.SSLContext,
        most: int = MOST,
        seconds: float = HANDSHAKE_SECONDS,
    ) -> None:
        self._come_in, self._listening, self._tls = come_in, listening, tls
        self._most, self._seconds = most, seconds
        self._there: dict[asyncio.Task[None], tuple[str, socket.socket]] = {}

    @property
    def waiting(self) -> int:
        """Return how many have not finished their handshake."""
        return len(self._there)

    async def keep(self) -> None:
        """Take one connection after another, until cancelled."""
        loop = asyncio.get_running_loop()
        self._listening.setblocking(False)
        try:
            while True:
                try:
                    came, address = await loop.sock_accept(self._listening)
                except OSError as no:
                    log.warning("no connection can be taken: %s", no.strerror)
                    self._make_room()
                    await asyncio.sleep(PAUSE)
                    continue
                if len(self._there) >= self._most:
                    self._make_room()
                task = loop.create_task(self._shake_hands(came))
                self._there[task] = str(address[0]), came
                task.add_done_callback(lambda done: self._there.pop(done, None))
        finally:
            for task in tuple(self._there):
                self._cut(task)

    async def _shake_hands(self, came: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            await loop.connect_accepted_socket(self._come_in, came, ssl=self._tls, ssl_handshake_timeout=self._seconds)

    def _make_room(self) -> None:
        """Cut the oldest of the address from which most stand here."""
        if not self._there:
            return
        [(most, _)] = Counter(address for address, _ in self._there.values()).most_common(1)
        self._cut(next(task for task, (address, _) in self._there.items() if address == most))

    def _cut(self, task: asyncio.Task[None]) -> None:
        _, came = self._there.pop(task)
        with suppress(OSError):
            came.shutdown(socket.SHUT_RDWR)
        task.cancel()
