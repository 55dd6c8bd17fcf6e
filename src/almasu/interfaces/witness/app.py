"""The witness over HTTP: POST /add-checkpoint, GET /<origin hash>/checkpoint (C2SP tlog-witness)."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from almasu.interfaces.witness.memory import Memory
from almasu.kernel.journal.checkpoint import cosign
from almasu.kernel.journal.keys import SigningKey
from almasu.kernel.journal.note import VerifierKey
from almasu.kernel.journal.witnessing import (
    MAX_REQUEST,
    TEXT_TYPE,
    Accepted,
    Ask,
    Declined,
    judge,
    read_request,
)
from almasu.law.problem import Fault

log = logging.getLogger(__name__)
Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_HEAD = re.compile(r"/([0-9a-f]{64})/checkpoint", re.ASCII)
BODY_SECONDS = 5.0
HANDED_ON = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")
CLOCK_BACK = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: status, body, type."""

    status: int
    body: bytes
    content_type: str = TEXT_TYPE


@dataclass(frozen=True, slots=True)
class Apart:
    """Logs whose heads are shown to some addresses only: how they grow is nobody else's business.

    `names` are the origins' names in addresses, `places` the networks that may see. To anybody else such a log looks
    like one that was never co-signed.
    """

    names: frozenset[str] = frozenset()
    places: tuple[IPv4Network | IPv6Network, ...] = ()

    def hides(self, name: str, scope: Scope) -> bool:
        """Tell whether a log is hidden from whoever asks; what a proxy hands on comes from nobody listed."""
        if name not in self.names:
            return False
        handed_on = any(header in HANDED_ON for header, _ in scope.get("headers", ()))
        return handed_on or not any(_peer(scope) in place for place in self.places)


NOTHING_APART = Apart()


def _peer(scope: Scope) -> IPv4Address | IPv6Address:
    peer = ip_address(scope["client"][0])
    mapped = peer.ipv4_mapped if isinstance(peer, IPv6Address) else None
    return mapped or peer


class Witness:
    """One witness as an ASGI application. Requests about one log are decided one after another."""

    def __init__(
        self,
        key: SigningKey,
        logs: Mapping[str, Sequence[VerifierKey]],
        memory: Memory,
        now: Callable[[], datetime],
        apart: Apart = NOTHING_APART,
    ) -> None:
        self._apart = apart
        self._key = key
        self._logs = logs
        self._memory = memory
        self._now = now
        self._turns = {origin: asyncio.Lock() for origin in logs}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["type"] != "http":
            return
        try:
            said = await self._answer(scope, receive)
        except Fault:
            log.exception("the witness cannot answer")
            said = Said(500, b"the witness has a fault of its own\n")
        headers = [(b"content-type", said.content_type.encode()), (b"content-length", str(len(said.body)).encode())]
        await send({"type": "http.response.start", "status": said.status, "headers": headers})
        await send({"type": "http.response.body", "body": said.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Said:
        method, path = scope["method"], scope["path"]
        if path == "/add-checkpoint":
            return await self._add(receive) if method == "POST" else Said(405, b"POST only\n")
        if method != "GET":
            return Said(405, b"GET only\n")
        if named := _HEAD.fullmatch(path):
            head = await asyncio.to_thread(self._memory.by_name, named[1])
            if self._apart.hides(named[1], scope):
                head = None
            return Said(200, head.note.data()) if head else Said(404, b"never co-signed\n")
        return Said(404, b"no such address\n")

    async def _add(self, receive: Receive) -> Said:
        data = await _body(receive)
        if isinstance(data, Said):
            return data
        read = read_request(data, self._logs)
        if isinstance(read, Declined):
            return _told(read)
        ask, offered = read
        async with self._turns[offered.checkpoint.origin]:
            return await asyncio.to_thread(self._decide, ask, offered)

    def _decide(self, ask: Ask, offered: Accepted) -> Said:
        """Decide with memory and keep the head before anything is said. Runs alone for its log."""
        origin = offered.checkpoint.origin
        head = self._memory.latest(origin)
        judged = judge(ask, offered, head.checkpoint if head else None)
        if isinstance(judged, Declined):
            if judged.status == 422:
                log.warning("a head that does not continue the last one was offered for %s", origin)
            return _told(judged)
        now = self._now()
        if head is not None and now < head.cosigned.at - CLOCK_BACK:
            return Said(503, b"the clock of this witness is behind its own last statement\n")
        at = max(now, head.cosigned.at) if head else now
        line = cosign(judged.note.text, at, self._key.key, self._key.sign)
        self._memory.keep(origin, judged.note.with_signatures([line]))
        return Said(200, line.line().encode())


def _told(declined: Declined) -> Said:
    return Said(declined.status, declined.body.encode(), declined.content_type)


async def _body(receive: Receive) -> bytes | Said:
    """Return the request's body within its limits of size and time."""
    parts = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    return Said(400, b"the request ended early\n")
                parts += message.get("body", b"")
                if len(parts) > MAX_REQUEST:
                    return Said(413, b"the request is too large\n")
                if not message.get("more_body", False):
                    return bytes(parts)
    except TimeoutError:
        return Said(408, b"the request took too long\n")
