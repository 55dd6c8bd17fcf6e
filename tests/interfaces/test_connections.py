"""Slow, greedy and many clients meet an end, over real sockets; a long wait and a stream do not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from itertools import repeat
from typing import Any

import pytest
import uvicorn
from litestar import Litestar, get, post
from litestar.params import JSONBody
from litestar.response import Stream

from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import BoundedConnection, Patience, bounded_config
from interfaces.serving import RawClient, listening, raw_client

SHORT = 0.3
GET = b"GET /quick HTTP/1.1\r\nhost: a\r\n\r\n"
LANGUAGES = {"kk", "ru", "en"}


class Hasty(BoundedConnection):
    """The same connection with less patience."""

    patience = Patience(headers=SHORT, taking=SHORT)


@get("/quick")
async def quick() -> str:
    return "done"


@get("/long")
async def long_wait() -> str:
    await asyncio.sleep(3 * SHORT)
    return "waited"


@get("/stream")
async def stream() -> Stream:
    async def pieces() -> AsyncIterator[str]:
        for number in range(4):
            yield f"piece {number}\n"
            await asyncio.sleep(SHORT)

    return Stream(pieces())


@get("/endless")
async def endless() -> Stream:
    async def pieces() -> AsyncIterator[str]:
        for piece in repeat("x" * 65536):
            yield piece
            await asyncio.sleep(0)

    return Stream(pieces())


@post("/body", request_max_body_size=100_000)
async def body(data: JSONBody[dict[str, Any]]) -> str:
    return f"{len(data)} members"


@pytest.fixture
async def served() -> AsyncIterator[Callable[..., Any]]:
    """Starts a server that answers so many connections at once; returns its port."""
    handlers = [quick, long_wait, stream, endless, body]
    app = Litestar(handlers, exception_handlers=API_PROBLEMS, openapi_config=None, logging_config=None)
    async with AsyncExitStack() as stack:

        async def start(most: int = 16, connection: type[BoundedConnection] = Hasty) -> int:
            config = bounded_config(BodyDeadline(app, SHORT), most)
            config.http = connection
            return await stack.enter_async_context(listening(config))

        yield start


def problem_of(said: bytes) -> dict[str, Any]:
    head, _, told = said.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert b"connection: close" in head.lower()
    problem = json.loads(told)
    assert set(problem["words"]) == LANGUAGES
    return problem  # type: ignore[no-any-return]


def test_the_node_is_served_with_these_bounds() -> None:
    config = bounded_config(quick, 40, 20)
    assert isinstance(config, uvicorn.Config)
    assert isinstance(config.http, type)
    assert issubclass(config.http, BoundedConnection)
    assert (config.limit_concurrency, config.http.of_one_sender) == (40, 20)


async def test_headers_that_come_drop_by_drop_meet_their_deadline(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        dribbling = asyncio.create_task(client.dribble([b"GET /quick HTTP/1.1\r\n", *repeat(b"x: y\r\n", 1000)]))
        problem = problem_of(await client.all())
        dribbling.cancel()
    assert (problem["status"], problem["code"]) == (408, "connection.headers_late")


async def test_a_connection_that_says_nothing_is_closed_without_a_word(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        assert await client.all() == b""


@pytest.mark.parametrize("drop", [b"\r\n", b"G"], ids=["blank lines", "letters"])
async def test_a_second_request_has_the_same_deadline(served: Callable[..., Any], drop: bytes) -> None:
    async with raw_client(await served()) as client:
        await client.write(GET)
        assert (await client.head()).startswith(b"HTTP/1.1 200")
        await client.reader.readexactly(len("done"))
        dribbling = asyncio.create_task(client.dribble(repeat(drop, 1000)))
        said = await client.all()
        dribbling.cancel()
    assert said.startswith((b"HTTP/1.1 408", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"GET /quick HTTP/1.1\r\n\r\n", "connection.host"),
        (b"GET /quick HTTP/1.1\r\nhost: a\r\nHost: b\r\n\r\n", "connection.host"),
        (b"GET /quick HTTP/1.1\nhost: a\n\n", "connection.malformed"),
        (b"\x16\x03\x01\x02\r\n\r\n", "connection.malformed"),
        (b"POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}", "connection.malformed"),
        (
            b"POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            "connection.malformed",
        ),
        (b"POST /body HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n", "connection.malformed"),
    ],
    ids=["no host", "two hosts", "bare feeds", "tls", "two lengths", "length and chunks", "no chunk"],
)
async def test_what_a_proxy_could_read_otherwise_is_refused_in_words(
    served: Callable[..., Any], sent: bytes, code: str
) -> None:
    async with raw_client(await served()) as client:
        await client.write(sent)
        problem = problem_of(await client.all())
    assert (problem["status"], problem["code"]) == (400, code)


@pytest.mark.parametrize("first", [b"GET /long", b"GET /stream"])
async def test_no_refusal_comes_in_the_place_of_the_answer_before_it(served: Callable[..., Any], first: bytes) -> None:
    async with raw_client(await served()) as client:
        await client.write(first + b" HTTP/1.1\r\nhost: a\r\n\r\nno HTTP at all\r\n\r\n")
        assert b" 400 " not in await client.all()


async def test_endless_headers_are_refused_by_their_size(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"GET /quick HTTP/1.1\r\nx: ")
        flood = asyncio.create_task(client.dribble(repeat(b"y" * 16384, 1000)))
        problem = problem_of(await client.all())
        flood.cancel()
    assert (problem["status"], problem["code"]) == (431, "connection.headers_large")


@pytest.mark.parametrize("framing", [b"content-length: 90000", b"transfer-encoding: chunked"])
async def test_a_body_that_comes_drop_by_drop_meets_its_deadline(served: Callable[..., Any], framing: bytes) -> None:
    drop = b"1\r\n{\r\n" if b"chunked" in framing else b"{"
    async with raw_client(await served()) as client:
        await client.write(
            b"POST /body HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n" + framing + b"\r\n\r\n"
        )
        dribbling = asyncio.create_task(client.dribble(repeat(drop, 1000)))
        problem = problem_of(await client.all())
        dribbling.cancel()
    assert (problem["status"], problem["code"]) == (408, "connection.body_late")


async def test_a_body_nobody_reads_holds_nothing_either(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"GET /quick HTTP/1.1\r\nhost: a\r\ncontent-length: 90000\r\n\r\n")
        assert (await client.head()).startswith(b"HTTP/1.1 200")
        dribbling = asyncio.create_task(client.dribble(repeat(b"x", 1000)))
        await client.all()
        dribbling.cancel()


@pytest.mark.parametrize("framing", [b"content-length: 300000", b"transfer-encoding: chunked"])
async def test_a_body_answered_before_it_came_whole_is_answered_once(
    served: Callable[..., Any], framing: bytes
) -> None:
    """What remains of the body is no headers: a second answer would be taken for that of the request after it."""
    last = b"GET /quick HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    rest = b"x" * 300_000 if b"length" in framing else b"493e0\r\n" + b"x" * 300_000 + b"\r\n0\r\n\r\n"
    async with raw_client(await served(connection=BoundedConnection)) as client:
        await client.write(b"POST /nothing HTTP/1.1\r\nhost: a\r\n" + framing + b"\r\n\r\n")
        assert (await client.head()).startswith(b"HTTP/1.1 404")
        await client.write(rest[:150_000])
        await client.write(rest[150_000:] + last)
        said = await client.all()
    assert said.count(b"HTTP/1.1") == 1
    assert b"HTTP/1.1 200" in said
    assert said.endswith(b"done")


@pytest.mark.parametrize("piece", [b"x", b"x" * 65_536], ids=["drop by drop", "a flood"])
async def test_an_answered_body_without_end_is_cut_without_another_word(
    served: Callable[..., Any], piece: bytes
) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"POST /nothing HTTP/1.1\r\nhost: a\r\ncontent-length: 9000000000\r\n\r\n")
        assert (await client.head()).startswith(b"HTTP/1.1 404")
        flood = asyncio.create_task(client.dribble(repeat(piece, 1000)))
        said = await client.all()
        flood.cancel()
    assert b"HTTP/1.1" not in said


async def test_a_stream_does_not_outlive_a_body_that_never_ends(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"GET /endless HTTP/1.1\r\nhost: a\r\ncontent-length: 90000\r\n\r\n")
        assert (await client.head()).startswith(b"HTTP/1.1 200")
        await client.all()


async def test_who_does_not_take_what_was_sent_is_cut(served: Callable[..., Any]) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"GET /endless HTTP/1.1\r\nhost: a\r\n\r\n")
        await asyncio.sleep(2 * SHORT)  # the client's own sloth is what is tried
        await client.all()


@pytest.mark.parametrize(("path", "end"), [(b"/long", b"waited"), (b"/stream", b"piece 3\n\r\n0\r\n\r\n")])
async def test_a_long_wait_and_a_stream_are_not_hit(served: Callable[..., Any], path: bytes, end: bytes) -> None:
    async with raw_client(await served()) as client:
        await client.write(b"GET " + path + b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert (await client.all()).endswith(end)


async def test_one_connection_too_many_is_told_when_to_return_and_far_too_many_are_cut(
    served: Callable[..., Any],
) -> None:
    port = await served(2)
    async with AsyncExitStack() as stack:

        async def opened() -> RawClient:
            return await stack.enter_async_context(raw_client(port))

        for _ in range(2):
            early = await opened()
            await early.write(b"GET /long HTTP/1.1\r\nhost: a\r\n\r\n")
        third = await opened()
        await third.write(GET)
        said = await third.all()
        problem = problem_of(said)
        assert (problem["status"], problem["code"]) == (503, "connection.busy")
        assert b"retry-after: 5\r\n" in said
        idle = [await opened() for _ in range(3)]
        await idle[-1].write(GET)
        assert await idle[-1].all() == b""
        assert (await early.head()).startswith(b"HTTP/1.1")


class FromAbroad(asyncio.Transport):
    """A transport whose other end has an address."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 40_000)})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
    ],
)
def test_a_sender_is_an_address_and_of_ipv6_its_network(one: str, other: str, same: bool) -> None:
    senders = [BoundedConnection.sender_of(FromAbroad(address)) for address in (one, other)]
    assert all(senders)
    assert (senders[0] == senders[1]) is same


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_no_sender(address: str) -> None:
    assert BoundedConnection.sender_of(FromAbroad(address)) == ""


class OfTwoSenders(Hasty):
    """Connections of which one sender may have one; loopback addresses stand for senders."""

    of_one_sender = 1

    @staticmethod
    def sender_of(transport: asyncio.Transport) -> str:
        return str(transport.get_extra_info("peername")[0])


async def test_one_sender_takes_no_more_than_its_share_and_another_is_served() -> None:
    app = Litestar([quick, long_wait], openapi_config=None, logging_config=None)
    config = bounded_config(app, 16)
    config.http = OfTwoSenders
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(listening(config))
        greedy = await stack.enter_async_context(raw_client(port))
        await greedy.write(b"GET /long HTTP/1.1\r\nhost: a\r\n\r\n")
        again = await stack.enter_async_context(raw_client(port))
        await again.write(GET)
        assert problem_of(await again.all())["code"] == "connection.busy"
        other = await stack.enter_async_context(raw_client(port, "127.0.0.2"))
        await other.write(GET)
        assert (await other.head()).startswith(b"HTTP/1.1 200")
        assert (await greedy.head()).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(("asks_from", "seen"), [("127.0.0.1", b"198.51.100.7"), ("127.0.0.2", b"127.0.0.2")])
async def test_only_a_proxy_of_this_machine_is_believed_for_whom_it_asks(
    asks_from: str, seen: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")

    async def who_asks(scope: Any, receive: Any, send: Any) -> None:
        said = scope["client"][0].encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": said})

    config = bounded_config(who_asks, 16)
    config.lifespan = "off"
    async with listening(config) as port, raw_client(port, asks_from) as client:
        await client.write(b"GET / HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 198.51.100.7\r\n\r\n")
        assert seen in await client.all()
