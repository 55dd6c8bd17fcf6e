"""How an HTTP simulator sends what it says: whole, late, in part, spoilt or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web

from almasu.testing.registers.answering import HUGE_BYTES
from almasu.testing.registers.misbehaviour import Manner, Misbehaviour

MOST_QUESTION_BYTES = 262_144


async def before_answering(request: web.Request, bad: Misbehaviour) -> None:
    """Wait, hang or break the line, as the manners say, before a question is answered."""
    match bad.manner:
        case Manner.SLOW:
            await asyncio.sleep(bad.seconds)
        case Manner.HANGING:
            await asyncio.Event().wait()
        case Manner.DOWN:
            cut(request)
            await asyncio.Event().wait()
        case _:
            return


async def send(
    request: web.Request, status: int, body: bytes, headers: Mapping[str, str], bad: Misbehaviour
) -> web.StreamResponse:
    """Send a response in the way the manners say."""
    match bad.manner:
        case Manner.WRONG_CODE:
            return web.Response(status=bad.status, text="<html>this is not the answer</html>")
        case Manner.BUSY:
            return web.Response(status=503, text="busy")
        case Manner.MALFORMED:
            return web.Response(status=status, body=body[: len(body) // 2], headers=headers)
        case Manner.HUGE:
            return await _flood(request, status, body, headers)
        case Manner.PARTIAL:
            return await _half(request, status, body, headers)
        case _:
            return web.Response(status=status, body=body, headers=headers)


def cut(request: web.Request) -> None:
    """Break the connection without a word."""
    if request.transport is not None:
        request.transport.abort()


async def _half(request: web.Request, status: int, body: bytes, headers: Mapping[str, str]) -> web.StreamResponse:
    response = web.StreamResponse(status=status, headers={**headers, "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    cut(request)
    return response


async def _flood(request: web.Request, status: int, body: bytes, headers: Mapping[str, str]) -> web.StreamResponse:
    """Send far more than any limit, without announcing its length."""
    response = web.StreamResponse(status=status, headers=headers)
    await response.prepare(request)
    await response.write(body[:1])
    for _ in range(HUGE_BYTES // 65_536):
        await response.write(b" " * 65_536)
    return response
