"""Information given without a request: offered first, and handed over when the other side says that it wants it.

The offer names its subject and the purpose it may serve, never its content: what is not wanted never left (CIS-7c).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import Matter, Subject, is_russian, says_something
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, OFFER_ENDED, VALUE_WRONG
from almasu.kernel.interstate.sending import Channel
from almasu.law.moment import in_astana

DAYS_TO_ANSWER = 30
"""So many days an offer stands where whoever makes it names no other (our safeguard for CIS-7c)."""


class OfferState(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"
    WANTED = "wanted"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    """Nobody answered it by its last day: nothing was handed over."""


class Offer(msgspec.Struct, frozen=True):
    """An offer of information: from whom to whom, what it concerns, the purpose it is given for, how it goes.

    `until` is the last day of Astana on which it may be answered; None where whoever made it named none.
    """

    number: UUID
    giving: str
    receiving: str
    subject: Subject
    matter: Matter
    purpose: str
    state: OfferState
    at: datetime
    settled_at: datetime | None = None
    channel: Channel = Channel.NODE
    until: date | None = None

    def is_over(self, at: datetime) -> bool:
        """Tell whether the last day to answer it is over."""
        return self.until is not None and in_astana(at).date() > self.until


def last_day(said: date | None, at: datetime) -> date:
    """Return until when an offer made now stands; Problem `cis.value` for a day that is not to come."""
    today = in_astana(at).date()
    if said is not None and said <= today:
        raise VALUE_WRONG.at("until")
    return said or today + timedelta(days=DAYS_TO_ANSWER)


def must_say(text: str, where: str) -> None:
    """Make sure that a purpose or a content says something, in Russian (CIS-19.1); Problem `cis.value`.

    Both sides ask this: of what is offered here, and of what comes from a node or with a courier.
    """
    if not says_something(text) or not is_russian(text):
        raise VALUE_WRONG.at(where)


def wanted(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer that the other side wants, for the purpose it names."""
    return _answered(offer, OfferState.WANTED, by, at)


def declined(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer that the other side does not want; nothing is handed over."""
    return _answered(offer, OfferState.DECLINED, by, at)


def handed_over(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer whose information was handed over."""
    return _settled(offer, OfferState.WANTED, OfferState.HANDED_OVER, by, offer.giving, at)


def taken_back(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer its giver took back before anything was handed over."""
    if offer.state not in (OfferState.OFFERED, OfferState.WANTED):
        raise OFFER_ENDED.at()
    return _settled(offer, offer.state, OfferState.TAKEN_BACK, by, offer.giving, at)


def lapsed(offer: Offer, at: datetime) -> Offer:
    """Return an offer that nobody answered by its last day; any other as it is."""
    if offer.state is not OfferState.OFFERED or not offer.is_over(at):
        return offer
    return replace(offer, state=OfferState.LAPSED, settled_at=at)


def settled(offer: Offer, state: OfferState, by: str, at: datetime) -> Offer:
    """Return an offer after one of its sides answered it; Problems `cis.not_asked_here`, `cis.offer_ended`."""
    match state:
        case OfferState.WANTED:
            return wanted(offer, by, at)
        case OfferState.DECLINED:
            return declined(offer, by, at)
        case OfferState.TAKEN_BACK:
            return taken_back(offer, by, at)
        case OfferState.OFFERED | OfferState.HANDED_OVER | OfferState.LAPSED:
            raise NOT_ASKED_HERE.at("state")


def _answered(offer: Offer, state: OfferState, by: str, at: datetime) -> Offer:
    """Return an offer answered in time: an answer given on its last day holds wherever it arrives the day after."""
    if offer.is_over(at):
        raise OFFER_ENDED.at()
    before = OfferState.LAPSED if offer.state is OfferState.LAPSED else OfferState.OFFERED
    return _settled(offer, before, state, by, offer.receiving, at)


def _settled(offer: Offer, before: OfferState, after: OfferState, by: str, whose: str, at: datetime) -> Offer:
    if by != whose:
        raise NOT_ASKED_HERE.at()
    if offer.state is not before:
        raise OFFER_ENDED.at()
    return replace(offer, state=after, settled_at=at)
