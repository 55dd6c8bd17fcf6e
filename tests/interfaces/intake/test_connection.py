"""A connection of the intake: requests in their order, an end to every wait, a bound on everything."""

from __future__ import annotations

import asyncio
import json

import pytest
from almasu_wire.batch import ADDRESS, MEDIA
from almasu_wire.limits import MOST_BATCH_BYTES

from almasu.interfaces.intake import connection
from almasu.interfaces.intake.connection import Patience
from interfaces.intake.conftest import MOST, Door
from interfaces.intake.test_intake import SIGNAL, batch

HEAD = f"POST {ADDRESS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {MEDIA}\r\n".encode()
LONG = 45.0
"""Seconds that a test waits for an answer on a busy machine."""


def request(body: bytes, *more: bytes) -> bytes:
    return HEAD + b"".join(one + b"\r\n" for one in more) + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    async with asyncio.timeout(LONG):
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        return int(first.split()[1]), headers, await reader.readexactly(int(headers.get("content-length", 0)))


async def is_ended(reader: asyncio.StreamReader) -> bool:
    async with asyncio.timeout(LONG):
        return await reader.read(1) == b""


async def test_requests_that_come_at_once_are_answered_one_after_another(door: Door) -> None:
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        writer.write(b"".join(request(batch(number, [SIGNAL])) for number in range(1, 41)))
        told = [json.loads((await answer(reader))[2])["accepted"] for _ in range(40)]
        assert told == list(range(1, 41))


async def test_many_small_requests_at_once_are_each_answered(door: Door) -> None:
    async with door.line(door.authority.module("stranger")) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3000)
        assert {(await answer(reader))[0] for _ in range(3000)} == {404}


async def test_a_batch_in_chunks_is_taken_and_one_that_asks_first_is_told_to_go_on(door: Door) -> None:
    body = batch(1, [SIGNAL])
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        chunks = b"".join(b"1\r\n%c\r\n" % one for one in body) + b"0\r\n\r\n"
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        assert (await answer(reader))[0] == 200
        body = batch(2, [SIGNAL])
        writer.write(HEAD + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
        assert (await answer(reader))[0] == 100
        writer.write(body)
        assert (await answer(reader))[0] == 200


# What is no HTTP that the intake speaks, or too much of it, and what is told before the connection ends.
NOT_TAKEN = [
    (b"hello\r\n\r\n", 400),
    (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    (HEAD + b"Content-Length: -1\r\n\r\n", 400),
    (HEAD + b"Content-Length: %d\r\n\r\n" % (MOST_BATCH_BYTES + 1), 413),
    (HEAD + b"X: " + b"y" * 700_000, 431),
    (HEAD + b"X: " + b"y" * 66_000 + b"\r\nContent-Length: 0\r\n\r\n", 431),
    (HEAD + b"X: y\r\n" * 40_000 + b"Content-Length: 0\r\n\r\n", 431),
    (HEAD + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n", 400),
]


@pytest.mark.parametrize(("sent", "status"), NOT_TAKEN, ids=range(len(NOT_TAKEN)))
async def test_what_is_no_request_is_told_so_once_and_the_connection_ends(door: Door, sent: bytes, status: int) -> None:
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        writer.write(request(batch(1, [SIGNAL])) + sent)
        assert (await answer(reader))[0] == 200
        told, headers, body = await answer(reader)
        assert (told, headers["connection"]) == (status, "close")
        assert json.loads(body)["words"]["kk"]["remedy"]
        assert await is_ended(reader)


# What comes too slowly, and what is told of it; nothing where nothing came.
SLOW = [(b"", None), (b"POST /", 408), (request(b"12345")[:-2], 408)]


@pytest.mark.parametrize(("sent", "status"), SLOW, ids=range(len(SLOW)))
async def test_nobody_is_waited_for_for_ever(door: Door, sent: bytes, status: int | None) -> None:
    door.hall.patience = Patience(headers=0.3, body=0.3, idle=0.3)
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        writer.write(sent)
        if status is not None:
            assert (await answer(reader))[0] == status
        assert await is_ended(reader)


async def test_one_connection_too_many_is_told_to_come_again(door: Door) -> None:
    pair = await door.let_in("soc-1")
    door.hall.most = 1
    async with door.line(pair) as (_, _), door.line(pair) as (reader, writer):
        writer.write(request(batch(1, [SIGNAL])))
        status, headers, _ = await answer(reader)
        assert (status, headers["retry-after"]) == (503, "5")
    door.hall.most = MOST


async def test_a_module_with_too_many_connections_keeps_out_nobody_else(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LEAST_SHARE", 1)
    door.hall.most = 8
    greedy, other = await door.let_in("soc-1"), await door.let_in("soc-2")
    async with door.line(greedy) as (_, _), door.line(greedy) as (reader, writer):
        writer.write(request(batch(1, [SIGNAL])))
        assert (await answer(reader))[0] == 503
        async with door.line(other) as (reader, writer):
            writer.write(request(batch(1, [SIGNAL])))
            assert (await answer(reader))[0] == 200
    door.hall.most = MOST


async def test_at_the_end_what_is_under_way_is_answered_and_nothing_more_is_taken(door: Door) -> None:
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        writer.write(request(batch(1, [SIGNAL])))
        assert (await answer(reader))[0] == 200
        door.hall.close()
        assert await is_ended(reader)


async def test_an_answer_to_head_has_no_body_and_one_who_wants_to_close_is_let_go(door: Door) -> None:
    async with door.line(await door.let_in("soc-1")) as (reader, writer):
        writer.write(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        async with asyncio.timeout(LONG):
            said = await reader.read()
        assert said.startswith(b"HTTP/1.1 404 ")
        assert said.endswith(b"\r\n\r\n")
