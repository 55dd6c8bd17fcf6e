"""The gateway as an application: its own pages below `/almasu/`, everything else goes to the body's application.

A request is permitted, judged, forwarded, judged again and recorded; only then is the answer shown (FMA-3.2).
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from almasu.actions.provision import at_workplace
from almasu.actions.provision.at_workplace import Passed, Permit
from almasu.interfaces.body_deadline import ClientGone
from almasu.interfaces.workplace.asked import LANGUAGE_COOKIE, Asked, Receive, Scope, Send, TooLarge, asked_in, body_of
from almasu.interfaces.workplace.cutting import Cutting, TooMany, unless_cut
from almasu.interfaces.workplace.headers import CLEAN, OWN, Headers, dressed, of_application
from almasu.interfaces.workplace.pages import STATIC, Pages, static_file
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.provision.look import (
    OWN_PLACES,
    SHOWN,
    Answered,
    Fate,
    Wanted,
    held_back,
    is_ours,
    most_sent,
    not_shown,
    within,
)
from almasu.kernel.provision.look_cookies import forgotten
from almasu.kernel.provision.problems_of_sitting import SITTING_ENDED
from almasu.law.problem import Problem
from almasu.wiring.running import Running

log = logging.getLogger(__name__)
HTML = b"text/html; charset=utf-8"
CHUNK = 64 * 1024
SEATS = "/provision/seats"
"""Where the portal lists the seats of whoever is signed in there."""
HEARTBEAT = 15.0
STATUS = {Fate.METHOD: 405, Fate.UPLOAD: 403, Fate.TOO_LARGE: 413, Fate.STREAM: 403, Fate.CUT: 401,
          Fate.UNREADABLE: 403}  # fmt: skip
LARGEST_FORM = 2_000
MISDIRECTED, ELSEWHERE, BUSY = 421, 403, 429


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back; `cut` ends the sending where the session ends meanwhile."""

    status: int
    body: bytes = b""
    headers: Headers | None = None
    kind: bytes = HTML
    policy: str = OWN
    cut: asyncio.Event | None = None


class GatewayApp:
    """The gateway over a running node of the zone."""

    def __init__(self, running: Running, cutting: Cutting, pages: Pages) -> None:
        self._running = running
        self._cutting = cutting
        self._pages = pages
        self._tls = running.settings.tls
        self._host = urlsplit(running.settings.workplace_address).netloc
        self._cookie = ("__Host-" if self._tls else "") + "almasu-workplace"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        asked = asked_in(scope)
        try:
            if asked.path == f"{OWN_PLACES}state" and self._lets_in(asked):
                await self._state(asked, receive, send)
                return
            reply = await self._answered(asked, receive)
        except ClientGone:
            return
        except TooMany:
            reply = Reply(BUSY, self._pages.fault(asked.language))
        except TooLarge:
            reply = Reply(STATUS[Fate.TOO_LARGE], self._pages.held(asked.language, Fate.TOO_LARGE))
        except Problem as no:
            reply = Reply(no.kind.status, self._pages.problem(asked.language, no))
        except Exception:
            log.exception("a request to a workplace failed")
            reply = Reply(500, self._pages.fault(asked.language))
        await self._say(send, reply, without_body=asked.method == "HEAD")

    def _lets_in(self, asked: Asked) -> bool:
        """Tell whether a request names this gateway and was made by a page of its own."""
        return asked.headers.get("host", "") == self._host and asked.comes_from()

    async def _answered(self, asked: Asked, receive: Receive) -> Reply:
        if asked.headers.get("host", "") != self._host:
            return Reply(MISDIRECTED, self._pages.fault(asked.language))
        ours = is_ours(asked.path)
        if asked.method == "GET" and asked.path == f"{OWN_PLACES}open" and not asked.comes_from("same-site"):
            # A page of another site led here: nothing is opened before the person says so on a page of ours.
            return Reply(200, self._pages.asks(asked.language, asked.named("ticket")))
        if not (asked.comes_from("same-site") if ours and asked.method == "GET" else asked.comes_from()):
            return Reply(ELSEWHERE, self._pages.held(asked.language, Fate.ELSEWHERE))
        return await (self._own(asked, receive) if ours else self._exchange(asked, receive))

    async def _own(self, asked: Asked, receive: Receive) -> Reply:
        """Answer with a page of the gateway."""
        match asked.method, asked.path.removeprefix(OWN_PLACES):
            case "GET", "open":
                return await self._open(asked, asked.named("ticket"))
            case "POST", "open":
                form = (await body_of(receive, LARGEST_FORM)).decode("ascii", "replace")
                told = replace(asked, query=form)
                return await self._open(told, told.named("ticket"))
            case "GET", "":
                at = self._running.now()
                permit = await at_workplace.permitted(self._running.node, self._shown(asked), at)
                called = await at_workplace.called(self._running.node, permit, at)
                return Reply(200, self._pages.frame(asked.language, called, permit.seat.until))
            case "GET", "ended":
                why = await at_workplace.why_ended(self._running.node, self._shown(asked))
                seats = f"{self._running.settings.portal_origins[0]}{SEATS}"
                return Reply(200, self._pages.ended(asked.language, why, seats), CLEAN)
            case "POST", "leave":
                await at_workplace.leave(self._running.node, self._shown(asked), self._running.now())
                return _to(f"{OWN_PLACES}ended")
            case "GET", name if (found := static_file(name)) is not None:
                return Reply(200, found, kind=STATIC[name].encode())
            case _:
                return Reply(404, self._pages.held(asked.language, Fate.METHOD))

    async def _open(self, asked: Asked, ticket: str) -> Reply:
        """Take a ticket and give the browser its pass; both stay with this host."""
        _, shown = await at_workplace.enter(self._running.node, ticket, self._running.now())
        secure = "; Secure" if self._tls else ""
        bound = f"; Path=/; HttpOnly; SameSite=Strict{secure}"
        ours = [f"{self._cookie}={shown}{bound}"]
        if asked.language_told is not None:
            ours.append(f"{LANGUAGE_COOKIE}={asked.language_told.value}{bound}")
        reply = _to(OWN_PLACES)
        clean = [(b"set-cookie", one.encode()) for one in forgotten(asked.headers.get("cookie", ""))]
        kept = [(b"set-cookie", one.encode()) for one in ours]
        return replace(reply, headers=[*(reply.headers or []), *CLEAN, *clean, *kept])

    def _shown(self, asked: Asked) -> str:
        return asked.cookie(self._cookie)

    async def _exchange(self, asked: Asked, receive: Receive) -> Reply:
        """Pass one request on to the application and its answer back, recorded before anything is shown."""
        node = self._running.node
        permit = await at_workplace.permitted(node, self._shown(asked), self._running.now())
        with self._cutting.one_of(permit.sitting.id) as cut:
            came = await self._passed(asked, receive, permit, cut)
            passed = await at_workplace.as_act_covers(node, permit, came, self._running.now())
            look = await at_workplace.keep_look(node, permit, passed, self._running.now())
            if look.fate is Fate.CUT or cut.is_set():
                raise SITTING_ENDED.at()
            if look.fate is not Fate.SHOWN or passed.answered is None:
                status = STATUS.get(look.fate, 502)
                return Reply(status, self._pages.held(asked.language, look.fate))
            reply = self._shown_of(permit, passed.answered, asked.target, cut)
            return replace(reply, body=self._pages.telling(asked.language, reply.body, passed.cuts, passed.told_at))

    async def _passed(self, asked: Asked, receive: Receive, permit: Permit, cut: asyncio.Event) -> Passed:
        wanted = Wanted(asked.method, asked.target, asked.headers)
        fate = held_back(wanted, permit.seat)
        if fate is None and wanted.method == "POST":
            try:
                wanted = replace(wanted, body=await body_of(receive, most_sent(wanted)))
            except TooLarge:
                fate = Fate.TOO_LARGE
        if fate is not None:
            return Passed(wanted, None, fate, 0)
        node, seat, loop = self._running.node, permit.seat, asyncio.get_running_loop()
        began = loop.time()
        asking = node.workplaces.ask(seat.body, seat.data_set, wanted, at_workplace.asked_by(node, permit))
        came = await unless_cut(cut, asking)
        took = int((loop.time() - began) * 1000)
        match came:
            case None:
                return Passed(wanted, None, Fate.CUT, took)
            case Unreadable() if came.reason == Nonsense.TOO_LARGE:
                return Passed(wanted, None, Fate.TOO_LARGE, took)
            case NoReply() | Unreadable():
                return Passed(wanted, None, Fate.SILENT, took)
            case Answered():
                home = node.workplaces.home(seat.body, seat.data_set)
                return Passed(wanted, came, not_shown(came, home, wanted.target) or Fate.SHOWN, took)

    def _shown_of(self, permit: Permit, answered: Answered, target: str, cut: asyncio.Event) -> Reply:
        """Return an application's answer as a browser gets it: a few headers, its cookies bound anew, our policy."""
        workplaces, seat = self._running.node.workplaces, permit.seat
        headers = [(name.encode(), answered.headers[name].encode("latin-1", "replace")) for name in SHOWN[1:]
                   if name in answered.headers]  # fmt: skip
        if 300 <= answered.status < 400:
            home = workplaces.home(seat.body, seat.data_set)
            headers.append((b"location", (within(answered.headers["location"], home, target) or "/").encode()))
        secure = "; Secure" if self._tls else ""
        headers += [(b"set-cookie", f"{one}{secure}".encode("latin-1", "replace")) for one in answered.cookies]
        policy = of_application(scripts=workplaces.scripts(seat.body, seat.data_set))
        kind = answered.headers.get("content-type", "application/octet-stream").encode("latin-1", "replace")
        return Reply(answered.status, answered.body, headers, kind, policy, cut)

    async def _state(self, asked: Asked, receive: Receive, send: Send) -> None:
        """Tell the frame that the session ended, the moment it does: a stream of ours that says nothing else."""
        try:
            permit = await at_workplace.permitted(self._running.node, self._shown(asked), self._running.now())
            with self._cutting.one_of(permit.sitting.id) as cut:
                await self._start(send, Reply(200, kind=b"text/event-stream"))
                gone = asyncio.ensure_future(_left(receive))
                try:
                    await _tell_end(send, cut, gone)
                finally:
                    gone.cancel()
        except (Problem, TooMany):
            await self._say(send, Reply(204))

    async def _say(self, send: Send, reply: Reply, *, without_body: bool = False) -> None:
        if without_body:
            reply = replace(reply, body=b"")
        headers = [(b"content-length", str(len(reply.body)).encode())]
        await self._start(send, replace(reply, headers=[*headers, *(reply.headers or [])]))
        for begin in range(0, len(reply.body), CHUNK):
            if reply.cut is not None and reply.cut.is_set():
                return
            part = reply.body[begin : begin + CHUNK]
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _start(self, send: Send, reply: Reply) -> None:
        headers = [(b"content-type", reply.kind), *(reply.headers or []), *dressed(reply.policy, tls=self._tls)]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})


def _to(place: str) -> Reply:
    return Reply(303, headers=[(b"location", place.encode())])


async def _left(receive: Receive) -> None:
    """Wait until the browser goes."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _tell_end(send: Send, cut: asyncio.Event, gone: asyncio.Future[None]) -> None:
    """Send a sign of life now and then, and the end when it comes; end when the browser goes."""
    ended = asyncio.ensure_future(cut.wait())
    try:
        await send({"type": "http.response.body", "body": b"retry: 500\n\n", "more_body": True})
        while not ended.done() and not gone.done():
            await asyncio.wait((ended, gone), timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            said = b"event: ended\ndata: -\n\n" if ended.done() else b": -\n\n"
            await send({"type": "http.response.body", "body": said, "more_body": not ended.done()})
    finally:
        ended.cancel()
