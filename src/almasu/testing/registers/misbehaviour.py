"""The bad manners a simulated register can be told to show, and who shows which at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Manner(StrEnum):
    """What a register does instead of answering well."""

    GOOD = "good"
    SLOW = "slow"
    HANGING = "hanging"
    DOWN = "down"
    PARTIAL = "partial"
    WRONG_CODE = "wrong_code"
    BUSY = "busy"
    REFUSING = "refusing"
    HUGE = "huge"
    TOO_MANY = "too_many"
    MALFORMED = "malformed"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELDS = "missing_fields"
    BAD_TYPE = "bad_type"
    ANOTHER_QUESTION = "another_question"
    BAD_SIGNATURE = "bad_signature"
    EXPIRED_CERTIFICATE = "expired_certificate"


class Misbehaviour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One manner with its particulars: `seconds` of slowness, the HTTP `status` of a wrong code, a refusal's words."""

    manner: Manner = Manner.GOOD
    seconds: float = 2.0
    status: int = 418
    code: str = "NOT_PERMITTED"
    words: str = "The owner of the register does not permit this question."


GOOD = Misbehaviour()


class Conduct:
    """Who misbehaves how, at this moment; changed by the control address while questions come in."""

    def __init__(self, start: Mapping[int, Misbehaviour] | None = None) -> None:
        self._now: dict[int, Misbehaviour] = dict(start or {})

    def of(self, number: int) -> Misbehaviour:
        """Return how a register behaves now."""
        return self._now.get(number, GOOD)

    def change(self, number: int, misbehaviour: Misbehaviour) -> None:
        """Make a register behave so from now on."""
        self._now[number] = misbehaviour

    def mend(self, number: int | None = None) -> None:
        """Make one register, or all of them, behave well again."""
        if number is None:
            self._now.clear()
        else:
            self._now.pop(number, None)

    def all(self) -> dict[int, Misbehaviour]:
        """Return those who misbehave."""
        return dict(self._now)
