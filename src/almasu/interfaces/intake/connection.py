"""A connection whose client showed a certificate: taken from the transport, never from a header (DESIGN 7)."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from almasu.interfaces.connections import BoundedConnection

CERTIFICATE = "almasu.certificate"
"""The extension of a request's scope that tells of the client's certificate."""
SHA256 = "sha256"
"""Its one member: the SHA-256 of the certificate in DER."""


class KnownConnection(BoundedConnection):
    """A bounded connection that tells the application which certificate its client showed."""

    _certificate = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the certificate once: it is the same for every request of the connection."""
        tls: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
        shown = None if tls is None else tls.getpeercert(binary_form=True)
        self._certificate = b"" if shown is None else hashlib.sha256(shown).digest()
        super().connection_made(transport)

    def on_message_begin(self) -> None:
        """Begin a request with the certificate in its scope."""
        super().on_message_begin()
        self.scope["extensions"] = {CERTIFICATE: {SHA256: self._certificate}}


def intake_config(app: Callable[..., Any], most: int, certificate: Path, key: Path, authority: Path) -> uvicorn.Config:
    """Return how the intake is served: TLS 1.2 or newer, and nobody without a certificate of this authority."""
    config = uvicorn.Config(
        app,
        http=KnownConnection,
        limit_concurrency=most,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        lifespan="off",
        ssl_certfile=certificate,
        ssl_keyfile=str(key),
        ssl_ca_certs=str(authority),
        ssl_cert_reqs=ssl.CERT_REQUIRED,
    )
    config.load()
    if config.ssl is None:
        raise RuntimeError("the intake is served over TLS alone")
    config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config
