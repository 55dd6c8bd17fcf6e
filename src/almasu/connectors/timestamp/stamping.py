"""The client of a time-stamping authority: the question, its transport, the raw answer; an outage is a value.

The check of the answer is pure: `almasu.kernel.signatures.timestamp.timestamp_check`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from almasu.connectors.egress.caller import Caller, Came
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.signatures.algorithms import SUITES, Family
from almasu.kernel.signatures.revocation.evidence import Unreachable
from almasu.kernel.signatures.timestamp import MOST_BYTES, timestamp_request

NONCE_BITS = 128
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True, slots=True)
class StampAnswer:
    """What the authority sent (a TimeStampResp in DER), and the nonce we had asked with."""

    answer: bytes
    nonce: int


class OutsideStamping:
    """Asks one authority for stamps."""

    def __init__(
        self, caller: Caller, address: str, seconds: float = 5.0, random: Callable[[int], int] = secrets.randbits
    ) -> None:
        caller.check(address)
        self._caller = caller
        self._address = address
        self._seconds = seconds
        self._random = random

    async def stamp(self, data: bytes, family: Family) -> StampAnswer | Unreachable:
        """Return a stamp over the data (a signature value, a checkpoint), hashed as the family does."""
        nonce = self._random(NONCE_BITS)
        asked = timestamp_request(SUITES[family].digest(data), family, nonce)
        match await self._caller.post(self._address, asked, _HEADERS, self._seconds, MOST_BYTES):
            case Came(status=200, body=body):
                return StampAnswer(body, nonce)
            case Came(status=status):
                return Unreachable(f"HTTP {status}")
            case NoReply(reason=reason) | Unreadable(reason=reason):
                return Unreachable(reason)
