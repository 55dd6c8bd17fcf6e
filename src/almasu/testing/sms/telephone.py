"""The telephones of the demo, over HTTP on loopback.

`GET /` is a page with all of them. `GET /messages?phone=+7700...` lists what one received (`&count=2&wait=5` waits for
the second message, five seconds at most); `PUT /behaviour` with `{"mood": "down"}` tells the centre how to misbehave.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from html import escape

import msgspec
from aiohttp import web

from almasu.testing.sms.centre import LOOPBACK, Centre, Kept, Mood, centre_service

_LONGEST_WAIT = 30.0
_SLOWEST = 120.0
_SHOWN = 50
_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "refresh": "3"}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Telephones of the demo</title>
<style>body{{font:16px sans-serif;margin:2rem}}td,th{{padding:.3rem 1rem;text-align:left}}</style>
<h1>Telephones of the demo</h1><p>Newest first; the page refreshes itself.</p>
<table><tr><th>Time (UTC)</th><th>Telephone</th><th>Message</th></tr>{rows}</table></html>"""


class Wished(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of PUT /behaviour; `seconds` is the delay of the mood slow."""

    mood: Mood
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a running carrier is reached: SMPP, and HTTP for its telephones."""

    smpp: int
    http: int


def application(centre: Centre) -> web.Application:
    """Return the application over one centre."""

    async def messages(request: web.Request) -> web.Response:
        phone = request.query.get("phone", "").replace(" ", "+")
        if not phone:
            raise web.HTTPBadRequest(text="phone is missing")
        try:
            count, seconds = int(request.query.get("count", "1")), float(request.query.get("wait", "0"))
        except ValueError as error:
            raise web.HTTPBadRequest(text="count and wait are numbers") from error
        found = await centre.wait_for(phone, count, min(max(seconds, 0.0), _LONGEST_WAIT))
        return web.json_response([_shown(one) for one in found])

    async def telephones(request: web.Request) -> web.Response:
        rows = "".join(
            f"<tr><td>{one.at:%H:%M:%S}</td><td>{escape(one.phone)}</td><td>{escape(one.text)}</td></tr>"
            for one in centre.all_messages()[:_SHOWN]
        )
        return web.Response(text=_PAGE.format(rows=rows), content_type="text/html", headers=_HEADERS)

    async def behaviour(request: web.Request) -> web.Response:
        try:
            wished = msgspec.json.decode(await request.read(), type=Wished)
        except msgspec.DecodeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        centre.behaviour.mood = wished.mood
        centre.behaviour.seconds = min(max(wished.seconds, 0.0), _SLOWEST)
        return web.Response(status=204)

    made = web.Application(client_max_size=4096)
    made.add_routes([web.get("/", telephones), web.get("/messages", messages), web.put("/behaviour", behaviour)])
    return made


@asynccontextmanager
async def carrier(centre: Centre, smpp: int = 0, http: int = 0) -> AsyncIterator[Ports]:
    """Run the centre and its telephones in this event loop; port 0 takes a free one."""
    async with AsyncExitStack() as stack:
        smpp_port = await stack.enter_async_context(centre_service(centre, smpp))
        runner = web.AppRunner(application(centre), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, LOOPBACK, http).start()
        yield Ports(smpp_port, runner.addresses[0][1])


def _shown(one: Kept) -> dict[str, str]:
    return {"id": one.id, "phone": one.phone, "from": one.source, "text": one.text, "at": one.at.isoformat()}
