"""Consultations of two bodies: invited, agreed to or declined, minutes signed by both, with their outcome.

Competent bodies hold joint consultations (CIS-12), and settle disputes on the Agreement by consultation and negotiation
(CIS-14). The minutes themselves are a document of both; what is kept is its digest, which both sign.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import is_russian, says_something
from almasu.kernel.interstate.problems import ENDED, MINUTES_DIFFER, NOT_ASKED_HERE, VALUE_WRONG
from almasu.kernel.interstate.sending import Channel
from almasu.law.moment import in_astana
from almasu.law.typed import Dated

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Topic(StrEnum):
    """What a consultation is held for."""

    JOINT = "joint"
    """A joint consultation on carrying the Agreement out (CIS-12)."""
    DISPUTE = "dispute"
    """A dispute on applying or reading the Agreement (CIS-14)."""


class Result(StrEnum):
    """What came of it, as the minutes say."""

    SETTLED = "settled"
    CONTINUED = "continued"
    NOT_SETTLED = "not_settled"


class ConsultationState(StrEnum):
    """Where a consultation stands, at either side."""

    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"
    MINUTED = "minuted"
    """One side signed minutes; the other did not yet."""
    CLOSED = "closed"
    """Both signed the same minutes."""


class Minutes(Dated, frozen=True):
    """The minutes: SHA-256 of the document in hexadecimal digits, when it was held, what came of it."""

    sha256: str
    held_on: date
    result: Result


class Consultation(msgspec.Struct, frozen=True):
    """A consultation of two bodies. `signed` are the acts by which bodies signed the minutes, `channel` how it goes."""

    number: UUID
    inviting: str
    invited: str
    topic: Topic
    about: str
    on: date
    place: str
    at: datetime
    agrees: bool | None = None
    reason: str = ""
    minutes: Minutes | None = None
    signed: tuple[tuple[str, UUID], ...] = ()
    channel: Channel = Channel.NODE

    @property
    def state(self) -> ConsultationState:
        """Return where it stands."""
        if self.minutes is not None:
            return ConsultationState.CLOSED if len(self.signed) > 1 else ConsultationState.MINUTED
        match self.agrees:
            case None:
                return ConsultationState.INVITED
            case True:
                return ConsultationState.AGREED
            case False:
                return ConsultationState.DECLINED


def must_invite(one: Consultation) -> Consultation:
    """Return an invitation that says what about, in Russian, to a day that is not over; Problem `cis.value`."""
    fresh = one.agrees is None and not one.reason and one.minutes is None and not one.signed
    if not fresh or not says_something(one.about) or not is_russian(one.about):
        raise VALUE_WRONG.at("about")
    if one.on < in_astana(one.at).date():
        raise VALUE_WRONG.at("on")
    return one


def answered(one: Consultation, by: str, reason: str, *, agrees: bool) -> Consultation:
    """Return a consultation after the invited body answered; a refusal says why.

    Problems `cis.not_asked_here` for anybody else, `cis.ended` where it was answered, `cis.value`.
    """
    if by != one.invited:
        raise NOT_ASKED_HERE.at()
    if one.state is not ConsultationState.INVITED:
        raise ENDED.at()
    if not is_russian(reason) or not (agrees or says_something(reason)):
        raise VALUE_WRONG.at("reason")
    return replace(one, agrees=agrees, reason=reason)


def minuted(one: Consultation, minutes: Minutes, by: str, act: UUID, at: datetime) -> Consultation:
    """Return a consultation after a side signed its minutes: the first files them, the second signs the very same.

    Problems `cis.not_asked_here`, `cis.ended`, `cis.value`, `cis.minutes_differ` for others than those filed.
    """
    if by not in (one.inviting, one.invited):
        raise NOT_ASKED_HERE.at()
    if one.state not in (ConsultationState.AGREED, ConsultationState.MINUTED) or by in dict(one.signed):
        raise ENDED.at()
    if _SHA256.fullmatch(minutes.sha256) is None:
        raise VALUE_WRONG.at("sha256")
    if one.minutes is not None and minutes != one.minutes:
        raise MINUTES_DIFFER.at(_differing(minutes, one.minutes))
    if minutes.held_on > in_astana(at).date():
        raise VALUE_WRONG.at("held_on")
    return replace(one, minutes=minutes, signed=(*one.signed, (by, act)))


def _differing(minutes: Minutes, filed: Minutes) -> str:
    """Return the first part of minutes that is not as it was filed."""
    return next(name for name in minutes.__struct_fields__ if getattr(minutes, name) != getattr(filed, name))
