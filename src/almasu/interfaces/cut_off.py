"""A large answer under way to somebody who was blocked meanwhile ends there (DESIGN 7, SIO25-8).

What is long is sent in pieces, and the session is looked at between them. What was handed to the network before cannot
be called back; the rest never leaves, and the client sees a file that broke off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseBodyEvent, Message, Receive, Scope, Send

from almasu.interfaces.api.given import token_of
from almasu.law.problem import Problem

PIECE = 64 * 1024
"""Bytes: as much as the web server keeps for a client before it waits for it."""
LOOK_AGAIN = 0.5
"""Seconds between two looks at the session: a block is to take effect within one."""

StillHere = Callable[[str], Awaitable[None]]


class CutOff:
    """An application whose long answers end where their session does; `still_here` raises Problem where it ended."""

    def __init__(self, app: ASGIApp, cookie: str, still_here: StillHere, look_again: float = LOOK_AGAIN) -> None:
        self._app = app
        self._cookie = cookie
        self._still_here = still_here
        self._look_again = look_again

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer in pieces."""
        session = self._session(scope) if scope["type"] == ScopeType.HTTP else ""
        if not session:
            await self._app(scope, receive, send)
            return
        sending = _Sending(send, lambda: self._still_here(session), self._look_again)
        await self._app(scope, receive, sending.send)

    def _session(self, scope: Scope) -> str:
        """Return the session that a request names, empty where it names none."""
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
        named = connection.headers.get("authorization", "")
        try:
            return token_of(named) if named else connection.cookies.get(self._cookie, "")
        except Problem:
            return ""


class _Sending:
    """One answer being sent. After the cut nothing more is, and the server closes the connection.

    An answer that began without a living session is for everybody, and is sent whole.
    """

    def __init__(self, send: Send, still_here: Callable[[], Awaitable[None]], look_again: float) -> None:
        self._send = send
        self._still_here = still_here
        self._look_again = look_again
        self._looked_at: float | None = None
        self._for_everybody = self._cut = False

    async def send(self, message: Message) -> None:
        if self._cut:
            return
        if message["type"] != "http.response.body" or len(message["body"]) <= PIECE:
            await self._send(message)
            return
        for piece in _pieces(message):
            if not await self._goes_on():
                return
            await self._send(piece)

    async def _goes_on(self) -> bool:
        now = asyncio.get_running_loop().time()
        is_first = self._looked_at is None
        if self._for_everybody or (self._looked_at is not None and now - self._looked_at < self._look_again):
            return True
        self._looked_at = now
        try:
            await self._still_here()
        except Problem:
            self._for_everybody = is_first
            self._cut = not is_first
        return not self._cut


def _pieces(message: HTTPResponseBodyEvent) -> Iterator[HTTPResponseBodyEvent]:
    body, more = memoryview(message["body"]), message.get("more_body", False)
    for start in range(0, len(body), PIECE):
        is_last = start + PIECE >= len(body)
        yield {
            "type": "http.response.body",
            "body": bytes(body[start : start + PIECE]),
            "more_body": more or not is_last,
        }
