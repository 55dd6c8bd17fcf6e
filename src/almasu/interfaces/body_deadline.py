"""The body of a request: who sends it drop by drop meets a deadline, who goes away before its end is gone quietly."""

from __future__ import annotations

import asyncio

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send, WebSocketReceiveMessage

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

SECONDS = 30.0
"""Long enough for the largest form at 280 kilobits a second."""

BODY_LATE = ProblemKind(
    "connection.body_late",
    408,
    Text(
        kk="Жіберілген мәлімет уақытында толық келмеді.",
        ru="Отправленное не пришло полностью вовремя.",
        en="What was sent did not come whole in time.",
    ),
    Text(
        kk="Байланысты тексеріп, қайта жіберіңіз. Ештеңе орындалған жоқ.",
        ru="Проверьте связь и отправьте заново. Ничего не выполнено.",
        en="Check the connection and send it anew. Nothing was done.",
    ),
    ("SIO25-14.1",),
)


class ClientGone(Exception):
    """The client went away before its request had come whole: nobody's fault, and nobody is there to be answered."""


class BodyDeadline:
    """An application whose requests must come whole within so many seconds after it began to read them.

    Where nothing was answered yet the reading raises Problem `connection.body_late`, which the application tells in its
    own form, or ClientGone where the client left; where the answer is under way a late client counts as gone.
    Afterwards the connection is closed.
    """

    def __init__(self, app: ASGIApp, seconds: float = SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its deadline."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        reading = _Reading(receive, send, self._seconds)
        await self._app(scope, reading.receive, reading.send)


class _Reading:
    """One request being read. A wait for the client to go, after the whole body came, has no deadline."""

    def __init__(self, receive: Receive, send: Send, seconds: float) -> None:
        self._receive = receive
        self._send = send
        self._seconds = seconds
        self._ends: float | None = None
        self._whole = self._late = self._answering = False

    async def receive(self) -> HTTPReceiveMessage | WebSocketReceiveMessage:
        if self._whole:
            return await self._receive()
        if self._ends is None:
            self._ends = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(self._ends):
                message = await self._receive()
        except TimeoutError:
            self._late = True
            if self._answering:
                return {"type": "http.disconnect"}
            raise BODY_LATE.at() from None
        if message["type"] == "http.disconnect" and not self._answering:
            raise ClientGone
        self._whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._answering = True
            if self._late:
                message["headers"] = [*message.get("headers", ()), (b"connection", b"close")]
        await self._send(message)
