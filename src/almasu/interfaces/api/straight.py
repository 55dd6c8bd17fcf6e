"""The signed request's straight way: read and answered here where it comes as expected (`docs/why/litestar.md`).

The framework still finds the route, adds the headers, and describes the address; its guards are asked here. Whatever is
not quite as expected - another form, other headers, a body that does not read - goes the framework's own way, which
alone knows how to refuse it. So does nothing that was done once: after the body was read well all is answered here.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import msgspec
from litestar import Request, Response
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Receive, Scope, Send, WebSocketReceiveMessage

from almasu.interfaces.api import messages as say
from almasu.interfaces.api.given import token_of
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.refusals import LARGEST_BODY
from almasu.interfaces.body_deadline import ClientGone
from almasu.wiring.running import Running

Sending = Callable[[Running, str, say.SignedAct, float], Awaitable[say.RequestAnswer]]
_WAIT = re.compile(rb"wait=([0-9]|1[0-9]|2[0-5])")
_LENGTH = re.compile(rb"[0-9]{1,6}")
_JSON = b"application/json"
_ACT = msgspec.json.Decoder(say.SignedAct)
_ANSWER = msgspec.json.Encoder()


class Straight(ASGIMiddleware):
    """Stands before the handler of signed requests and does what it does; `sending` is the act both share."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, sending: Sending) -> None:
        self._sending = sending

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer a request that comes as expected; hand any other on, whole."""
        http = cast("HTTPScope", scope)
        wait = _seconds(http)
        if wait is None:
            await next_app(scope, receive, send)
            return
        request: Request[Any, Any, Any] = Request(http, receive, send)
        try:
            await _admitted(http, request)
            body = await _whole(receive)
            act = _read(body)
            answer = None if act is None else await self._sent(request, act, wait)
        except Exception as wrong:  # noqa: BLE001 - told as the framework tells it, or as a fault with its number
            await _refused(request, wrong).to_asgi_response(app=None, request=request)(scope, receive, send)
            return
        if answer is None:
            await next_app(scope, _again(body, receive), send)
        else:
            await _answer(send, _ANSWER.encode(answer))

    async def _sent(self, request: Request[Any, Any, Any], act: say.SignedAct, wait: float) -> say.RequestAnswer:
        running = await request.app.dependencies["running"]()
        return await self._sending(running, token_of(request.headers.get("authorization", "")), act, wait)


def _seconds(scope: HTTPScope) -> float | None:
    """Return for how long the sender waits; None where what came must go the framework's way."""
    found = _WAIT.fullmatch(scope["query_string"])
    if found is None and scope["query_string"]:
        return None
    given: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in given:
            return None
        given[name] = value
    length = given.get(b"content-length", b"")
    if given.get(b"content-type") != _JSON or _LENGTH.fullmatch(length) is None or int(length) > LARGEST_BODY:
        return None
    return 0.0 if found is None else float(found[1])


async def _admitted(scope: HTTPScope, request: Request[Any, Any, Any]) -> None:
    """Ask every guard of the route, as the framework does; each raises its own Problem."""
    handler = cast("BaseRouteHandler", scope["route_handler"])
    for guard in handler.resolve_guards():
        await cast("Awaitable[None]", guard(request, handler))


async def _whole(receive: Receive) -> bytes:
    """Return the body; the server ends it at its announced length."""
    parts = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientGone
        parts.append(message["body"])
        more = message["more_body"]
    return b"".join(parts)


def _read(body: bytes) -> say.SignedAct | None:
    try:
        return _ACT.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a way to read a body once more, and then what comes after it."""
    unread = True

    async def receiving() -> HTTPReceiveMessage | WebSocketReceiveMessage:
        nonlocal unread
        if not unread:
            return await receive()
        unread = False
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _refused(request: Request[Any, Any, Any], wrong: Exception) -> Response[Any]:
    """Return what the interface answers; the last of its kinds of trouble is any exception."""
    told = next(told for kind, told in API_PROBLEMS.items() if isinstance(wrong, cast("type[Exception]", kind)))
    return told(request, wrong)


async def _answer(send: Send, body: bytes) -> None:
    headers = [(b"content-type", _JSON), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
