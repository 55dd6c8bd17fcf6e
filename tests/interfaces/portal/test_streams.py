"""A person has few streams open at once, and every way a stream ends gives its place back. Over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from uuid import UUID

import pytest

from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.portal.app import create_portal
from almasu.interfaces.portal.streams import MOST_STREAMS, Streams
from almasu.law.problem import Problem
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.serving import RawClient, listening, raw_client


class Watching:
    """A browser of one officer that opens streams of one request, none of whose answers come yet."""

    def __init__(self, port: int, desk: FakeDesk, stack: AsyncExitStack) -> None:
        self.port = port
        self.desk = desk
        self.stack = stack
        self.request = desk.accepted((1, 2), settled=False)
        self.session = desk.inside()

    async def open(self, request: UUID | None = None, more: str = "") -> tuple[RawClient, bytes]:
        client = await self.stack.enter_async_context(raw_client(self.port))
        cookie = f"{SETTINGS.session_cookie}={self.session}; almasu-language=en"
        path = f"/requests/{request or self.request}/stream"
        await client.write(f"GET {path} HTTP/1.1\r\nhost: a\r\ncookie: {cookie}\r\n{more}\r\n".encode())
        return client, (await client.head()).splitlines()[0]

    async def open_until(self, status: bytes) -> None:
        """The place comes back as soon as the server sees that the other side is gone."""
        async with asyncio.timeout(10):
            while status not in (await self.open())[1]:
                continue


@pytest.fixture
async def watching(desk: FakeDesk) -> AsyncIterator[Watching]:
    desk.hold = asyncio.Event()
    app = BodyDeadline(create_portal(desk, SETTINGS, MadeUpOffice().offices()))
    async with listening(bounded_config(app, 400)) as port, AsyncExitStack() as stack:
        yield Watching(port, desk, stack)


async def test_the_fifth_stream_of_a_person_is_refused_in_words(watching: Watching) -> None:
    for _ in range(MOST_STREAMS):
        assert b" 200 " in (await watching.open())[1]
    client, status = await watching.open(more="connection: close\r\n")
    assert b" 429 " in status
    said = (await client.all()).decode()
    assert "You have 4 pages open already" in said
    assert "SIO25-14.1" in said


async def test_the_open_page_gets_the_refusal_as_a_piece_it_can_show(watching: Watching) -> None:
    for _ in range(MOST_STREAMS):
        await watching.open()
    client, status = await watching.open(more="hx-request: true\r\nconnection: close\r\n")
    said = (await client.all()).decode()
    assert b" 429 " in status
    assert 'hx-target="#coming"' in said
    assert "<html" not in said


async def test_who_goes_away_gives_the_place_back(watching: Watching) -> None:
    opened = [await watching.open() for _ in range(MOST_STREAMS)]
    assert b" 429 " in (await watching.open())[1]
    opened[0][0].writer.transport.abort()
    await watching.open_until(b" 200 ")


async def test_a_stream_that_ends_by_itself_gives_the_place_back(watching: Watching) -> None:
    opened = [await watching.open() for _ in range(MOST_STREAMS)]
    assert watching.desk.hold is not None
    watching.desk.hold.set()
    for client, _ in opened:
        await client.reader.readuntil(b"event: settled")
    watching.desk.hold.clear()
    await watching.open_until(b" 200 ")


async def test_a_foreign_request_holds_no_place(watching: Watching) -> None:
    for _ in range(MOST_STREAMS + 1):
        assert b" 404 " in (await watching.open(UUID(int=7)))[1]
    assert b" 200 " in (await watching.open())[1]


def test_people_do_not_count_for_one_another() -> None:
    streams = Streams()
    with ExitStack() as stack:
        for _ in range(MOST_STREAMS):
            stack.enter_context(streams.one_for("a"))
        with pytest.raises(Problem, match=r"portal\.streams\.too_many"):
            stack.enter_context(streams.one_for("a"))
        stack.enter_context(streams.one_for("b"))
    with streams.one_for("a"):
        pass
