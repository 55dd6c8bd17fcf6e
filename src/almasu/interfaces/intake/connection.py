"""One connection of the intake: HTTP/1.1 over mutual TLS, with an end to every wait and a bound on everything.

Requests of a connection are answered one after another, in their order. Whoever breaks the protocol or a limit is told
why once, after what came before is answered, and the connection is closed.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from typing import Protocol

import httptools
from almasu_wire.limits import MOST_BATCH_BYTES

from almasu.interfaces.connections import AGAIN_AFTER, BUSY, HEADERS_LARGE, HEADERS_LATE
from almasu.interfaces.intake.app import Asked, Said, Say, said_no
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

TOO_LARGE = ProblemKind(
    "sector.batch_too_large",
    413,
    Text(
        kk="Топтама {most} байттан үлкен.", ru="Пакет больше {most} байт.", en="The batch has more than {most} bytes."
    ),
    Text(kk="Топтаманы бөліп жіберіңіз.", ru="Разделите пакет.", en="Send it in parts."),
    ("ASOI-8",),
)
LATE = ProblemKind(
    "sector.batch_late",
    408,
    Text(kk="Топтама уақытында толық келмеді.", ru="Пакет не пришёл целиком вовремя.", en="The batch came too slowly."),
    Text(
        kk="Байланысты тексеріп, қайта жіберіңіз. Ештеңе қабылданған жоқ.",
        ru="Проверьте связь и отправьте заново. Ничего не принято.",
        en="Check the connection and send it anew. Nothing was taken.",
    ),
    ("ASOI-9",),
)
NOT_HTTP = ProblemKind(
    "sector.intake_protocol",
    400,
    Text(kk="Сұрау HTTP/1.1 емес.", ru="Запрос не является HTTP/1.1.", en="The request is not HTTP/1.1."),
    Text(
        kk="Модульді жаңартыңыз. Ештеңе қабылданған жоқ.",
        ru="Обновите модуль. Ничего не принято.",
        en="Update the module. Nothing was taken.",
    ),
    ("ASOI-8",),
)
NEVER = float("inf")
SHARE, LEAST_SHARE = 8, 16
"""One certificate has an eighth of all connections, but never fewer than so many: no module keeps out all others."""
TIMES = 2
"""One request has so many times the bytes of a body in all, however it is cut and whatever it is followed by."""
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
AGAIN = f"retry-after: {AGAIN_AFTER}\r\n".encode()
CLOSES = b"connection: close\r\n"
_LATER = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True, slots=True)
class Patience:
    """What one connection is given: seconds for headers, for a body, between requests, for taking what it was sent."""

    headers: float = 10.0
    body: float = 30.0
    idle: float = 30.0
    taking: float = 60.0
    header_bytes: int = 64 * 1024


class App(Protocol):
    """What answers requests that came whole."""

    def answer(self, asked: Asked, say: Say) -> None:
        """Answer one request by calling `say` once."""
        ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is read here of one body at most, and how it is told that a request is too large, too slow or no request."""

    most_body: int = MOST_BATCH_BYTES
    too_large: ProblemKind = TOO_LARGE
    late: ProblemKind = LATE
    not_http: ProblemKind = NOT_HTTP


@dataclass(eq=False)
class Hall:
    """What all connections of one process share: who is connected, how many are answered, whether the end has come."""

    app: App
    most: int
    patience: Patience = field(default_factory=Patience)
    spoken: Spoken = field(default_factory=Spoken)
    connections: set[IntakeConnection] = field(default_factory=set)
    of_one: Counter[bytes] = field(default_factory=Counter)
    is_closing: bool = False
    is_empty: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Begin with nobody connected."""
        self.is_empty.set()

    def enter(self, one: IntakeConnection) -> bool:
        """Count a connection in; tell whether it may stay."""
        self.connections.add(one)
        self.of_one[one.certificate] += 1
        self.is_empty.clear()
        return not self.is_closing and not self.is_crowded(one, 2)

    def is_crowded(self, one: IntakeConnection, times: int = 1) -> bool:
        """Tell whether so many times more are connected than are answered, of all or with one's own certificate."""
        share = max(LEAST_SHARE, self.most // SHARE)
        return len(self.connections) > times * self.most or self.of_one[one.certificate] > times * share

    def left(self, one: IntakeConnection) -> None:
        """Count a connection out."""
        if one in self.connections:
            self.connections.remove(one)
            self.of_one[one.certificate] -= 1
            if not self.of_one[one.certificate]:
                del self.of_one[one.certificate]
        if not self.connections:
            self.is_empty.set()

    def look(self, now: float) -> None:
        """Cut or refuse whoever let a deadline pass."""
        for one in tuple(self.connections):
            if one.cut_at < now:
                one.abort()
            elif one.due < now:
                one.is_late()

    def close(self) -> None:
        """Take no new request; those under way are answered, and their connections closed."""
        self.is_closing = True
        for one in tuple(self.connections):
            one.leave()


@dataclass(frozen=True, slots=True)
class _Last:
    """The last thing that is said on a connection."""

    kind: ProblemKind


class IntakeConnection(asyncio.Protocol):
    """One connection of a client that showed its certificate: the transport's word for it, never a header's."""

    def __init__(self, hall: Hall) -> None:
        self.due, self.cut_at = NEVER, NEVER
        self._hall = hall
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self.certificate = b""
        self._waiting: deque[tuple[Asked, bool] | _Last] = deque()
        self._answering = self._in_head = self._in_body = self._over = self._goes_on = self._paused = False
        self._url, self._parts, self._size, self._came, self._head = b"", list[bytes](), 0, 0, 0
        self._media = b""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the certificate once, and begin to wait, unless far too many wait already."""
        self._transport = transport
        tls: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
        shown = None if tls is None else tls.getpeercert(binary_form=True)
        self.certificate = b"" if shown is None else hashlib.sha256(shown).digest()
        if not self._hall.enter(self):
            transport.abort()
            return
        self.due = self._loop.time() + self._hall.patience.headers

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what waits: nobody hears it."""
        self._over = True
        self._waiting.clear()
        self._hall.left(self)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._over:
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._refuse(self._hall.spoken.not_http)
            return
        if self._in_head or self._in_body:
            self._came += len(data)
            if self._in_head and self._came > self._hall.patience.header_bytes:
                self._refuse(HEADERS_LARGE)
            elif self._came > TIMES * self._hall.spoken.most_body:
                self._refuse(self._hall.spoken.too_large)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head, self._goes_on = True, False
        self._url, self._media, self._parts, self._size, self._came, self._head = b"", b"", [], 0, 0, 0
        if not self._answering:
            self.due = self._loop.time() + self._hall.patience.headers

    def on_url(self, url: bytes) -> None:
        """Take the next piece of the address."""
        self._url += url
        self._head_grew(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Note the headers that matter before the body comes."""
        self._head_grew(len(name) + len(value))
        match len(name), name.lower():
            case 14, b"content-length":
                self._size_told(value)
            case 12, b"content-type":
                self._media = value
            case 6, b"expect":
                self._goes_on = value.lower() == b"100-continue"

    def _head_grew(self, by: int) -> None:
        """Hold a head to its measure, trailers too: one that comes whole at once is not seen while it grows."""
        self._head += by
        if self._head > self._hall.patience.header_bytes:
            self._refuse(HEADERS_LARGE)

    def _size_told(self, value: bytes) -> None:
        if self._in_head and (not value.isdigit() or int(value[:20]) > self._hall.spoken.most_body):
            self._refuse(self._hall.spoken.too_large)

    def on_headers_complete(self) -> None:
        """Wait for the body, unless too many are connected."""
        self._in_head, self._in_body = False, True
        if self._hall.is_crowded(self):
            self._refuse(BUSY)
        if self._parser.should_upgrade():
            self._refuse(self._hall.spoken.not_http)
        if self._over:
            return
        if self._goes_on and not self._answering:
            self._transport.write(GO_ON)
        if not self._answering:
            self.due = self._loop.time() + self._hall.patience.body

    def on_body(self, part: bytes) -> None:
        """Take the next piece of the body, no more than a batch may have."""
        self._size += len(part)
        if self._size > self._hall.spoken.most_body:
            self._refuse(self._hall.spoken.too_large)
        elif not self._over:
            self._parts.append(part)

    def on_message_complete(self) -> None:
        """Answer, once what came before is answered."""
        self._in_body = False
        if self._over:
            return
        body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        asked = Asked(self._parser.get_method(), self._url, self.certificate, body, self._media)
        self._waiting.append((asked, self._parser.should_keep_alive()))
        self._parts = []
        if not self._answering:
            self._next()
        elif not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def pause_writing(self) -> None:
        """Begin to wait until the client takes what it was sent."""
        self.cut_at = self._loop.time() + self._hall.patience.taking

    def resume_writing(self) -> None:
        """Go on: the client takes what it is sent."""
        self.cut_at = NEVER

    def abort(self) -> None:
        """Cut the connection."""
        self._transport.abort()

    def is_late(self) -> None:
        """Refuse what did not come whole in time; who only waited is let go without a word."""
        if self._in_body:
            self._refuse(self._hall.spoken.late)
        elif self._in_head:
            self._refuse(HEADERS_LATE)
        else:
            self._transport.close()

    def leave(self) -> None:
        """Close, once what is under way is answered."""
        if not self._answering:
            self._transport.close()

    def _refuse(self, kind: ProblemKind) -> None:
        """Let this be the last thing said here."""
        if self._over:
            return
        self._over, self.due = True, NEVER
        self._waiting.append(_Last(kind))
        if not self._answering:
            self._loop.call_soon(self._next)
            self._answering = True

    def _next(self) -> None:
        """Answer the request that has waited longest."""
        if not self._waiting:
            return
        self._answering, self.due = True, NEVER
        match self._waiting.popleft():
            case _Last(kind):
                spoken = self._hall.spoken
                no = kind.at("", most=str(spoken.most_body)) if kind is spoken.too_large else kind.at()
                self._write(said_no(no), b"", stays=False)
            case asked, stays:
                self._hall.app.answer(asked, partial(self._answered, asked.method, stays))

    def _answered(self, method: bytes, stays: bool, said: Said) -> None:
        if self._transport.is_closing():
            return
        stays = stays and not (self._hall.is_closing and not self._waiting)
        self._write(said, method, stays=stays)
        if not stays:
            return
        if self._waiting:
            self._loop.call_soon(self._next)
            return
        self._answering = False
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        self.due = self._loop.time() + self._patience_now()

    def _patience_now(self) -> float:
        if self._in_body:
            return self._hall.patience.body
        return self._hall.patience.headers if self._in_head else self._hall.patience.idle

    def _write(self, said: Said, method: bytes, *, stays: bool) -> None:
        head = b"%s%d\r\n%s%s\r\n" % (
            _head_of(said.status, said.media),
            len(said.body),
            AGAIN if said.status in _LATER else b"",
            b"" if stays else CLOSES,
        )
        self._transport.write(head if method == b"HEAD" else head + said.body)
        if not stays:
            self._over = True
            self._transport.close()


@cache
def _head_of(status: int, media: str) -> bytes:
    """Return the head of an answer up to the number of its bytes."""
    told = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"content-type: {media}", "cache-control: no-store"
    return "\r\n".join([*told, "content-length: "]).encode()
