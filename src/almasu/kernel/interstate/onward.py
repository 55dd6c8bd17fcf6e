"""Passing received information on: asked of its owner, granted within limits or refused, taken back for the future.

Whoever received information uses it for the purpose it was given for alone (CIS-7.2) and disposes of it only within the
limits that its owner sets (CIS-1f, CIS-1g). The owner's consent names one body, one purpose and a last day; a secret
needs a decision of its own besides (CIS-4.4, CIS-9.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import is_russian, says_something
from almasu.kernel.interstate.problems import ENDED, NOT_ITS_CONSENT, NOT_PASSED_ON, SECRET_CONTENT, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Onward, Release
from almasu.kernel.interstate.sending import Channel
from almasu.law.moment import in_astana
from almasu.law.typed import Dated


class OnwardGround(StrEnum):
    """Why an owner refuses."""

    OWNER = "owner"
    """Its owner disposes of it, and does not want it to go there."""
    PURPOSE = "purpose"
    """It would serve another purpose than that for which it was given."""
    SECRECY = "secrecy"
    """It is secret, and its state did not decide to hand it over."""


CLAUSES: Mapping[OnwardGround, str] = MappingProxyType(
    {OnwardGround.OWNER: "CIS-1f", OnwardGround.PURPOSE: "CIS-7.2", OnwardGround.SECRECY: "CIS-4.4"}
)
"""The clause that each ground rests on."""


class OnwardState(StrEnum):
    """Where an asking stands, at either side."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class OnwardAsked(msgspec.Struct, frozen=True):
    """What is asked: to pass which item on to which body, for which purpose, until which day (the last one).

    `item` is its number at the body that received it, `source` that of the request or offer it came by, `part` its
    place in the answer ("" for an offer). `by` received it, `owner` gave it. `channel` is the one it came by.
    """

    number: UUID
    item: UUID
    source: UUID
    part: str
    by: str
    owner: str
    to: str
    purpose: str
    until: date
    secret: bool = False
    channel: Channel = Channel.NODE


class Granted(Dated, frozen=True, tag="granted"):
    """A consent with its limits: the purpose, the last day, and of a secret the decision to hand it over."""

    purpose: str
    until: date
    release: Release | None = None


class Declined(msgspec.Struct, frozen=True, tag="declined"):
    """A refusal: on which ground, and why."""

    ground: OnwardGround
    reason: str


class OnwardCase(msgspec.Struct, frozen=True):
    """An asking as it is kept at one of its two sides: `ours` tells whether a body of this node asks.

    `act` is the owner's signed act that answered it.
    """

    ours: bool
    asked: OnwardAsked
    answer: Granted | Declined | None = None
    answered_at: datetime | None = None
    act: UUID | None = None
    taken_back_at: datetime | None = None
    passed: tuple[datetime, ...] = ()

    @property
    def state(self) -> OnwardState:
        """Return where it stands."""
        if self.taken_back_at is not None:
            return OnwardState.TAKEN_BACK
        match self.answer:
            case None:
                return OnwardState.ASKED
            case Granted():
                return OnwardState.GRANTED
            case Declined():
                return OnwardState.REFUSED

    @property
    def own_body(self) -> str:
        """Return the body of this node."""
        return self.asked.by if self.ours else self.asked.owner

    @property
    def other(self) -> str:
        """Return the body on the other side."""
        return self.asked.owner if self.ours else self.asked.by

    @property
    def consent(self) -> Onward | None:
        """Return the owner's consent with its limits, None where none was given."""
        if not isinstance(self.answer, Granted) or self.act is None:
            return None
        asked = self.asked
        until, back = self.answer.until, self.taken_back_at
        return Onward(asked.item, asked.owner, asked.to, self.answer.purpose, self.act, until, back)


def must_be_askable(asked: OnwardAsked, at: datetime) -> OnwardAsked:
    """Return an asking that says what for, in Russian, and ends on a day to come; Problem `cis.value`."""
    if not says_something(asked.purpose) or not is_russian(asked.purpose):
        raise VALUE_WRONG.at("purpose")
    if asked.until < in_astana(at).date():
        raise VALUE_WRONG.at("until")
    if asked.to in (asked.by, asked.owner):
        raise VALUE_WRONG.at("to")
    return asked


def answered(case: OnwardCase, answer: Granted | Declined, by: str, act: UUID, at: datetime) -> OnwardCase:
    """Return an asking after its owner answered.

    Problems: `cis.not_its_consent` for anybody but the owner, `cis.ended` where it was answered, `cis.value` for a
    consent that lasts longer than was asked or a text that says nothing, `cis.secret_content` for a secret without the
    decision of its state.
    """
    if by != case.asked.owner:
        raise NOT_ITS_CONSENT.at()
    if case.state is not OnwardState.ASKED:
        raise ENDED.at()
    match answer:
        case Granted():
            _must_limit(case.asked, answer, at)
        case Declined():
            if not says_something(answer.reason) or not is_russian(answer.reason):
                raise VALUE_WRONG.at("reason")
    return replace(case, answer=answer, answered_at=at, act=act)


def taken_back(case: OnwardCase, by: str, at: datetime) -> OnwardCase:
    """Return an asking whose consent was taken back for the future; `cis.not_its_consent`, `cis.ended`."""
    if by != case.asked.owner:
        raise NOT_ITS_CONSENT.at()
    if case.state is not OnwardState.GRANTED:
        raise ENDED.at()
    return replace(case, taken_back_at=at)


def consent_at(case: OnwardCase, at: datetime) -> Onward:
    """Return the consent under which an item may go on at a moment; Problem `cis.not_passed_on` without one."""
    consent = case.consent
    if not case.ours or consent is None or not consent.stands_at(at):
        raise NOT_PASSED_ON.at()
    return consent


def _must_limit(asked: OnwardAsked, answer: Granted, at: datetime) -> None:
    if not says_something(answer.purpose) or not is_russian(answer.purpose):
        raise VALUE_WRONG.at("purpose")
    if not in_astana(at).date() <= answer.until <= asked.until:
        raise VALUE_WRONG.at("until")
    complete = answer.release is not None and all(text.strip() for text in msgspec.structs.astuple(answer.release))
    if asked.secret and not complete:
        raise SECRET_CONTENT.at("release")
