"""The face of the graph: `POST /v1/resources/{50|51}/questions`, JSON as any REST register speaks it.

Level 1 and level 2 are separate rights, so each has a key of its own (`X-Api-Key`). 401 says that the key is not
accepted, 400 that the question cannot be read, 403 refuses in words, 503 asks to come back: no edition of the graph is
in place yet, or the database is away. `GET /healthz` tells which. Nothing of a question is kept or logged.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
import psycopg
from aiohttp import web
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from almasu.kernel.answers import Record
from almasu.kernel.exchange.json_contract import AnswerBody, QuestionBody, RefusalBody, read_question
from almasu.kernel.relations.answers import LEVEL_1, LEVEL_2
from almasu.kernel.relations.facts import Unfit, party
from almasu.kernel.relations.kinds import allowed
from almasu.kernel.resources import KeyKind
from almasu.provider.relations.asking import SESSION, Asker
from almasu.provider.relations.statements import statements

LARGEST_QUESTION = 65_536
PATIENCE = 1.5
"""Seconds to wait for a free connection."""
AWAY = (psycopg.OperationalError, psycopg.errors.UndefinedFunction, psycopg.errors.InvalidSchemaName, PoolTimeout)
Pool = AsyncConnectionPool[psycopg.AsyncConnection[TupleRow]]


@asynccontextmanager
async def pool_of(url: str, size: int) -> AsyncIterator[Pool]:
    """Open connections that answer: they change nothing and give up after two seconds."""
    pool: Pool = AsyncConnectionPool(
        url, min_size=1, max_size=size, kwargs={"autocommit": True, "options": SESSION}, open=False, timeout=PATIENCE
    )
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


class RelationsService:
    """Answers questions about links. `keys` holds the secret of each level; `clock` is asked once a question."""

    def __init__(self, pool: Pool, keys: Mapping[int, str], clock: Callable[[], datetime]) -> None:
        if set(keys) != {LEVEL_1, LEVEL_2} or not all(keys.values()):
            raise ValueError("each of the two levels needs a key")
        self._pool = pool
        self._keys = keys
        self._clock = clock

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=LARGEST_QUESTION)
        application.router.add_post("/v1/resources/{number:5[01]}/questions", self.questions)
        application.router.add_get("/healthz", self.health)
        return application

    async def questions(self, request: web.Request) -> web.Response:
        """Answer one question."""
        number = int(request.match_info["number"])
        if not hmac.compare_digest(self._keys[number].encode(), _given_key(request)):
            return web.Response(status=401)
        try:
            question = read_question(await request.read())
        except msgspec.MsgspecError:
            return web.Response(status=400)
        refusal = refusal_of(number, question)
        if refusal is not None:
            return _json(403, refusal)
        try:
            records = await self._records(number, question)
        except AWAY:
            return web.Response(status=503)
        return _json(200, AnswerBody(question.exchange_id, question.digest, list(records)))

    async def _records(self, number: int, question: QuestionBody) -> tuple[Record, ...]:
        subject, at = party(question.key.value), self._clock()
        async with self._pool.connection() as connection:
            asker = Asker(connection)
            if number == LEVEL_1:
                return await asker.level_1(subject, question.purpose, at)
            return await asker.level_2(subject, question.purpose, at)

    async def health(self, request: web.Request) -> web.Response:
        """Tell whether the graph answers, and since when it is as it is."""
        try:
            async with self._pool.connection() as connection:
                if await (await connection.execute(statements()["schema_there"])).fetchone() is None:
                    return web.json_response({"status": "empty"}, status=503)
                _, filled_at, links = _told(await (await connection.execute(statements()["about"])).fetchone())
        except AWAY:
            return web.json_response({"status": "away"}, status=503)
        return web.json_response({"status": "ok", "filled_at": str(filled_at), "links": links})


def refusal_of(number: int, question: QuestionBody) -> RefusalBody | None:
    """Return why the owner declines a question, in code and words, or None where it is answered."""
    if question.resource != number:
        return _refusal(question, "ANOTHER_RESOURCE", "The question names another resource than its address.")
    if question.key.kind not in {KeyKind.IIN.value, KeyKind.BIN.value}:
        return _refusal(question, "KEY_NOT_SEARCHABLE", "Links are found by IIN or BIN only.")
    try:
        party(question.key.value)
    except Unfit:
        return _refusal(question, "KEY_NOT_READABLE", "The IIN or BIN does not pass its check digit.")
    if not allowed(question.purpose):
        return _refusal(question, "PURPOSE_NOT_ALLOWED", "No link may be shown for the purpose the question states.")
    return None


def _refusal(question: QuestionBody, code: str, words: str) -> RefusalBody:
    return RefusalBody(question.exchange_id, question.digest, code, words)


def _given_key(request: web.Request) -> bytes:
    return request.headers.get("X-Api-Key", "").encode("utf-8", "surrogateescape")


def _json(status: int, body: AnswerBody | RefusalBody) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")


def _told(row: tuple[object, ...] | None) -> tuple[object, object, object]:
    if row is None:
        return "", "", 0
    content, filled_at, links = row
    return content, filled_at, links
