"""The government gateway with the registers behind it: `POST /sync-channel/v10`, SOAP 1.1, both sides signing.

The serviceId names the register. A question whose signature, sender or form is wrong gets a SOAP Fault with
ErrorInfo; a register's own refusal is an ordinary signed answer with another code than SCSS001.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from aiohttp import web
from lxml import etree

from almasu.kernel.exchange.shape import Flaw
from almasu.kernel.exchange.soap.names import PROCESSED, SYNC
from almasu.kernel.exchange.soap.safe_xml import elements, read_xml
from almasu.kernel.exchange.soap.schemas import follows_schema
from almasu.kernel.exchange.soap.signing import Signer, signed_envelope, unsigned_envelope
from almasu.kernel.exchange.soap.sync_channel import Asked, answer_content, asked_in, fault_content
from almasu.kernel.exchange.soap.verifying import Trust, verified_body
from almasu.testing.registers.answering import Declined, Found, Registers
from almasu.testing.registers.misbehaviour import GOOD, Manner, Misbehaviour
from almasu.testing.registers.sending import MOST_QUESTION_BYTES, before_answering, send

XML = {"Content-Type": "text/xml; charset=utf-8"}
PATH = "/sync-channel/v10"
DEPTH = 24


@dataclass(frozen=True, slots=True)
class Gateway:
    """Who the gateway is and whom it serves: register numbers by serviceId, one known sender, its signing keys."""

    services: Mapping[str, int]
    sender_id: str
    password: str = field(repr=False)
    signer: Signer
    expired: Signer
    trust: Trust = field(repr=False)


class ShepSimulator:
    """The gateway's face of the simulated registers."""

    def __init__(self, registers: Registers, gateway: Gateway, clock: Callable[[], datetime]) -> None:
        self._registers = registers
        self._gateway = gateway
        self._clock = clock

    def application(self) -> web.Application:
        """Return the web application to serve."""
        application = web.Application(client_max_size=MOST_QUESTION_BYTES)
        application.router.add_post(PATH, self.send_message)
        return application

    async def send_message(self, request: web.Request) -> web.StreamResponse:
        """Carry one question to its register."""
        asked = self._asked(await request.read())
        if isinstance(asked, _Fault):
            body = unsigned_envelope(fault_content(asked.code, asked.words, self._clock(), of_sender=True))
            return await send(request, 500, body, XML, GOOD)
        number = self._gateway.services[asked.service_id]
        bad = self._registers.conduct.of(number)
        await before_answering(request, bad)
        if bad.manner is Manner.BUSY:
            body = unsigned_envelope(fault_content("SCSE503", "busy", self._clock(), of_sender=False))
            return await send(request, 500, body, XML, GOOD)
        said = self._registers.answer(number, asked.key_kind, asked.key_value)
        return await send(request, 200, self._signed(self._content(said, asked, bad), bad), XML, bad)

    def _asked(self, raw: bytes) -> Asked | _Fault:
        root = read_xml(raw, DEPTH)
        if isinstance(root, Flaw):
            return _Fault("SCSE001", "The message is no XML that can be read.")
        body = verified_body(root, self._gateway.trust, self._clock(), DEPTH)
        if isinstance(body, Flaw):
            return _Fault("SCSE002", f"The signature was not accepted: {body.reason}.")
        messages = elements(body)
        if len(messages) != 1 or messages[0].tag != f"{{{SYNC}}}SendMessage" or not follows_schema(messages[0]):
            return _Fault("SCSE003", "The message does not follow the schema.")
        return self._admitted(messages[0])

    def _admitted(self, message: etree._Element) -> Asked | _Fault:
        sender = message.findtext("request/requestInfo/sender/senderId", "")
        password = message.findtext("request/requestInfo/sender/password", "")
        known = f"{self._gateway.sender_id} {self._gateway.password}".encode()
        if not hmac.compare_digest(known, f"{sender} {password}".encode()):
            return _Fault("SCSE004", "The sender is not known.")
        try:
            asked = asked_in(message)
        except ValueError:
            return _Fault("SCSE003", "The message holds no question.")
        if asked.service_id not in self._gateway.services:
            return _Fault("SCSE005", "The service is not known.")
        return asked

    def _content(self, said: Found | Declined, asked: Asked, bad: Misbehaviour) -> str:
        digest = "00" * 32 if bad.manner is Manner.ANOTHER_QUESTION else asked.digest
        at, message_id = self._clock(), str(uuid4())
        match said:
            case Found(records):
                return answer_content(asked, (PROCESSED, "Processed successfully"), digest, records, at, message_id)
            case Declined(code, words):
                return answer_content(asked, (code, words), digest, (), at, message_id)

    def _signed(self, content: str, bad: Misbehaviour) -> bytes:
        signer = self._gateway.expired if bad.manner is Manner.EXPIRED_CERTIFICATE else self._gateway.signer
        message = signed_envelope(content, f"id-{uuid4()}", signer)
        if bad.manner is Manner.BAD_SIGNATURE:
            return message.replace(b"<responseDate>", b"<responseDate> ")
        return message


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    words: str
