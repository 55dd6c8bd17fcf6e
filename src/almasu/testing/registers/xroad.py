"""The client's side of a security server with the registers behind it: `POST /r1/{service}/questions`.

For tests and demos only: it keeps the message protocol (headers, request hash, errors) and none of a security server's
real duties (signing, logging, time-stamping, certificates between servers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec
from aiohttp import web

from almasu.kernel.exchange import xroad
from almasu.kernel.exchange.json_contract import read_question
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.misbehaviour import Manner
from almasu.testing.registers.rest import JSON, spoken
from almasu.testing.registers.sending import MOST_QUESTION_BYTES, before_answering, send

PARTS = ("instance", "class", "member", "subsystem", "service")


@dataclass(frozen=True, slots=True)
class SecurityServer:
    """Whom it serves: register numbers by service identifier, and the client systems that have rights."""

    services: Mapping[str, int]
    clients: frozenset[str]


class XroadSimulator:
    """The X-Road face of the simulated registers."""

    def __init__(self, registers: Registers, server: SecurityServer) -> None:
        self._registers = registers
        self._server = server

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=MOST_QUESTION_BYTES)
        path = "/r1/" + "/".join(f"{{{part}}}" for part in PARTS)
        application.router.add_get("/r1/{instance}/{class}/{member}/{subsystem}/listMethods", self.methods)
        application.router.add_post(path + "/questions", self.questions)
        return application

    async def questions(self, request: web.Request) -> web.StreamResponse:
        """Carry one question to the service named by the path."""
        service = "/".join(request.match_info[part] for part in PARTS)
        body = await request.read()
        refused = self._refused(request, service)
        if refused is not None:
            return _error(*refused)
        number = self._server.services[service]
        bad = self._registers.conduct.of(number)
        await before_answering(request, bad)
        try:
            question = read_question(body)
        except msgspec.MsgspecError:
            return web.Response(status=400)
        said = self._registers.answer(number, question.key.kind, question.key.value)
        status, answer = spoken(said, question, bad)
        return await send(request, status, answer, self._headers(request, service, body, bad.manner), bad)

    def _refused(self, request: web.Request, service: str) -> tuple[int, str, str] | None:
        """Return status, type and words of what a security server would refuse before the provider is asked."""
        clients = request.headers.getall(xroad.CLIENT, [])
        if len(clients) != 1 or xroad.REQUEST_HASH in request.headers or not _is_uuid(request.headers.get(xroad.ID)):
            return 400, "Client.BadRequest", "A required header is missing, repeated or not allowed."
        if service not in self._server.services:
            return 500, "Server.ServerProxy.UnknownService", "The service is not known."
        if clients[0] not in self._server.clients:
            return 500, xroad.ACCESS_DENIED, "The request is not allowed."
        return None

    def _headers(self, request: web.Request, service: str, body: bytes, manner: Manner) -> dict[str, str]:
        request_id = str(uuid4())
        sent = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.raw_headers]
        sent.append((xroad.REQUEST_ID.lower(), request_id))
        digest = "00" * 32 if manner is Manner.ANOTHER_QUESTION else request.headers.get(xroad.DIGEST, "")
        return {
            **JSON,
            xroad.CLIENT: request.headers[xroad.CLIENT],
            xroad.SERVICE: service,
            xroad.ID: request.headers[xroad.ID],
            xroad.REQUEST_ID: request_id,
            xroad.REQUEST_HASH: xroad.request_hash(request.method, request.raw_path, sent, body),
            xroad.DIGEST: digest,
        }

    async def methods(self, request: web.Request) -> web.Response:
        """List the services of one subsystem, as the metadata service does."""
        owner = "/".join(request.match_info[part] for part in PARTS[:4])
        found = [service for service in self._server.services if service.rpartition("/")[0] == owner]
        listed = [dict(zip(("xroad_instance", *PARTS[1:]), one.split("/"), strict=True)) for one in found]
        return web.json_response({"service": listed})


def _error(status: int, kind: str, words: str) -> web.Response:
    body = msgspec.json.encode(xroad.ErrorBody(kind, words, str(uuid4())))
    return web.Response(status=status, body=body, headers={**JSON, xroad.ERROR: kind})


def _is_uuid(text: str | None) -> bool:
    try:
        UUID(text or "")
    except ValueError:
        return False
    return True
