"""A channel measured over real sockets: connection, certificate, name server, probe, and the way out (FMA-2.5)."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from actions.sector.localhost import certificate_of_localhost
from almasu.connectors.reach.lookup import asked_of, known_in
from almasu.connectors.reach.measuring import MeasuringReach, Outlook
from almasu.kernel.provision.channel import ToRegister
from almasu.kernel.provision.network import Sign, signs_against
from almasu.kernel.provision.way import Way

AT = datetime(2026, 11, 21, tzinfo=UTC)
INSIDE = ("127.0.0.0/8", "::1/128")


class NameServer(asyncio.DatagramProtocol):
    """Knows the names it was told, and says of every other that there is none."""

    def __init__(self, known: bytes) -> None:
        self.known = known

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        is_known = bool(self.known) and self.known in data
        head = data[:2] + struct.pack(">HHHHH", 0x8180 if is_known else 0x8183, 1, int(is_known), 0, 0)
        self.transport.sendto(head + data[12:], addr)


@asynccontextmanager
async def listening(folder: Path | None) -> AsyncIterator[int]:
    """A server that takes connections, protected where a folder for its certificate is given."""
    context = None
    if folder is not None:
        chain, key = certificate_of_localhost(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)

    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"this is no TLS\r\n")
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


@asynccontextmanager
async def outside(reached: bool, known: bytes = b"", *, redirects: bool = False) -> AsyncIterator[Outlook]:
    """A name server and a probe on the Internet, and a place out there that nobody inside reaches."""

    async def probe(request: web.Request) -> web.Response:
        assert set(request.query) == {"host", "port"}
        if redirects and "again" not in request.path:
            raise web.HTTPFound(f"/again?{request.query_string}")
        return web.json_response({"reached": reached})

    async with AsyncExitStack() as stack:
        loop = asyncio.get_running_loop()
        server, _ = await loop.create_datagram_endpoint(lambda: NameServer(known), local_addr=("127.0.0.1", 0))
        stack.callback(server.close)
        app = web.Application()
        app.router.add_get("/{any}", probe)
        runner = web.AppRunner(app)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        closed = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        nobody = closed.sockets[0].getsockname()
        closed.close()
        await closed.wait_closed()
        yield Outlook(
            INSIDE,
            server.get_extra_info("sockname"),
            f"http://127.0.0.1:{runner.addresses[0][1]}/reach",
            (nobody,),
        )


def place(port: int, name: str = "localhost") -> ToRegister:
    return ToRegister(way=Way.INTEGRATION, name=name, port=port, as_state_network=True)


async def test_a_channel_inside_shows_no_sign_against_it(tmp_path: Path) -> None:
    async with listening(tmp_path) as port, outside(reached=False) as outlook:
        found = await MeasuringReach(outlook).measure(place(port), AT)
    assert found.code == ""
    assert "127.0.0.1" in found.facts.addresses
    assert found.facts.certificate_names == ("localhost",)
    assert signs_against(found.facts, AT) == ()


async def test_what_others_see_from_outside_is_found(tmp_path: Path) -> None:
    async with (
        listening(tmp_path) as port,
        listening(None) as internet,
        outside(reached=True, known=b"localhost") as outlook,
    ):
        told = Outlook(outlook.ranges, outlook.resolver, outlook.probe, (("127.0.0.1", internet),))
        found = await MeasuringReach(told).measure(place(port), AT)
    assert set(signs_against(found.facts, AT)) == {Sign.PUBLIC_NAME, Sign.REACHED_FROM_OUTSIDE, Sign.HAS_WAY_OUT}


async def test_what_cannot_be_measured_is_no_answer(tmp_path: Path) -> None:
    async with listening(tmp_path) as port:
        found = await MeasuringReach(Outlook(INSIDE)).measure(place(port), AT)
        assert Sign.NOT_MEASURED in signs_against(found.facts, AT)
        silent = Outlook(INSIDE, ("127.0.0.1", 9), "http://127.0.0.1:9/reach", ())
        found = await MeasuringReach(silent, 0.3).measure(place(port), AT)
    facts = found.facts
    assert (facts.in_public_dns, facts.reached_from_internet, facts.reaches_internet) == (None, None, None)


@dataclass
class Resolved:
    """Answers for one name as it was told, each time with the next of its answers; numbers are what they are."""

    answers: list[tuple[str, ...]]
    called: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int, **more: Any) -> list[Any]:
        self.called.append(host)
        found = self.answers.pop(0) if host == "gate.test" else (host,)
        family = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [(family[ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


async def test_a_name_that_points_elsewhere_at_the_next_look_or_also_outside_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [("127.0.0.1", "93.184.216.34"), ("127.0.0.1", "::ffff:93.184.216.34"), ("127.0.0.1", "64:ff9b::7f00:1")]
    resolved = Resolved([("127.0.0.1",), ("169.254.169.254",), *both])
    async with listening(tmp_path) as port, outside(reached=False) as outlook:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
        measuring, where = MeasuringReach(outlook, 0.5), place(port, "gate.test")
        first = (await measuring.measure(where, AT)).facts
        assert (first.addresses, first.certificate_names) == (("127.0.0.1",), ("localhost",))
        assert resolved.called.count("gate.test") == 1, "what was resolved once is called, and not resolved anew"
        moved = await measuring.measure(where, AT)
        assert (moved.code, "169.254.169.254" in resolved.called) == ("outside_network", False)
        for answer in both:
            found = await measuring.measure(where, AT)
            assert Sign.GLOBAL_ADDRESS in signs_against(found.facts, AT), answer
        assert not {"64:ff9b::7f00:1", "::ffff:93.184.216.34"} & set(resolved.called)


async def test_a_probe_that_leads_elsewhere_has_said_nothing(tmp_path: Path) -> None:
    async with listening(tmp_path) as port, outside(reached=False, redirects=True) as outlook:
        found = await MeasuringReach(outlook).measure(place(port), AT)
    assert found.facts.reached_from_internet is None


async def test_why_nothing_went_through_is_told_in_a_permanent_word() -> None:
    async with listening(None) as port:
        assert (await MeasuringReach(Outlook(INSIDE)).measure(place(port), AT)).code == "no_tls"
        assert (await MeasuringReach(Outlook()).measure(place(port), AT)).code == "outside_network"
    assert (await MeasuringReach(Outlook(INSIDE)).measure(place(port), AT)).code == "no_connection"
    nowhere = place(port, "no-such-name.invalid")
    assert (await MeasuringReach(Outlook()).measure(nowhere, AT)).code == "no_address"


def test_an_answer_of_dns_is_read_by_its_code() -> None:
    question = asked_of("gate.gov.kz", 1, 7)
    assert question[12:] == b"\4gate\3gov\2kz\0\0\1\0\1"
    for flags, answers, said in ((0x8180, 2, True), (0x8180, 0, False), (0x8183, 0, False), (0x8182, 0, None)):
        assert known_in(struct.pack(">HHHHHH", 7, flags, 1, answers, 0, 0)) is said
    with pytest.raises(ValueError, match="label"):
        asked_of("a..b", 1, 7)
