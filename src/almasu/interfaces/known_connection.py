"""A connection whose client showed a certificate: taken from the transport, never from a header (DESIGN 7)."""

from __future__ import annotations

import asyncio
import hashlib
import ssl

from almasu.interfaces.connections import BoundedConnection

CERTIFICATE = "almasu.certificate"
"""The extension of a request's scope that tells of the client's certificate."""
SHA256 = "sha256"
"""Its one member: the SHA-256 of the certificate in DER, empty where none was shown."""


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
