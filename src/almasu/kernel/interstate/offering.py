"""Information given without a request: offered first, and handed over when the other side says that it wants it.

The offer names its subject and the purpose it may serve, never its content: what is not wanted never left (CIS-7c).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.asking import Matter, Subject, is_russian, says_something
from almasu.kernel.interstate.problems import ENDED, NOT_ASKED_HERE, VALUE_WRONG
from almasu.kernel.interstate.sending import Channel


class OfferState(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"
    WANTED = "wanted"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    TAKEN_BACK = "taken_back"


class Offer(msgspec.Struct, frozen=True):
    """An offer of information: from whom to whom, what it concerns, the purpose it is given for, how it goes."""

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


def must_say(text: str, where: str) -> None:
    """Make sure that a purpose or a content says something, in Russian (CIS-19.1); Problem `cis.value`.

    Both sides ask this: of what is offered here, and of what comes from a node or with a courier.
    """
    if not says_something(text) or not is_russian(text):
        raise VALUE_WRONG.at(where)


def wanted(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer that the other side wants, for the purpose it names."""
    return _settled(offer, OfferState.OFFERED, OfferState.WANTED, by, offer.receiving, at)


def declined(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer that the other side does not want; nothing is handed over."""
    return _settled(offer, OfferState.OFFERED, OfferState.DECLINED, by, offer.receiving, at)


def handed_over(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer whose information was handed over."""
    return _settled(offer, OfferState.WANTED, OfferState.HANDED_OVER, by, offer.giving, at)


def taken_back(offer: Offer, by: str, at: datetime) -> Offer:
    """Return an offer its giver took back before anything was handed over."""
    if offer.state not in (OfferState.OFFERED, OfferState.WANTED):
        raise ENDED.at()
    return _settled(offer, offer.state, OfferState.TAKEN_BACK, by, offer.giving, at)


def settled(offer: Offer, state: OfferState, by: str, at: datetime) -> Offer:
    """Return an offer after one of its sides answered it; Problems `cis.not_asked_here`, `cis.ended`."""
    match state:
        case OfferState.WANTED:
            return wanted(offer, by, at)
        case OfferState.DECLINED:
            return declined(offer, by, at)
        case OfferState.TAKEN_BACK:
            return taken_back(offer, by, at)
        case OfferState.OFFERED | OfferState.HANDED_OVER:
            raise NOT_ASKED_HERE.at("state")


def _settled(offer: Offer, before: OfferState, after: OfferState, by: str, whose: str, at: datetime) -> Offer:
    if by != whose:
        raise NOT_ASKED_HERE.at()
    if offer.state is not before:
        raise ENDED.at()
    return replace(offer, state=after, settled_at=at)
