"""The face of a provider: `POST /v1/resources/{number}/questions`, JSON as any REST register speaks it.

Each resource has a key of its own (`X-Api-Key`). 404 says that the resource is another's, 401 that the key is not
accepted, 400 that the question cannot be read, 403 refuses in words, 503 asks to come back: no edition is in place yet,
or the database is away. `GET /healthz` tells which. Nothing of a question is kept or logged.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import msgspec
import psycopg
from aiohttp import web
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from almasu.kernel.answers import Record
from almasu.kernel.exchange.json_contract import AnswerBody, QuestionBody, RefusalBody, read_question
from almasu.law.text import Text

LARGEST_QUESTION = 65_536
PATIENCE = 1.5
"""Seconds to wait for a free connection."""
AWAY = (
    psycopg.OperationalError,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.UndefinedTable,
    psycopg.errors.InvalidSchemaName,
    PoolTimeout,
)
Pool = AsyncConnectionPool[psycopg.AsyncConnection[TupleRow]]


@dataclass(frozen=True, slots=True)
class Declined:
    """The owner's refusal: a code, and words in the three languages."""

    code: str
    words: Text


class Provider(Protocol):
    """What stands behind the face. Errors of its database are psycopg's own."""

    @property
    def resources(self) -> frozenset[int]:
        """Return the numbers of the resources it answers for."""
        ...

    async def answer(self, question: QuestionBody) -> Sequence[Record] | Declined:
        """Return what is held on the subject, none where nothing is, or why the owner declines."""
        ...

    async def standing(self) -> Mapping[str, str | int] | None:
        """Return what the edition in place was filled with and when, None where there is none yet."""
        ...


@asynccontextmanager
async def pool_of(url: str, size: int, session: str) -> AsyncIterator[Pool]:
    """Open connections that answer; `session` are the options they are opened with."""
    pool: Pool = AsyncConnectionPool(
        url, min_size=1, max_size=size, kwargs={"autocommit": True, "options": session}, open=False, timeout=PATIENCE
    )
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


class Face:
    """Speaks for a provider. `keys` holds the secret of each of its resources; ValueError where one is missing."""

    def __init__(self, provider: Provider, keys: Mapping[int, str]) -> None:
        if set(keys) != provider.resources or not all(keys.values()):
            raise ValueError("each resource of a provider needs a key")
        self._provider = provider
        self._keys = keys

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=LARGEST_QUESTION)
        application.router.add_post("/v1/resources/{number:[1-9][0-9]?}/questions", self.questions)
        application.router.add_get("/healthz", self.health)
        return application

    async def questions(self, request: web.Request) -> web.Response:
        """Answer one question."""
        number = int(request.match_info["number"])
        if number not in self._keys:
            return web.Response(status=404)
        if not hmac.compare_digest(self._keys[number].encode(), _given_key(request)):
            return web.Response(status=401)
        try:
            question = read_question(await request.read())
        except (msgspec.MsgspecError, RecursionError):
            return web.Response(status=400)
        if question.resource != number:
            return _refused(question, ANOTHER_RESOURCE)
        try:
            said = await self._provider.answer(question)
        except AWAY:
            return web.Response(status=503)
        return _refused(question, said) if isinstance(said, Declined) else _answered(question, said)

    async def health(self, request: web.Request) -> web.Response:
        """Tell whether the provider answers, and since when what it holds is as it is."""
        try:
            standing = await self._provider.standing()
        except AWAY:
            return web.json_response({"status": "away"}, status=503)
        if standing is None:
            return web.json_response({"status": "empty"}, status=503)
        return web.json_response({"status": "ok", **standing})


ANOTHER_RESOURCE = Declined(
    "ANOTHER_RESOURCE",
    Text(
        kk="Сұрақта мекенжайындағыдан басқа ресурс көрсетілген.",
        ru="В вопросе назван не тот ресурс, что в его адресе.",
        en="The question names another resource than its address.",
    ),
)


def _refused(question: QuestionBody, why: Declined) -> web.Response:
    # The contract has room for one text: the owner says it in every language at once.
    words = f"{why.words.kk} / {why.words.ru} / {why.words.en}"
    return _json(403, RefusalBody(question.exchange_id, question.digest, why.code, words))


def _answered(question: QuestionBody, records: Sequence[Record]) -> web.Response:
    return _json(200, AnswerBody(question.exchange_id, question.digest, list(records)))


def _given_key(request: web.Request) -> bytes:
    return request.headers.get("X-Api-Key", "").encode("utf-8", "surrogateescape")


def _json(status: int, body: AnswerBody | RefusalBody) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")
