"""Secrecy of the request itself, and what may be done with what was received.

That a request was sent is known to the two bodies and to nobody else, until the requesting body consents in writing
(CIS-8.4). The consent is an object of its own, for one request and named recipients, until a last day where it names
one; it is taken back for the future, and what was disclosed while it stood stays lawful. What was received serves its
purpose alone (CIS-7.2); passing it on needs the owner's consent, and secret information a decision of the owner's state
for each item (CIS-4.4, CIS-9.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import Asked
from almasu.kernel.interstate.marks_of_secrecy import says_secret
from almasu.kernel.interstate.problems import ENDED, NOT_ITS_CONSENT, NOT_PASSED_ON, VALUE_WRONG
from almasu.law.moment import in_astana

LONGEST_STAMP = 100


class Consent(msgspec.Struct, frozen=True):
    """The requesting body's written consent to disclose that it asked: to whom, since when, under which signed act.

    `until` is its last day, which still counts; None where it names none and stands until it is taken back.
    """

    request: UUID
    by: str
    recipients: tuple[str, ...]
    since: datetime
    act: UUID
    taken_back_at: datetime | None = None
    until: date | None = None

    def stands_at(self, at: datetime) -> bool:
        """Tell whether the consent stands at a moment."""
        in_time = self.until is None or in_astana(at).date() <= self.until
        return in_time and self.since <= at and (self.taken_back_at is None or at < self.taken_back_at)


class Knowledge(StrEnum):
    """How much of a request somebody may know."""

    ALL = "all"
    """One of the two bodies: the request, its answers, its history."""
    THAT_IT_WAS_SENT = "that_it_was_sent"
    """Whom a standing consent names: that it was sent, and nothing of what it says."""
    NOTHING = "nothing"
    """Everybody else; it must look as if there were no such request."""


def consented(
    asked: Asked, by: str, recipients: Iterable[str], at: datetime, act: UUID, until: date | None = None
) -> Consent:
    """Return a new consent; Problem `cis.not_its_consent` where another than the requesting body gives it."""
    if by != asked.requesting:
        raise NOT_ITS_CONSENT.at()
    return Consent(asked.number, by, tuple(sorted(set(recipients))), at, act, until=until)


def taken_back(consent: Consent, by: str, at: datetime) -> Consent:
    """Return a consent that stands no more from now on; Problems `cis.not_its_consent`, `cis.ended`."""
    if by != consent.by:
        raise NOT_ITS_CONSENT.at()
    if consent.taken_back_at is not None:
        raise ENDED.at()
    return replace(consent, taken_back_at=at)


def known_to(asked: Asked, consents: Iterable[Consent], who: str, at: datetime) -> Knowledge:
    """Return how much of a request a body may know at a moment: the one function that every channel asks (CIS-8.4)."""
    if who in (asked.requesting, asked.requested):
        return Knowledge.ALL
    named = any(one.request == asked.number and who in one.recipients and one.stands_at(at) for one in consents)
    return Knowledge.THAT_IT_WAS_SENT if named else Knowledge.NOTHING


class Release(msgspec.Struct, frozen=True):
    """The owner state's decision to hand a secret over in this case: who decided, when, under which number (CIS-4.4).

    `paper` is the number of the document that goes by courier: its content is never here.
    """

    decided_by: str
    decided_on: str
    case: str
    paper: str


class Stamp(msgspec.Struct, frozen=True):
    """A mark of secrecy or handling, unchanged as its originator set it, and the receiving state's equal beside it."""

    original: str
    state: str
    equal: str = ""
    secret: bool = False

    @property
    def is_secret(self) -> bool:
        """Tell whether what stands under it is secret: its originator said so, or its own words do."""
        return self.secret or says_secret(self.original)


class Received(msgspec.Struct, frozen=True):
    """An item of information as it was received: whose it is, for which purpose, under which marks (CIS-1f, CIS-7.2).

    `owner` set its regime, `holder` gave it; `release` is the act by which the owner's state decided to hand over a
    secret one (CIS-4.4, CIS-9.2), of which only the card is kept here.
    """

    number: UUID
    owner: str
    holder: str
    receiver: str
    purpose: str
    stamps: tuple[Stamp, ...] = ()
    release: UUID | None = None

    @property
    def is_secret(self) -> bool:
        """Tell whether a stamp says that it is secret: then there is its card, and no content."""
        return any(stamp.is_secret for stamp in self.stamps)


class Onward(msgspec.Struct, frozen=True):
    """The owner's consent to pass an item on: to whom, for which purpose, under which signed act, until which day."""

    item: UUID
    by: str
    receiver: str
    purpose: str
    act: UUID
    until: date | None = None
    taken_back_at: datetime | None = None

    def stands_at(self, at: datetime) -> bool:
        """Tell whether the consent stands at a moment: its last day still counts."""
        in_time = self.until is None or in_astana(at).date() <= self.until
        return in_time and (self.taken_back_at is None or at < self.taken_back_at)


def serves(item: Received, purpose: str) -> bool:
    """Tell whether a use serves the purpose for which an item was given (CIS-7.2)."""
    return purpose == item.purpose


def as_received(stamps: Iterable[Stamp], state: str) -> tuple[Stamp, ...]:
    """Return the marks of something that came from another state: as its originator set them, none of ours beside them.

    Which mark is equal in its own state, the receiver says itself (CIS-4.3, CIS-3.2).
    """
    return tuple(replace(one, state=one.state or state, equal="") for one in stamps)


def with_equal(item: Received, place: int, equal: str) -> Received:
    """Return an item whose mark at a place, from 1 on, has the receiver's equal beside it; Problem `cis.value`."""
    if not 1 <= place <= len(item.stamps):
        raise VALUE_WRONG.at("place")
    if not equal.strip() or len(equal) > LONGEST_STAMP:
        raise VALUE_WRONG.at("equal")
    marked = replace(item.stamps[place - 1], equal=equal.strip())
    return replace(item, stamps=(*item.stamps[: place - 1], marked, *item.stamps[place:]))


def passed_on(
    item: Received, consents: Iterable[Onward], receiver: str, release: UUID | None, at: datetime
) -> Received:
    """Return an item as another body receives it, every mark kept; Problem `cis.not_passed_on` without the consent.

    A secret one needs a decision of its own for this hand-over: `release` (CIS-4.4).
    """
    consent = next(
        (
            one
            for one in consents
            if (one.item, one.by, one.receiver) == (item.number, item.owner, receiver) and one.stands_at(at)
        ),
        None,
    )
    if consent is None or (item.is_secret and release in (None, item.release)):
        raise NOT_PASSED_ON.at()
    return replace(item, holder=item.receiver, receiver=receiver, purpose=consent.purpose, release=release)
