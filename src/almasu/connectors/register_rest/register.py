"""A register asked over REST with JSON (`almasu.kernel.exchange.json_contract`).

`POST {address}` with the question. Status 200 is an answer, 403 a refusal in the owner's words, 401 says that our
key is not accepted, 400 or 422 that our form is not, 429 and 503 that the register is busy, other 5xx that it failed.
Anything else is a code the contract does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ssl import SSLContext

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.unanswered import unanswered
from almasu.kernel.answers import NoReply, Question, Reply
from almasu.kernel.exchange.json_contract import question_body, read_answer, read_refusal
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.exchange.shape import shape_of
from almasu.kernel.resources import Resource


@dataclass(frozen=True, slots=True)
class RestLine:
    """How a REST register is reached. `key` is a secret; `tls` carries trusted roots and our client certificate."""

    url: str
    key: str = field(repr=False)
    tls: SSLContext | None = None


class RestRegister:
    """One resource behind a REST address."""

    def __init__(self, resource: Resource, line: RestLine, caller: Caller, limits: Limits) -> None:
        caller.check(line.url)
        self._line = line
        self._caller = caller
        self._limits = limits
        self._shape = shape_of(resource, limits)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Api-Key": line.key}

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Ask once; see `almasu.kernel.answers.Register`."""
        came = await self._caller.post(
            self._line.url, question_body(question), self._headers, seconds, self._limits.size, self._line.tls
        )
        return self._read(came, question) if isinstance(came, Came) else came

    def _read(self, came: Came, question: Question) -> Reply:
        match came.status:
            case 200:
                return read_answer(came.body, question, self._shape)
            case 403:
                return read_refusal(came.body, question)
            case 401:
                return NoReply(Silence.CREDENTIALS_REFUSED, "401", retriable=False)
            case 400 | 422:
                return NoReply(Silence.QUESTION_NOT_ACCEPTED, str(came.status), retriable=False)
            case _:
                return unanswered(came, Silence.REGISTER_FAULT)
