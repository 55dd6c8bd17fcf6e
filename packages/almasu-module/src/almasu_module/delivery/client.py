"""One connection to the centre: HTTP/1.1 over mutual TLS, kept open, with a limit on everything that comes back."""

from __future__ import annotations

import http.client
import ssl
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec
from almasu_wire.batch import ADDRESS, MEDIA
from almasu_wire.limits import MOST_ANSWER_BYTES

HTTPS: Final = 443


class Reply(msgspec.Struct, frozen=True):
    """What the centre answered."""

    status: int
    body: bytes
    retry_after: str | None


class Unreachable(Exception):
    """No answer came: the network, TLS, or an answer that is no HTTP. Whether the batch was taken is unknown."""


class Client:
    """Used by one thread at a time."""

    def __init__(self, address: str, context: ssl.SSLContext, patience: float, agent: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or HTTPS
        self._path = parts.path.rstrip("/")
        self._context, self._patience, self._agent = context, patience, agent
        self._connection: http.client.HTTPSConnection | None = None

    def post(self, body: bytes, address: str = ADDRESS) -> Reply:
        """Post one batch, or what another address of the wire takes; raise `Unreachable` when no whole answer came."""
        headers = {"Content-Type": MEDIA, "Accept": MEDIA, "User-Agent": self._agent}
        try:
            connection = self._connected()
            connection.request("POST", self._path + address, body, headers)
            answer = connection.getresponse()
            data = answer.read(MOST_ANSWER_BYTES + 1)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            self.close()
            raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from error
        if len(data) > MOST_ANSWER_BYTES:
            self.close()
            raise Unreachable("the answer is too long")
        if answer.will_close:
            self.close()
        return Reply(answer.status, data, answer.getheader("Retry-After"))

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> http.client.HTTPSConnection:
        """Return the open connection, or a new one."""
        if self._connection is None:
            self._connection = http.client.HTTPSConnection(
                self._host, self._port, timeout=self._patience, context=self._context
            )
        return self._connection


def mutual(certificate: Path, key: Path, authority: Path) -> ssl.SSLContext:
    """Return a context for the centre: TLS 1.2 or newer, only the configured authority is trusted, we show our
    certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(authority)
    context.load_cert_chain(certificate, key)
    return context
