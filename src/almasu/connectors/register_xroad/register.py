"""A register asked through X-Road: `POST /r1/{service}/questions` to our own security server.

The security server signs, logs and checks the request hash; we are only its client and send no hash. What X-Road
itself failed to do bears `X-Road-Error`; everything else is the provider's, in the JSON contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ssl import SSLContext

import msgspec

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.unanswered import unanswered
from almasu.kernel.answers import NoReply, Question, Refused, Reply, Unreadable
from almasu.kernel.exchange import xroad
from almasu.kernel.exchange.json_contract import (
    CODE_LENGTH,
    WORDS_LENGTH,
    question_body,
    read_answer,
    read_refusal,
)
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.shape import shape_of, spoken
from almasu.kernel.resources import Resource


class UserHeader(StrEnum):
    """Who the user header names: the joint act of the two bodies decides (by default nobody by name)."""

    ROLE_AND_PSEUDONYM = "role_and_pseudonym"
    COUNTRY_AND_ASKER = "country_and_asker"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class XroadLine:
    """How a register behind X-Road is reached: our security server, who we are, which service (X-Road ids)."""

    url: str
    client: str
    service: str
    user: UserHeader = UserHeader.ROLE_AND_PSEUDONYM
    represented_party: str = ""
    tls: SSLContext | None = None


class XroadRegister:
    """One resource behind X-Road."""

    def __init__(self, resource: Resource, line: XroadLine, caller: Caller, limits: Limits) -> None:
        self._line = line
        self._url = line.url.rstrip("/") + xroad.service_path(line.service) + "/questions"
        caller.check(self._url)
        xroad.identifier(line.client, 4)
        self._caller = caller
        self._limits = limits
        self._shape = shape_of(resource, limits)

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Ask once; see `almasu.kernel.answers.Register`."""
        came = await self._caller.post(
            self._url,
            question_body(question),
            self._headers(question),
            seconds,
            self._limits.size,
            self._line.tls,
        )
        return self._read(came, question) if isinstance(came, Came) else came

    def _headers(self, question: Question) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            xroad.CLIENT: self._line.client,
            xroad.ID: str(question.exchange_id),
            xroad.ISSUE: xroad.header_value(question.task),
            xroad.GROUND: xroad.header_value(question.ground),
            xroad.PURPOSE: xroad.header_value(question.purpose),
            xroad.DIGEST: question.digest.hex(),
        }
        if self._line.represented_party:
            headers[xroad.PARTY] = xroad.header_value(self._line.represented_party)
        match self._line.user:
            case UserHeader.ROLE_AND_PSEUDONYM:
                headers[xroad.USER] = xroad.header_value(f"KZ:{question.role}:{question.asker}")
            case UserHeader.COUNTRY_AND_ASKER:
                headers[xroad.USER] = xroad.header_value(f"KZ{question.asker}")
            case UserHeader.ABSENT:
                pass
        return headers

    def _read(self, came: Came, question: Question) -> Reply:
        if xroad.ERROR in came.headers:
            return _failed(came)
        stray = self._stray_header(came.headers, question)
        match came.status:
            case 200 | 403 if stray is not None:
                return Unreadable(Nonsense.ANOTHER_QUESTION, stray, came.body)
            case 200:
                return read_answer(came.body, question, self._shape)
            case 403:
                return read_refusal(came.body, question)
            case 400 | 422:
                return NoReply(Silence.QUESTION_NOT_ACCEPTED, str(came.status), retriable=False)
            case _:
                return unanswered(came, Silence.REGISTER_FAULT)

    def _stray_header(self, headers: Mapping[str, str], question: Question) -> str | None:
        """Return the first header that does not belong to an answer to this question, or None."""
        expected = {
            xroad.CLIENT: self._line.client,
            xroad.SERVICE: self._line.service,
            xroad.ID: str(question.exchange_id),
            xroad.DIGEST: question.digest.hex(),
        }
        for name, value in expected.items():
            if headers.get(name) != value:
                return name
        if not headers.get(xroad.REQUEST_ID):
            return xroad.REQUEST_ID
        return None if xroad.is_hash(headers.get(xroad.REQUEST_HASH, "")) else xroad.REQUEST_HASH


def _failed(came: Came) -> Reply:
    """Say what X-Road itself failed at: a lack of rights is the owner's refusal, the rest is silence."""
    try:
        error = msgspec.json.decode(came.body, type=xroad.ErrorBody)
    except ValueError:
        error = xroad.ErrorBody(came.headers[xroad.ERROR], "")
    if error.type == xroad.ACCESS_DENIED:
        return Refused(error.type[:CODE_LENGTH], error.message[:WORDS_LENGTH], came.body)
    if error.type.startswith("Client."):
        return NoReply(Silence.QUESTION_NOT_ACCEPTED, spoken(error.type), retriable=False)
    return NoReply(Silence.GATEWAY_FAULT, spoken(error.type), retriable=True)
