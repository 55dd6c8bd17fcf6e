"""Bringing a message to another node's door: mutual TLS, both certificates pinned, listed origins, no redirects."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.places import Network, NotAllowed, Resolve, host_and_port, pinned, resolved
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.interstate.messages import ADDRESS, MEDIA, MOST_TOLD, Sent, Told, read_told
from almasu.kernel.interstate.peers import Card
from almasu.kernel.interstate.resuming import LINES, Beyond, Known, read_beyond

SECONDS = 60.0


class MessageWire:
    """Implements `Wire` of `almasu.actions.interstate.messages.sending`, and `Asking` of `.resuming` beside it.

    `origins` are scheme, host and port that the operator listed: the signed card of a peer alone opens no way out.
    `certificate` and `key` are those of this node's card.
    """

    def __init__(
        self,
        origins: Iterable[str],
        inner: Sequence[Network],
        certificate: Path,
        key: Path,
        resolve: Resolve = resolved,
        seconds: float = SECONDS,
    ) -> None:
        self._origins = frozenset((urlsplit(one).scheme, *host_and_port(one)) for one in origins)
        self._inner, self._resolve, self._seconds = inner, resolve, seconds
        self._certificate, self._key = certificate, key
        self._lines: dict[tuple[str, bytes], tuple[Caller, ssl.SSLContext]] = {}

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        """Return what the peer told, or why nothing came back."""
        came = await self._post(card, ADDRESS, msgspec.msgpack.encode(sent))
        return came if isinstance(came, str) else _told(came)

    async def ask(self, card: Card, known: Known) -> Beyond | str:
        """Return what the peer has of our line beyond what we know, or why nothing came back."""
        came = await self._post(card, LINES, msgspec.msgpack.encode(known))
        if isinstance(came, str):
            return came
        beyond = read_beyond(came.body) if came.status == HTTPStatus.OK else None
        return f"status {came.status}" if beyond is None else beyond

    async def _post(self, card: Card, place: str, data: bytes) -> Came | str:
        try:
            caller, tls = self._line(card)
        except NotAllowed:
            return "place not listed"
        except OSError:
            return "no address"
        headers = {"Content-Type": MEDIA}
        came = await caller.post(card.address + place, data, headers, self._seconds, MOST_TOLD, tls)
        match came:
            case Came():
                return came
            case NoReply() | Unreadable():
                await self._forget(card)
                return came.reason

    async def close(self) -> None:
        """Close every connection."""
        for caller, _ in self._lines.values():
            await caller.close()
        self._lines.clear()

    def _line(self, card: Card) -> tuple[Caller, ssl.SSLContext]:
        """Return the kept connection to a peer; its name is resolved anew after trouble."""
        if (urlsplit(card.address).scheme, *host_and_port(card.address)) not in self._origins:
            raise NotAllowed(card.address)
        place = card.address, card.fingerprint()
        if place not in self._lines:
            tls = pinned_tls(card, self._certificate, self._key)
            self._lines[place] = Caller([pinned(card.address, self._inner, self._resolve)], connections=1), tls
        return self._lines[place]

    async def _forget(self, card: Card) -> None:
        line = self._lines.pop((card.address, card.fingerprint()), None)
        if line is not None:
            await line[0].close()


def pinned_tls(card: Card, certificate: Path, key: Path) -> ssl.SSLContext:
    """Return the context that trusts exactly the certificate of a card, whatever name the address has."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=card.tls)
    context.load_cert_chain(certificate, key)
    return context


def _told(came: Came) -> Told | str:
    told = read_told(came.body) if came.status in (200, 409) else None
    return f"status {came.status}" if told is None else told
