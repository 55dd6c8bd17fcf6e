"""What a hostile or broken HTTP register may try, and TLS that must not be trusted."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import NotAllowed, Pins, Place, networks, pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.kernel.answers import NoRecord, NoReply, Unreadable
from almasu.kernel.exchange.json_contract import AnswerBody
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.testing.registers.listening import listening
from connectors.conftest import calling
from connectors.world import question, resource


def serving(handler) -> web.Application:
    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", handler)
    return application


async def asked_of(handler, limits: Limits = Limits(), seconds: float = 10.0):  # noqa: B008 - frozen
    async with listening(serving(handler), "127.0.0.1", 0) as url, calling(url) as caller:
        register = RestRegister(resource(), RestLine(f"{url}/questions", "key"), caller, limits)
        return await register.ask(question(), seconds)


async def test_a_redirect_is_not_followed() -> None:
    seen: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.path)
        raise web.HTTPTemporaryRedirect("/elsewhere")

    reply = await asked_of(handler)
    assert isinstance(reply, Unreadable)
    assert reply.reason == Nonsense.REDIRECT
    assert seen == ["/questions"]


async def test_a_compressed_answer_is_not_unpacked() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"})

    reply = await asked_of(handler)
    assert reply == Unreadable(Nonsense.WRONG_SCHEMA, "header Content-Encoding", b"")


async def test_an_answer_announced_too_large_is_not_even_begun() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 2000)

    reply = await asked_of(handler, Limits(size=1000))
    assert reply == Unreadable(Nonsense.TOO_LARGE, "", b"")


async def test_no_cookie_of_a_register_is_kept_or_sent() -> None:
    cookies: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        return web.Response(status=503, headers={"Set-Cookie": "track=1"})

    async with listening(serving(handler), "127.0.0.1", 0) as url, calling(url) as caller:
        register = RestRegister(resource(), RestLine(f"{url}/questions", "key"), caller, Limits())
        await register.ask(question(), 10)
        await register.ask(question(), 10)
    assert cookies == [None, None]


CODES = {
    200: Nonsense.MALFORMED,
    204: Nonsense.UNEXPECTED_STATUS,
    302: Nonsense.REDIRECT,
    400: Silence.QUESTION_NOT_ACCEPTED,
    401: Silence.CREDENTIALS_REFUSED,
    403: Nonsense.MALFORMED,
    404: Nonsense.UNEXPECTED_STATUS,
    418: Nonsense.UNEXPECTED_STATUS,
    422: Silence.QUESTION_NOT_ACCEPTED,
    429: Silence.BUSY,
    500: Silence.REGISTER_FAULT,
    503: Silence.BUSY,
    504: Silence.REGISTER_FAULT,
}


@pytest.mark.parametrize("status", CODES)
async def test_each_status_has_one_meaning(status: int) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status)

    reply = await asked_of(handler)
    assert isinstance(reply, NoReply | Unreadable)
    assert reply.reason == CODES[status]


@pytest.mark.parametrize("said", [b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"\x00" * 100])
async def test_a_server_that_speaks_no_http_is_unreadable_or_silent(said: bytes) -> None:
    def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(taken, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with calling(url) as caller:
        reply = await RestRegister(resource(), RestLine(url, "key"), caller, Limits()).ask(question(), 10)
    server.close()
    assert isinstance(reply, NoReply | Unreadable)


async def test_a_closed_port_is_no_connection() -> None:
    async with listening(web.Application(), "127.0.0.1", 0) as url:
        pass
    async with calling(url) as caller:
        reply = await RestRegister(resource(), RestLine(url, "key"), caller, Limits()).ask(question(), 10)
    assert isinstance(reply, NoReply)
    assert (reply.reason, reply.retriable) == (Silence.NO_CONNECTION, True)


async def test_a_register_outside_the_list_of_places_cannot_be_built() -> None:
    async with calling("http://127.0.0.1:1") as caller:
        for url in ("http://127.0.0.1:2", "http://localhost:1", "https://127.0.0.1", "http://127.0.0.2:1"):
            with pytest.raises(NotAllowed):
                RestRegister(resource(), RestLine(url, "key"), caller, Limits())


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a/", "http://user:pass@host/", "http://", "gopher://a"])
def test_only_plain_http_addresses_are_places(url: str) -> None:
    with pytest.raises(NotAllowed):
        pinned(url, (), lambda host, port: ("93.184.216.34",))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fd00::1", "0.0.0.0"]
)
def test_a_name_that_leads_inside_is_refused_unless_listed(address: str) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34", address)

    with pytest.raises(NotAllowed):
        pinned("https://register.example", (), resolve)
    listed = networks((f"{address}/{ip_address(address).max_prefixlen}",))
    assert pinned("https://register.example", listed, resolve).addresses[1] == address


async def test_names_are_answered_from_the_list_only() -> None:
    pins = Pins([Place("register.example", 443, ("93.184.216.34",))])
    assert [one["host"] for one in await pins.resolve("register.example", 443)] == ["93.184.216.34"]
    for host, port in (("register.example", 80), ("other.example", 443)):
        with pytest.raises(OSError, match="not on the list"):
            await pins.resolve(host, port)


class Authority:
    """A certification authority of one test, with PEM files."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.roots = folder / f"{name}.crt"
        certificate = self._built(name, self.key, None).sign(self.key, hashes.SHA256())
        self.roots.write_bytes(certificate.public_bytes(Encoding.PEM))
        self.subject = certificate.subject

    def issue(self, label: str, host: str) -> tuple[Path, Path]:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._built(label, key, host).sign(self.key, hashes.SHA256())
        paths = self.folder / f"{self.name}-{label}.crt", self.folder / f"{self.name}-{label}.key"
        paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
        paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return paths

    def _built(self, label: str, key: ec.EllipticCurvePrivateKey, host: str | None) -> x509.CertificateBuilder:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, label)])
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(getattr(self, "subject", name))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is None:
            return builder
        return builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)


@pytest.mark.parametrize(
    ("server", "client", "reason"),
    [
        (("ours", "127.0.0.1"), "ours", None),
        (("theirs", "127.0.0.1"), "ours", Silence.UNTRUSTED_SERVER),
        (("ours", "127.0.0.9"), "ours", Silence.UNTRUSTED_SERVER),
        (("ours", "127.0.0.1"), "theirs", Silence.UNTRUSTED_SERVER),
        (("ours", "127.0.0.1"), None, Silence.UNTRUSTED_SERVER),
    ],
)
async def test_both_sides_of_mutual_tls_must_prove_themselves(tmp_path: Path, server, client, reason) -> None:
    authorities = {name: Authority(tmp_path, name) for name in ("ours", "theirs")}
    for_server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authorities["ours"].roots))
    for_server.verify_mode = ssl.CERT_REQUIRED
    for_server.load_cert_chain(*authorities[server[0]].issue("server", server[1]))
    for_client = ssl.create_default_context(cafile=str(authorities["ours"].roots))
    if client is not None:
        for_client.load_cert_chain(*authorities[client].issue("client", "127.0.0.1"))

    async def handler(request: web.Request) -> web.Response:
        asked = await request.json()
        answer = AnswerBody(asked["exchange_id"], asked["digest"], [])
        return web.json_response({"exchange_id": answer.exchange_id, "digest": answer.digest, "records": []})

    async with listening(serving(handler), "127.0.0.1", 0, for_server) as url, calling(url) as caller:
        register = RestRegister(resource(), RestLine(url, "key", for_client), caller, Limits())
        reply = await register.ask(question(), 10)
    if reason is None:
        assert isinstance(reply, NoRecord)
    else:
        assert isinstance(reply, NoReply), reply
        assert reply.reason in {reason, Silence.CUT_OFF}


def test_a_key_is_not_told_by_the_line_itself() -> None:
    assert "secret" not in repr(RestLine("http://127.0.0.1", "secret"))


async def test_a_caller_closes_what_it_opened() -> None:
    caller = Caller([Place("127.0.0.1", 1, ("127.0.0.1",))])
    await caller.close()
    await caller.close()
