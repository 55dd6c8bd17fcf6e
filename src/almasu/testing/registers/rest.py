"""REST registers: `POST /v1/resources/{number}/questions`, JSON, an API key for each register.

The server may demand a client certificate; that is a matter of the TLS context it is started with.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

import msgspec
from aiohttp import web

from almasu.kernel.exchange.json_contract import (
    AnswerBody,
    QuestionBody,
    RefusalBody,
    read_question,
)
from almasu.testing.registers.answering import Declined, Found, Registers
from almasu.testing.registers.misbehaviour import Manner, Misbehaviour
from almasu.testing.registers.sending import MOST_QUESTION_BYTES, before_answering, send

JSON = {"Content-Type": "application/json"}


class RestSimulator:
    """The REST face of the simulated registers."""

    def __init__(self, registers: Registers, keys: Mapping[int, str]) -> None:
        self._registers = registers
        self._keys = keys

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=MOST_QUESTION_BYTES)
        application.router.add_post("/v1/resources/{number:[0-9]{1,2}}/questions", self.questions)
        application.router.add_get("/openapi.json", self.contract)
        return application

    async def questions(self, request: web.Request) -> web.StreamResponse:
        """Answer one question."""
        number = int(request.match_info["number"])
        key = self._keys.get(number)
        if key is None:
            return web.Response(status=404)
        bad = self._registers.conduct.of(number)
        body = await request.read()
        await before_answering(request, bad)
        if not hmac.compare_digest(key.encode(), request.headers.get("X-Api-Key", "").encode()):
            return web.Response(status=401)
        try:
            question = read_question(body)
        except msgspec.MsgspecError:
            return web.Response(status=400)
        said = self._registers.answer(number, question.key.kind, question.key.value)
        return await send(request, *spoken(said, question, bad), JSON, bad)

    async def contract(self, request: web.Request) -> web.Response:
        """Describe the contract as OpenAPI."""
        return web.json_response(openapi(sorted(self._keys)), dumps=lambda value: json.dumps(value, sort_keys=True))


def spoken(said: Found | Declined, question: QuestionBody, bad: Misbehaviour) -> tuple[int, bytes]:
    """Return the status and JSON body of what a register says; bound to another question where its manners are so."""
    digest = "00" * 32 if bad.manner is Manner.ANOTHER_QUESTION else question.digest
    match said:
        case Found(records):
            return 200, msgspec.json.encode(AnswerBody(question.exchange_id, digest, list(records)))
        case Declined(code, words):
            return 403, msgspec.json.encode(RefusalBody(question.exchange_id, digest, code, words))


def openapi(numbers: list[int]) -> dict[str, object]:
    """Return the contract of these registers as an OpenAPI 3.1 document."""
    bodies, components = msgspec.json.schema_components(
        [QuestionBody, AnswerBody, RefusalBody], ref_template="#/components/schemas/{name}"
    )
    asked, answered, refused = ({"application/json": {"schema": body}} for body in bodies)
    responses = {
        "200": {"description": "What the register holds; an empty list where it holds nothing.", "content": answered},
        "403": {"description": "The owner declines, in its own code and words.", "content": refused},
        "401": {"description": "The key is not accepted."},
        "503": {"description": "Busy: ask again later."},
    }
    question = {
        "summary": "Ask what the register holds on a subject.",
        "parameters": [
            {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "enum": numbers}}
        ],
        "requestBody": {"required": True, "content": asked},
        "responses": responses,
        "security": [{"key": []}],
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Registers", "version": "1"},
        "paths": {"/v1/resources/{number}/questions": {"post": question}},
        "components": {
            "schemas": components,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"}},
        },
    }
