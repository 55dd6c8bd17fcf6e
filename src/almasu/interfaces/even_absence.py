"""What is not there is told on the stroke: how long the search for it took is not to be read from the clock.

A request of somebody else is opened before it is found to be another's; a missing one is not. The few hundred
microseconds between would tell who is asked about, or that a check is held (DESIGN 7). So every answer "there is
nothing here" leaves at the next stroke after its request had come whole, and strokes are far longer than any search.
Whoever sends the request chooses when the counting begins and cannot move a search across a stroke.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send, WebSocketReceiveMessage

STROKE = 0.025
"""Seconds. A search takes 2 to 5 ms on two cores; the largest differences between searches are 0.5 ms."""
ABSENT = 404
OPEN_TO_ALL = "/log/"
"""The journal for everyone holds nothing of anybody: a verifier that reads thousands of tiles is not held up."""


def to_next_stroke(passed: float, stroke: float = STROKE) -> float:
    """Return for how many seconds an answer waits that could leave so many after its request had come whole."""
    return (math.floor(passed / stroke) + 1) * stroke - passed


class EvenAbsence:
    """An application whose answers "there is nothing here" leave on the stroke."""

    def __init__(
        self,
        app: ASGIApp,
        stroke: float = STROKE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app = app
        self._stroke = stroke
        self._clock = clock
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and hold its answer where there is nothing."""
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith(OPEN_TO_ALL):
            await self._app(scope, receive, send)
            return
        began = self._clock()

        async def receiving() -> HTTPReceiveMessage | WebSocketReceiveMessage:
            # A body that is held back moves the beginning, and with it the stroke.
            nonlocal began
            message = await receive()
            if message["type"] == "http.request":
                began = self._clock()
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == ABSENT:
                await self._sleep(to_next_stroke(self._clock() - began, self._stroke))
            await send(message)

        await self._app(scope, receiving, sending)
