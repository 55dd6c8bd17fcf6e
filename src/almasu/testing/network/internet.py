"""What stands on the Internet around a gate: a probe that really connects, and a name server that knows no inner name.

`GET /reach?host=&port=` is the probe as a node's settings name it (`outside_probe`); `POST /published` with
`{"published": true}` or `false` puts the gate on the Internet or takes it off, as its body's administrator would.
"""

from __future__ import annotations

import asyncio
import struct
from asyncio import DatagramProtocol, DatagramTransport
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

import msgspec
from aiohttp import web

from almasu.testing.network.gate import Gate
from almasu.testing.registers.listening import listening

SECONDS = 2.0
_HEAD, _NO_SUCH_NAME = 12, 0x8183


class _Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    published: bool


@dataclass(frozen=True, slots=True)
class Internet:
    """The probe over one gate: an inner address is seen from out there as its router shows it, or not at all."""

    gate: Gate

    def application(self) -> web.Application:
        """Return what is served."""
        made = web.Application(client_max_size=1_000)
        made.add_routes([web.get("/reach", self._reach), web.post("/published", self._publish)])
        return made

    async def _reach(self, request: web.Request) -> web.Response:
        asked = (request.query.get("host"), request.query.get("port"))
        shown = asked == (self.gate.host, str(self.gate.port))
        return web.json_response({"reached": shown and await self._connects()})

    async def _connects(self) -> bool:
        try:
            async with asyncio.timeout(SECONDS):
                _, writer = await asyncio.open_connection(self.gate.host, self.gate.outer)
        except OSError:
            return False
        writer.close()
        return True

    async def _publish(self, request: web.Request) -> web.Response:
        try:
            told = msgspec.json.decode(await request.read(), type=_Published)
        except msgspec.MsgspecError as wrong:
            raise web.HTTPBadRequest(text="published is true or false") from wrong
        await self.gate.publish(wanted=told.published)
        return web.json_response({"published": told.published})


class _NameServer(DatagramProtocol):
    """Says of every name that there is none (RFC 1035)."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket to answer by."""
        self._transport = cast(DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer a question that can be one."""
        if len(data) > _HEAD:
            head = data[:2] + struct.pack(">HHHHH", _NO_SUCH_NAME, 1, 0, 0, 0)
            self._transport.sendto(head + data[_HEAD:], addr)


@asynccontextmanager
async def internet_at(host: str, port: int, gate: Gate) -> AsyncIterator[None]:
    """Serve the probe over TCP and the name server over UDP, both at one port."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(_NameServer, local_addr=(host, port))
    try:
        async with listening(Internet(gate).application(), host, port):
            yield
    finally:
        transport.close()
