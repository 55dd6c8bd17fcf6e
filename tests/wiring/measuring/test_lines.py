"""The load generator's connections: an answer is whole or an error, and a connection serves again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from http import HTTPStatus

import pytest

from almasu.wiring.measuring.lines import Lines, get, post

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nx: y\r\n\r\nhello"


@asynccontextmanager
async def saying(*parts: bytes, then_closes: bool = False) -> AsyncIterator[tuple[Lines, Sequence[bytes]]]:
    """Serve these parts as the answer to each request; yield connections to there and the requests that came."""
    came: list[bytes] = []
    serving = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.append(asyncio.current_task())
        while head := await reader.read(4096):
            came.append(head)
            for part in parts:
                writer.write(part)
                await writer.drain()
            if then_closes:
                break
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        async with aclosing(Lines(*server.sockets[0].getsockname())) as lines:
            yield lines, came
        await asyncio.gather(*filter(None, serving))


@pytest.mark.parametrize("cut", range(1, len(ANSWER), 7))
async def test_an_answer_in_pieces_is_read_to_its_end(cut: int) -> None:
    async with saying(ANSWER[:cut], ANSWER[cut:]) as (lines, came):
        assert [await lines.ask(get("here", "/a")) for _ in range(3)] == [b"hello"] * 3
        assert came == [b"GET /a HTTP/1.1\r\nHost: here\r\n\r\n"] * 3


async def test_a_session_and_a_body_are_sent() -> None:
    async with saying(ANSWER) as (lines, came):
        await lines.ask(post("here", "/a", "token", {"b": 1}))
        assert came[0].endswith(
            b'\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"b":1}'
        )


async def test_another_status_is_told_with_its_body() -> None:
    async with saying(ANSWER) as (lines, _):
        with pytest.raises(RuntimeError, match="200 instead of 201: hello"):
            await lines.ask(get("here", "/a"), HTTPStatus.CREATED)


async def test_a_connection_closed_too_early_is_an_error() -> None:
    async with saying(ANSWER[:-1], then_closes=True) as (lines, _):
        with pytest.raises(ConnectionError):
            await lines.ask(get("here", "/a"))


async def test_a_connection_that_the_server_closed_is_not_used_again() -> None:
    async with saying(ANSWER, then_closes=True) as (lines, came):
        for number in range(3):
            assert await lines.ask(get("here", f"/{number}")) == b"hello"
            while lines.idle[-1].is_open:  # noqa: ASYNC110 - a flag of the connection, set by the loop's next turns
                await asyncio.sleep(0)
        assert len(came) == 3


async def test_connections_take_turns() -> None:
    async with saying(ANSWER) as (lines, _):
        await asyncio.gather(lines.ask(get("here", "/")), lines.ask(get("here", "/")))
        first, second = lines.idle
        used = []
        for _ in range(4):
            used.append(lines.idle[0])
            await lines.ask(get("here", "/"))
        assert used == [first, second, first, second]
