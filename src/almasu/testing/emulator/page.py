"""The confirmation page: what waits for a signature, in plain words, with the PIN, Sign and Cancel.

The page is for a person; `GET /pending` and `POST /decide` under it are for scripts and tests. Loopback only; a foreign
page cannot decide, because decisions need JSON, this page's own origin (or none), and a host name of this machine.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

import msgspec
from aiohttp import web

from almasu.law.text import Language
from almasu.testing.emulator import words
from almasu.testing.emulator.choice import Cancel, Decision, Question, Use
from almasu.testing.emulator.keyring import FILES, Key
from almasu.testing.pki.service import LOOPBACK, now

_LONGEST_WAIT = 30.0
_LONGEST_PREVIEW = 4000
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_FILES = {
    "": ("page.html", "text/html"),
    "page.js": ("page.js", "text/javascript"),
    "page.css": ("page.css", "text/css"),
}


class Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of POST /decide: the id of the question, then a key's label and PIN, or cancel."""

    id: str
    label: str = ""
    pin: str = ""
    cancel: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    question: Question
    decision: asyncio.Future[Decision]


class Visible:
    """A chooser that shows each question on the page and waits for the person."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}
        self._changed = asyncio.Condition()

    async def decide(self, question: Question) -> Decision:
        """Show the question and return what the person decides."""
        mark = secrets.token_hex(8)
        self._waiting[mark] = _Waiting(question, asyncio.get_running_loop().create_future())
        try:
            async with self._changed:
                self._changed.notify_all()
            return await self._waiting[mark].decision
        finally:
            del self._waiting[mark]

    def application(self) -> web.Application:
        """Return the application with its routes."""
        application = web.Application(client_max_size=16 * 1024, middlewares=[_guarded])
        application.add_routes(
            [
                web.get("/pending", self.pending),
                web.post("/decide", self.take),
                web.get("/{name:(page\\.js|page\\.css)?}", _file),
            ]
        )
        return application

    async def pending(self, request: web.Request) -> web.Response:
        """List what waits; `?wait=SECONDS` holds the answer until something does."""
        try:
            patience = min(max(float(request.query.get("wait", "0")), 0.0), _LONGEST_WAIT)
        except ValueError as error:
            raise web.HTTPBadRequest from error
        if patience and not self._waiting:
            await self._something(patience)
        shown = [_shown(mark, one.question, self._clock()) for mark, one in self._waiting.items()]
        return web.json_response(shown, dumps=lambda value: json.dumps(value, ensure_ascii=False))

    async def take(self, request: web.Request) -> web.Response:
        """Take a decision: 204, or 404 when the question waits no more."""
        try:
            decided = msgspec.json.decode(await request.read(), type=Decided)
        except msgspec.DecodeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        waiting = self._waiting.get(decided.id)
        if waiting is None or waiting.decision.done():
            raise web.HTTPNotFound
        waiting.decision.set_result(Cancel() if decided.cancel else Use(decided.label, decided.pin))
        return web.Response(status=204)

    async def _something(self, patience: float) -> None:
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: bool(self._waiting)), patience)
            except TimeoutError:
                return


@asynccontextmanager
async def page_service(visible: Visible, port: int) -> AsyncIterator[str]:
    """Serve the page in this event loop and yield its address; port 0 takes a free one."""
    runner = web.AppRunner(visible.application(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


@web.middleware
async def _guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    name = request.host.rsplit(":", 1)[0]
    if name not in (LOOPBACK, "localhost"):
        raise web.HTTPMisdirectedRequest
    if request.method == "POST":
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        if request.headers.get("Origin") not in (None, f"http://{request.host}"):
            raise web.HTTPForbidden
    response = await handler(request)
    response.headers.update(_HEADERS)
    return response


async def _file(request: web.Request) -> web.Response:
    name, kind = _FILES[request.match_info["name"]]
    text = resources.files("almasu.testing.emulator").joinpath(name).read_text("utf-8")
    return web.Response(text=text, content_type=kind)


def _shown(mark: str, question: Question, at: datetime) -> dict[str, object]:
    language = Language(question.locale)
    return {
        "id": mark,
        "language": language.value,
        "title": words.TITLE.said_in(language),
        "asks": words.ASKS.said_in(language),
        "origin": question.origin or words.PROGRAM.said_in(language),
        "purpose": words.purpose(question.purpose, language),
        "contentTitle": words.CONTENT.said_in(language),
        "contents": [_preview(one, language) for one in question.contents],
        "fingerprintTitle": words.FINGERPRINT.said_in(language),
        "keyTitle": words.KEY.said_in(language),
        "keys": [_key(one, language, at) for one in question.keys],
        "noKeys": words.NO_KEYS.said_in(language),
        "pinTitle": words.PIN.said_in(language),
        "sign": words.SIGN.said_in(language),
        "cancel": words.CANCEL.said_in(language),
        "trouble": words.trouble(question.trouble, language),
    }


def _key(key: Key, language: Language, at: datetime) -> dict[str, object]:
    carrier = words.FILE if key.storage in FILES else words.TOKEN
    term = words.EXPIRED if key.is_expired(at) else words.UNTIL.filled(day=key.until.date().isoformat())
    parts = (key.subject, key.iin, key.algorithm.upper(), carrier.said_in(language), term.said_in(language), key.label)
    return {"label": key.label, "iin": key.iin, "title": " · ".join(parts)}


def _preview(content: bytes, language: Language) -> dict[str, str]:
    return {"text": _in_words(content, language), "sha256": hashlib.sha256(content).hexdigest()}


def _in_words(content: bytes, language: Language) -> str:
    """Return the human text of an act in the language, else the text itself, else its size."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return words.BINARY.filled(size=str(len(content))).said_in(language)
    try:
        human = json.loads(text)["human"][language.value]
    except (ValueError, KeyError, TypeError, RecursionError):
        return text[:_LONGEST_PREVIEW]
    return str(human)[:_LONGEST_PREVIEW]
