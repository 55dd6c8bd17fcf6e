"""Connections from outside: how many at once, of all and of one sender, and how long each may take to write and read.

The web server itself waits for headers without end (CWE-400, RFC 9110 15.5.9). An event stream and a long wait are
untouched: their headers came whole, and what follows is ours to send.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

import msgspec
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from almasu.interfaces.problem_json import PROBLEM_JSON, problem_json
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NETWORK_BITS = 64
"""Of an IPv6 address so much names the sender's network: the rest is the sender's own to change."""
OWN_MACHINE = ("127.0.0.1", "::1")
"""Where a proxy is believed to say for whom it asks; said here, since an environment variable could widen it."""
AGAIN_AFTER = 5
"""Seconds after which a program that met `connection.busy` should try again."""

BUSY = ProblemKind(
    "connection.busy",
    503,
    Text(
        kk="Торапқа қазір тым көп қосылым ашылған.",
        ru="Сейчас к узлу открыто слишком много соединений.",
        en="Too many connections to the node are open at this moment.",
    ),
    Text(
        kk="Бірнеше секундтан кейін қайталаңыз. Ештеңе орындалған жоқ.",
        ru="Повторите через несколько секунд. Ничего не выполнено.",
        en="Try again in a few seconds. Nothing was done.",
    ),
    ("SIO25-14.1",),
)
HEADERS_LATE = ProblemKind(
    "connection.headers_late",
    408,
    Text(
        kk="Сұраудың тақырыптары уақытында толық келмеді.",
        ru="Заголовки запроса не пришли полностью вовремя.",
        en="The headers of the request did not come whole in time.",
    ),
    Text(
        kk="Байланысты тексеріп, сұрауды қайта жіберіңіз. Ештеңе орындалған жоқ.",
        ru="Проверьте связь и отправьте запрос заново. Ничего не выполнено.",
        en="Check the connection and send the request anew. Nothing was done.",
    ),
    ("SIO25-14.1",),
)
HEADERS_LARGE = ProblemKind(
    "connection.headers_large",
    431,
    Text(
        kk="Сұраудың тақырыптары тым көлемді.",
        ru="Заголовки запроса слишком велики.",
        en="The headers of the request are too large.",
    ),
    Text(
        kk="Браузердегі осы порталдың cookie файлдарын өшіріп, бетті қайта ашыңыз.",
        ru="Удалите в браузере файлы cookie этого портала и откройте страницу заново.",
        en="Delete this portal's cookies in the browser and open the page anew.",
    ),
    ("SIO25-14.1",),
)
MALFORMED = ProblemKind(
    "connection.malformed",
    400,
    Text(
        kk="Келген деректер HTTP сұрауы емес.",
        ru="Пришедшее не является запросом HTTP.",
        en="What came is not a request of HTTP.",
    ),
    Text(
        kk="Сұрауды RFC 9112 бойынша жазатын бағдарламамен жіберіңіз. Ештеңе орындалған жоқ.",
        ru="Отправьте запрос программой, которая пишет его по RFC 9112. Ничего не выполнено.",
        en="Send the request by a program that writes it as RFC 9112 says. Nothing was done.",
    ),
    ("SIO25-14.1",),
)
NO_HOST = ProblemKind(
    "connection.host",
    400,
    Text(
        kk="Сұрауда Host тақырыбы жоқ немесе біреуден көп.",
        ru="В запросе нет заголовка Host или их несколько.",
        en="The request has no Host header, or more than one.",
    ),
    Text(
        kk="Host тақырыбын дәл бір рет жіберіңіз (RFC 9112, 3.2). Ештеңе орындалған жоқ.",
        ru="Отправьте ровно один заголовок Host (RFC 9112, 3.2). Ничего не выполнено.",
        en="Send exactly one Host header (RFC 9112, 3.2). Nothing was done.",
    ),
    ("SIO25-14.1",),
)


@dataclass(frozen=True, slots=True)
class Patience:
    """What one connection is given: seconds for its headers and for taking what it was sent, bytes for its headers.

    `rest_bytes` are taken of a body that was answered before it had come whole.
    """

    headers: float = 10.0
    taking: float = 60.0
    header_bytes: int = 64 * 1024
    rest_bytes: int = 4 * 1024 * 1024


class BoundedConnection(HttpToolsProtocol):
    """One connection of the web server, with an end to every wait.

    A request that comes while more than `limit_concurrency` connections are open, or more than `of_one_sender` from
    where it comes from, is answered with 503 and closed; while twice as many are open, a new connection is cut at
    once: answering needs a descriptor too. This machine's own connections count for all, but for no sender: a proxy
    here carries everybody's.
    """

    patience: ClassVar[Patience] = Patience()
    of_one_sender: ClassVar[int | None] = None

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._most = config.limit_concurrency
        # Counted here: what the server itself answers to one too many says neither when to return nor in whose words.
        self.limit_concurrency = None
        self._served = self.app
        self.sender = ""
        self._came = 0
        self._body_to_come = False
        self._headers_by: asyncio.TimerHandle | None = None
        self._taken_by: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for headers, unless far too many wait already."""
        super().connection_made(transport)
        self.sender = self.sender_of(transport)
        if self._crowded(2):
            transport.abort()
            return
        self._await_headers()

    def data_received(self, data: bytes) -> None:
        """Read on; whatever comes while no request is under way has the deadline of headers.

        It belongs to headers, or to a body whose answer was given already.
        """
        if self._headers_by is None and not _under_way(self.cycle):
            self._await_headers()
        self._came += len(data)
        super().data_received(data)
        most = self.patience.rest_bytes if self._body_to_come else self.patience.header_bytes
        if self._headers_by is not None and self._came > most:
            self._refuse(HEADERS_LARGE)

    def on_headers_complete(self) -> None:
        """Hand the request on, or over to the answer for one too many, or for one that names no host or several."""
        self._headers_came()
        self._body_to_come = True
        self.app = self._served
        if self._crowded(1):
            self.app = _saying(BUSY)
        elif not self._names_a_host():
            self.app = _saying(NO_HOST)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Hand the end of the body on; where it was answered already, what follows is the next request."""
        self._body_to_come = False
        super().on_message_complete()
        if self._headers_by is not None:
            self._headers_came()
            self._await_headers()

    def send_400_response(self, msg: str) -> None:
        """Say in words that this is no HTTP, unless a client could take it for the answer to what it asked before."""
        self._headers_came()
        if self.pipeline or not _answered_next(self.cycle, body_to_come=self._body_to_come):
            self.transport.close()
        else:
            self._say(MALFORMED)

    def pause_writing(self) -> None:
        """Begin to wait until the client takes what it was sent."""
        super().pause_writing()
        self._taken_by = self.loop.call_later(self.patience.taking, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client takes what it is sent."""
        self._taken()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """End every wait."""
        self._headers_came()
        self._taken()
        super().connection_lost(exc)

    @staticmethod
    def sender_of(transport: asyncio.Transport) -> str:
        """Return where a connection comes from: an address, of IPv6 its network; empty for this machine itself."""
        peer = transport.get_extra_info("peername")
        return network_of(peer[0]) if isinstance(peer, tuple) else ""

    def _crowded(self, times: int) -> bool:
        """Tell whether so many times more connections are open than are answered, of all or of this sender."""
        if self._most is not None and len(self.connections) > times * self._most:
            return True
        if self.of_one_sender is None or not self.sender:
            return False
        own = sum(isinstance(one, BoundedConnection) and one.sender == self.sender for one in self.connections)
        return own > times * self.of_one_sender

    def _names_a_host(self) -> bool:
        hosts = sum(name == b"host" for name, _ in self.headers)
        return hosts == 1 or (hosts == 0 and self.parser.get_http_version() == "1.0")

    def _await_headers(self) -> None:
        self._came = 0
        self._headers_by = self.loop.call_later(self.patience.headers, self._headers_late)

    def _headers_came(self) -> None:
        if self._headers_by is not None:
            self._headers_by.cancel()
            self._headers_by = None

    def _taken(self) -> None:
        if self._taken_by is not None:
            self._taken_by.cancel()
            self._taken_by = None

    def _headers_late(self) -> None:
        if self._came:
            self._refuse(HEADERS_LATE)
        else:
            self.transport.close()

    def _refuse(self, kind: ProblemKind) -> None:
        """Say no without the application, which never saw the request, and close.

        Where the rest of an answered body is what came, nothing is said: a client would take a second answer for that
        of its next request, a proxy even for that of another client's.
        """
        self._headers_came()
        if self._body_to_come:
            self.transport.close()
        else:
            self._say(kind)

    def _say(self, kind: ProblemKind) -> None:
        if not self.transport.is_closing():
            head = [f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}".encode()]
            body, headers = _said(kind)
            head += [name + b": " + value for name, value in headers]
            self.transport.write(b"\r\n".join([*head, b"", body]))
            self.transport.close()


def network_of(host: str) -> str:
    """Return what names a sender: an IPv4 address, of IPv6 its network; empty for this machine and for no address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return ""
    return str(address) if address.version == 4 else str(int(address) >> (128 - NETWORK_BITS))


def bounded_config(app: Callable[..., Any], most: int, of_one: int | None = None) -> uvicorn.Config:
    """Return how the application is served: so many connections answered at once at most, `of_one` sender's of them.

    None is waited for for ever.
    """

    class Connection(BoundedConnection):
        of_one_sender = of_one

    return uvicorn.Config(
        app,
        http=Connection,
        limit_concurrency=most,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        forwarded_allow_ips=list(OWN_MACHINE),
    )


def _saying(kind: ProblemKind) -> Callable[..., Any]:
    """Return an application that says a problem to everybody."""

    async def said(scope: object, receive: object, send: Callable[[dict[str, Any]], Any]) -> None:
        body, headers = _said(kind)
        await send({"type": "http.response.start", "status": kind.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return said


def _said(kind: ProblemKind) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    body = msgspec.json.encode(problem_json(kind.at()))
    headers = [
        (b"content-type", PROBLEM_JSON.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    again = [(b"retry-after", str(AGAIN_AFTER).encode())] if kind.status == BUSY.status else []
    return body, headers + again


def _answered_next(cycle: RequestResponseCycle | None, *, body_to_come: bool) -> bool:
    """Tell whether the next answer is that of what is coming now: of a body, or of a request after the last one."""
    if cycle is None:
        return True
    return not cycle.response_started if body_to_come else cycle.response_complete


def _under_way(cycle: RequestResponseCycle | None) -> bool:
    """Tell whether a request is being answered; before the first one there is none."""
    return cycle is not None and not cycle.response_complete
