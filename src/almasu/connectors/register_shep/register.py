"""A register asked through the government gateway's synchronous channel (`almasu.kernel.exchange.soap`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from ssl import SSLContext

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.unanswered import unanswered
from almasu.kernel.answers import NoReply, Question, Reply
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.exchange.shape import shape_of
from almasu.kernel.exchange.soap.reading import Expected, read_reply
from almasu.kernel.exchange.soap.signing import Signer, signed_envelope
from almasu.kernel.exchange.soap.sync_channel import Sender, fits, question_content
from almasu.kernel.exchange.soap.verifying import Trust
from almasu.kernel.resources import Resource

HEADERS = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class ShepLine:
    """How a register behind the gateway is reached: who we are there, our signing key, whose signatures we trust."""

    url: str
    sender: Sender = field(repr=False)
    signer: Signer
    trust: Trust = field(repr=False)
    tls: SSLContext | None = None


class ShepRegister:
    """One resource behind the gateway."""

    def __init__(self, resource: Resource, line: ShepLine, caller: Caller, limits: Limits, clock: Clock) -> None:
        caller.check(line.url)
        self._line = line
        self._caller = caller
        self._limits = limits
        self._clock = clock
        self._shape = shape_of(resource, limits)

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Ask once; see `almasu.kernel.answers.Register`."""
        if not fits(question):
            return NoReply(Silence.QUESTION_NOT_ACCEPTED, "property too long", retriable=False)
        sent_at = self._clock()
        name = f"id-{question.exchange_id}"
        message = signed_envelope(question_content(question, self._line.sender), name, self._line.signer)
        came = await self._caller.post(self._line.url, message, HEADERS, seconds, self._limits.size, self._line.tls)
        if not isinstance(came, Came):
            return came
        return self._read(came, Expected(question, self._shape, self._line.trust, sent_at, self._clock()))

    def _read(self, came: Came, expected: Expected) -> Reply:
        """Status 200 carries an answer, 500 a fault (SOAP 1.1, section 6.2); the rest is the gateway's own trouble."""
        match came.status:
            case 200 | 500:
                return read_reply(came.body, expected)
            case 401 | 403:
                return NoReply(Silence.CREDENTIALS_REFUSED, str(came.status), retriable=False)
            case _:
                return unanswered(came, Silence.GATEWAY_FAULT)
