"""What a courier may bring about an offer, an asking or a consultation, by where it stands here."""

from __future__ import annotations

from almasu.actions.interstate.consult import KeptConsultation
from almasu.actions.interstate.offers_kept import KeptOffer
from almasu.kernel.interstate.consulting import ConsultationState
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import OnwardCase, OnwardState
from almasu.kernel.interstate.sending import Channel


def kinds_of_offer(kept: KeptOffer) -> tuple[str, ...]:
    """Return what may come about an offer as it stands; nothing where it goes between systems."""
    if kept.offer.channel is not Channel.COURIER:
        return ()
    match kept.offer.state, kept.ours:
        case OfferState.OFFERED, True:
            return ("wanted", "declined")
        case OfferState.HANDED_OVER, True:
            return ("onward_asked",)
        case OfferState.OFFERED, False:
            return ("taken_back",)
        case OfferState.WANTED, False:
            return ("handed_over", "taken_back")
        case _:
            return ()


def kinds_of_onward(one: OnwardCase) -> tuple[str, ...]:
    """Return what may come about an asking of ours as it stands."""
    if not one.ours or one.asked.channel is not Channel.COURIER:
        return ()
    match one.state:
        case OnwardState.ASKED:
            return ("granted", "refused", "onward_back")
        case OnwardState.GRANTED:
            return ("onward_back",)
        case _:
            return ()


def kinds_of_consultation(kept: KeptConsultation) -> tuple[str, ...]:
    """Return what may come about a consultation as it stands."""
    one = kept.consultation
    if one.channel is not Channel.COURIER:
        return ()
    match one.state:
        case ConsultationState.INVITED:
            return ("yes", "no") if kept.ours else ()
        case ConsultationState.AGREED | ConsultationState.MINUTED:
            return () if kept.other in dict(one.signed) else ("minutes",)
        case _:
            return ()
