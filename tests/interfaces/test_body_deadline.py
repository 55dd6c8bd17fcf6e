"""A client that goes away in the middle of its own request is no fault of ours. Over real sockets."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest
from litestar import Litestar, post
from litestar.params import JSONBody
from litestar.types import ASGIApp, Receive, Scope, Send

from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.portal.app import create_portal
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.serving import listening, raw_client


class Told:
    """An application that tells when it is done with a request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.begun = asyncio.Event()
        self.done = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.begun.set()
        await self.app(scope, receive, send)
        if scope["type"] == "http":
            self.done.set()


@post("/api")
async def program(data: JSONBody[dict[str, int]]) -> None:
    del data


def portal() -> Litestar:
    return create_portal(FakeDesk(), SETTINGS, MadeUpOffice().offices())


def programs() -> Litestar:
    return Litestar([program], exception_handlers=API_PROBLEMS, openapi_config=None, logging_config=None)


@pytest.mark.parametrize("part", [b"", b"_csrf_token=a&sub"], ids=["before the body", "in the body"])
@pytest.mark.parametrize(
    ("made", "path", "kind"),
    [
        (portal, "/sign-in", "application/x-www-form-urlencoded"),
        (portal, "/verify", "multipart/form-data; boundary=x"),
        (programs, "/api", "application/json"),
    ],
)
async def test_who_goes_away_in_the_middle_leaves_no_line_in_the_log(
    made: Callable[[], Litestar], path: str, kind: str, part: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    told = Told(BodyDeadline(made()))
    head = f"POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: {kind}\r\ncontent-length: 500\r\n\r\n"
    with caplog.at_level(logging.INFO):
        async with listening(bounded_config(told, 40)) as port:
            async with raw_client(port) as client:
                await client.write(head.encode() + part)
                await told.begun.wait()
                client.writer.transport.abort()
            async with asyncio.timeout(10):
                await told.done.wait()
        assert [
            one for one in caplog.records if one.name.startswith(("almasu", "uvicorn.error")) and one.levelno > 20
        ] == []
