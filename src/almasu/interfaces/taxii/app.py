"""The TAXII 2.1 server as an ASGI application: which address is what, and how a "no" is said (TAXII 2.1, 4 and 5).

Straight on ASGI: a page of objects is bytes that were kept, joined; nothing of it is decoded on the way out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from almasu.actions.interchange import exchange as acts
from almasu.interfaces.taxii import saying
from almasu.interfaces.taxii.headers import MEDIA, Scope, header, must_accept, must_be_envelope, shown_by
from almasu.kernel.interchange import asking
from almasu.kernel.interchange.collection import ALL, Fate, number_of
from almasu.kernel.interchange.problems import ABSENT, BAD_QUESTION, NO_SUCH_METHOD, TOO_LARGE
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
BODY_SECONDS = 30.0
LONGEST_QUERY = 32 * 1024

LATE = ProblemKind(
    "interchange.late",
    408,
    Text(
        kk="Конверт уақытында толық келмеді.",
        ru="Конверт не пришёл целиком вовремя.",
        en="The envelope came too slowly.",
    ),
    Text(
        kk="Байланысты тексеріп, қайта жіберіңіз. Ештеңе қабылданған жоқ.",
        ru="Проверьте связь и отправьте заново. Ничего не принято.",
        en="Check the connection and send it anew. Nothing was taken.",
    ),
    ("ASOI-10",),
)
CANNOT_ANSWER = ProblemKind(
    "interchange.closed",
    503,
    Text(
        kk="Алмасу қазір жауап бере алмайды.",
        ru="Обмен сейчас не может ответить.",
        en="The exchange cannot answer now.",
    ),
    Text(
        kk="Біраздан соң қайталаңыз. Ештеңе орындалған жоқ.",
        ru="Повторите позже. Ничего не выполнено.",
        en="Try again later. Nothing was done.",
    ),
    ("ASOI-3.3",),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    body: bytes
    status: int = 200
    headers: saying.Headers = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: who asks, when, the method, the parts of its address below `/taxii2/`, and its filters."""

    shown: acts.Shown
    at: datetime
    method: str
    parts: tuple[str, ...]
    query: Mapping[str, Sequence[str]]

    def only(self, *methods: str) -> None:
        """Make sure of the method; Problem `interchange.method` else."""
        if self.method not in methods:
            raise NO_SUCH_METHOD.at()


class TaxiiApp:
    """The server. `clock` tells the moment of each request once."""

    def __init__(self, exchange: acts.Exchange, clock: Callable[[], datetime]) -> None:
        self._exchange = exchange
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except Problem as no:
            answer = _refusal(no)
        except Exception:
            log.exception("a request of TAXII failed")
            answer = _refusal(CANNOT_ANSWER.at())
        await _say(send, answer)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        must_accept(scope)
        asked = Asked(
            shown_by(scope),
            self._clock(),
            "GET" if scope["method"] == "HEAD" else scope["method"],
            tuple(part for part in scope["path"].split("/") if part),
            _query(scope),
        )
        match asked.parts:
            case ("taxii2",) | ("taxii2", "sector"):
                asked.only("GET")
                await acts.who(self._exchange, asked.shown, asked.at)
                return Answer(saying.discovery() if len(asked.parts) == 1 else saying.api_root())
            case ("taxii2", "sector", "status", number):
                asked.only("GET")
                return Answer(await acts.status_of(self._exchange, asked.shown, _uuid(number), asked.at))
            case ("taxii2", "sector", "collections"):
                asked.only("GET")
                known, found = await acts.collections(self._exchange, asked.shown, asked.at)
                return Answer(saying.collections_said(known, found))
            case ("taxii2", "sector", "collections", named, *rest):
                return await self._collection(asked, named, tuple(rest), scope, receive)
            case _:
                await acts.who(self._exchange, asked.shown, asked.at)
                raise ABSENT.at()

    async def _collection(
        self, asked: Asked, named: str, rest: tuple[str, ...], scope: Scope, receive: Receive
    ) -> Answer:
        number = number_of(named)
        if number is None:
            await acts.who(self._exchange, asked.shown, asked.at)
            raise ABSENT.at()
        match rest:
            case ():
                asked.only("GET")
                known, one = await acts.one_collection(self._exchange, asked.shown, number, asked.at)
                return Answer(saying.collection_said(known, one))
            case ("manifest",):
                asked.only("GET")
                given = await self._read(asked, number, "manifest", asking.OF_COLLECTION)
                return Answer(saying.manifest(given), headers=saying.dates(given.page))
            case ("objects",):
                asked.only("GET", "POST")
                if asked.method == "POST":
                    return await self._add(asked, number, scope, receive)
                given = await self._read(asked, number, "objects", asking.OF_COLLECTION)
                return Answer(saying.envelope(given), headers=saying.dates(given.page))
            case ("objects", object_id):
                asked.only("GET", "DELETE")
                if asked.method == "DELETE":
                    return await self._delete(asked, number, object_id)
                given = await self._of_object(asked, number, object_id, "objects")
                return Answer(saying.envelope(given), headers=saying.dates(given.page))
            case ("objects", object_id, "versions"):
                asked.only("GET")
                given = await self._of_object(asked, number, object_id, "versions")
                return Answer(saying.versions(given), headers=saying.dates(given.page))
            case _:
                await acts.who(self._exchange, asked.shown, asked.at)
                raise ABSENT.at()

    async def _read(self, asked: Asked, collection: UUID, kind: str, allowed: frozenset[str]) -> acts.Given:
        def question(code: asking.Code) -> tuple[asking.Question, Mapping[str, list[str]]]:
            return asking.asked(asked.query, allowed, code)

        return await acts.read(self._exchange, asked.shown, collection, question, kind, asked.at)

    async def _of_object(self, asked: Asked, collection: UUID, object_id: str, kind: str) -> acts.Given:
        """Return a page of one object's versions; what is not there is absent, not empty."""

        def question(code: asking.Code) -> tuple[asking.Question, Mapping[str, list[str]]]:
            if kind == "versions":
                read, filters = asking.asked(asked.query, asking.OF_VERSIONS, code, ALL)
            else:
                read, filters = asking.asked(asked.query, asking.OF_OBJECT, code)
            return read.of_object(object_id), filters

        given = await acts.read(self._exchange, asked.shown, collection, question, f"{kind}/{object_id}", asked.at)
        if not given.page.held:
            raise ABSENT.at()
        return given

    async def _add(self, asked: Asked, collection: UUID, scope: Scope, receive: Receive) -> Answer:
        must_be_envelope(scope)
        await acts.may_add(self._exchange, asked.shown, collection, asked.at)
        body = await _body(scope, receive)

        def status(number: UUID, fates: Sequence[Fate]) -> bytes:
            return saying.status(number, fates, asked.at)

        return Answer(await acts.add(self._exchange, asked.shown, collection, body, status, asked.at), 202)

    async def _delete(self, asked: Asked, collection: UUID, object_id: str) -> Answer:
        """Delete; without a filter every version goes (5.7)."""

        def no_cursor(said: str) -> bytes:
            raise BAD_QUESTION.at("next", why="next")

        question, _ = asking.asked(asked.query, asking.OF_DELETION, no_cursor, ALL)
        if question.impossible:
            raise ABSENT.at()
        await acts.delete(self._exchange, asked.shown, collection, object_id, question.wanted.versions, asked.at)
        return Answer(b"{}")


def _query(scope: Scope) -> Mapping[str, Sequence[str]]:
    raw: bytes = scope["query_string"]
    if len(raw) > LONGEST_QUERY:
        raise BAD_QUESTION.at("", why=f"> {LONGEST_QUERY}")
    try:
        return parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=50, errors="strict")
    except ValueError as wrong:
        raise BAD_QUESTION.at("", why="query") from wrong


def _uuid(text: str) -> UUID:
    """Return a number as an address names it; one that is none belongs to nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


async def _body(scope: Scope, receive: Receive) -> bytes:
    """Return the body; Problem where it is larger than an envelope may be, told or as it comes, or too slow."""
    declared = header(scope, b"content-length") or "0"
    if not declared.isdigit() or int(declared[:20]) > saying.MOST_BODY:
        raise TOO_LARGE.at("", most=str(saying.MOST_BODY))
    parts: list[bytes] = []
    size, more = 0, True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise LATE.at()
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > saying.MOST_BODY:
                    raise TOO_LARGE.at("", most=str(saying.MOST_BODY))
                more = message.get("more_body", False)
    except TimeoutError as late:
        raise LATE.at() from late
    return b"".join(parts)


def _refusal(no: Problem) -> Answer:
    extra: saying.Headers = []
    if no.kind.status == 401:
        extra.append((b"www-authenticate", b'Basic realm="Almasu TAXII 2.1", charset="UTF-8"'))
    if no.kind.status == 503:
        extra.append((b"retry-after", b"5"))
    return Answer(saying.error(no), no.kind.status, extra)


async def _say(send: Send, answer: Answer) -> None:
    headers = [
        (b"content-type", MEDIA.encode()),
        (b"content-length", str(len(answer.body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
