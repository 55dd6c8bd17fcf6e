"""What a courier brought, as the parcel that the other side's node would have sent: the same law takes both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from almasu.actions.interstate.acting import Acting, peer_of
from almasu.actions.interstate.brought import (
    Brought,
    SaidAnew,
    SaidOfConsultation,
    SaidOfOffer,
    SaidOfOnward,
    SaidOfRequest,
    SaysAccepted,
    SaysConsent,
    SaysConsentBack,
    SaysHandedOver,
    SaysIncomplete,
    SaysInvitation,
    SaysInvitationAnswered,
    SaysLegalAct,
    SaysMinutes,
    SaysOffer,
    SaysOfferSettled,
    SaysOnwardAnswered,
    SaysOnwardAsked,
    SaysOnwardBack,
    SaysOutcomes,
    SaysPassedOn,
    SaysRequest,
    SaysWithdrawn,
)
from almasu.actions.interstate.cases import KeptCase, case_of
from almasu.actions.interstate.consult import consultation_of
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.offers_kept import offer_of
from almasu.actions.interstate.onward_kept import onward_of
from almasu.actions.interstate.take_consultations import number_given
from almasu.actions.interstate.take_onward import number_passed
from almasu.actions.node import Node
from almasu.kernel.interstate.answering import Told
from almasu.kernel.interstate.asking import MOST_ITEMS, Asked, Way
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.consulting import Consultation
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.onward import OnwardAsked
from almasu.kernel.interstate.parcels import (
    Accepts,
    AnswersConsultation,
    AnswersOnward,
    Arrived,
    Asks,
    AsksOnward,
    Attested,
    Consents,
    GivesAct,
    HandsOver,
    Invites,
    Offers,
    OfRequest,
    Parcel,
    PassesOn,
    SettlesOffer,
    SignsMinutes,
    TakesBack,
    TakesOnwardBack,
    Tells,
    Withdraws,
)
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.interstate.problems_of_packets import NOT_BY_COURIER
from almasu.kernel.interstate.secrecy import Consent, Onward, Received, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction


@dataclass(frozen=True, slots=True)
class Entering:
    """Who enters what was brought, and on whose word."""

    who: Acting
    brought: Brought
    word: Attested


@dataclass(frozen=True, slots=True)
class Matter:
    """What came: the body that sent it, the number here of what it belongs to, the parcel."""

    other: str
    about: UUID
    parcel: Parcel


async def matter_of(node: Node, transaction: Transaction, entering: Entering) -> Matter:
    """Return what came.

    Problems `cis.no_such_body`, `cis.packet.other_way` for what does not go by courier, `paper.unknown` for what is
    not of one's own body, `cis.value`.
    """
    said = entering.brought.says
    match said:
        case SaysRequest() | SaysOffer() | SaysInvitation() | SaysPassedOn() | SaysLegalAct():
            return _anew(node, entering, said)
        case SaysOnwardAsked():
            return await _onward_asked(node, transaction, entering, said)
        case SaysOfferSettled() | SaysHandedOver():
            return await _of_offer(transaction, entering, said)
        case SaysOnwardAnswered() | SaysOnwardBack():
            return await _of_onward(transaction, entering, said)
        case SaysInvitationAnswered() | SaysMinutes():
            return await _of_consultation(transaction, entering, said)
        case _:
            return await _of_request(transaction, entering, said)


def _anew(node: Node, entering: Entering, said: SaidAnew) -> Matter:
    """Return what begins something here: it gets a number of its own, the document's is in the register."""
    who, number = entering.who, node.new_id()
    match said:
        case SaysRequest():
            other = named(who.directory, said.requesting, "requesting").id
            return Matter(other, incoming(other, number), _asks(entering, said, number))
        case SaysOffer():
            other = named(who.directory, said.giving, "giving").id
            return Matter(other, incoming(other, number), _offers(entering, said, number))
        case SaysInvitation():
            other = named(who.directory, said.inviting, "inviting").id
            return Matter(other, incoming(other, number), _invites(entering, said, number))
        case SaysPassedOn():
            other, parcel = named(who.directory, said.holder, "holder").id, _passes_on(entering, said)
            return Matter(other, number_passed(parcel.received), parcel)
        case SaysLegalAct():
            teller = named(who.directory, said.by, "by")
            given = GivesAct(said.act, teller.id, entering.word)
            return Matter(teller.id, number_given(peer_of(teller), given), given)


def _asks(entering: Entering, said: SaysRequest, number: UUID) -> Asks:
    if len(said.items) > MOST_ITEMS:
        raise VALUE_WRONG.at("items")
    asked = Asked(
        number=number,
        way=said.way,
        requesting=said.requesting,
        requested=entering.who.body.id,
        subject=said.subject,
        basis=said.basis.strip(),
        items=said.items,
        purpose=said.purpose.strip(),
        other=said.other.strip(),
        ends_on=_if_standing(said, said.ends_on),
        review_on=_if_standing(said, said.review_on),
    )
    sender = named(entering.who.directory, said.requesting, "requesting")
    stamps = (Stamp(said.stamp, sender.party or sender.id),) if said.stamp.strip() else ()
    return Asks(asked, entering.word, stamps)


def _if_standing(said: SaysRequest, day: date | None) -> date | None:
    return day if said.way is Way.STANDING else None


def _offers(entering: Entering, said: SaysOffer, number: UUID) -> Offers:
    offer = Offer(
        number=number,
        giving=said.giving,
        receiving=entering.who.body.id,
        subject=said.subject,
        matter=said.matter,
        purpose=said.purpose.strip(),
        state=OfferState.OFFERED,
        at=entering.brought.came_at,
        until=said.until,
    )
    return Offers(offer, entering.word)


def _invites(entering: Entering, said: SaysInvitation, number: UUID) -> Invites:
    one = Consultation(
        number=number,
        inviting=said.inviting,
        invited=entering.who.body.id,
        topic=said.topic,
        about=said.about.strip(),
        on=said.on,
        place=said.place.strip(),
        at=entering.brought.came_at,
    )
    return Invites(one, entering.word)


def _passes_on(entering: Entering, said: SaysPassedOn) -> PassesOn:
    """Return what was passed on; numbers that the document has in words of its own are kept as digests of them."""
    ours, word = entering.who.body.id, entering.word
    owner = named(entering.who.directory, said.owner, "owner").id
    item, act = _number(owner, said.item, "item"), _number(owner, said.consent, "consent")
    consent = Onward(item, owner, ours, said.purpose.strip(), act, said.until)
    release = None if said.release is None else word.act
    received = Received(item, owner, said.holder, ours, said.purpose.strip(), said.stamps, release)
    return PassesOn(received, said.content, consent, word, said.release)


def _number(owner: str, said: str, where: str) -> UUID:
    if not said.strip():
        raise VALUE_WRONG.at(where)
    try:
        return UUID(said.strip())
    except ValueError:
        return uuid5(UUID(int=0), f"cis/paper/{where}/{owner}/{said.strip().casefold()}")


async def _of_request(transaction: Transaction, entering: Entering, said: SaidOfRequest) -> Matter:
    kept = await case_of(transaction, entering.who, said.case)
    _must_go_by_courier(kept.case.channel)
    return Matter(kept.case.other, kept.paper.id, _about_request(entering, kept, said))


def _about_request(entering: Entering, kept: KeptCase, said: SaidOfRequest) -> OfRequest:
    number, word, came_at = kept.case.asked.number, entering.word, entering.brought.came_at
    match said:
        case SaysOutcomes():
            return Tells(number, Told(said.outcomes, came_at, word.act), word, said.stamps, said.release)
        case SaysIncomplete():
            return Arrived(number, came_at, None, said.missing)
        case SaysAccepted():
            return Accepts(number, said.item, word, said.accepts, said.reason)
        case SaysWithdrawn():
            return Withdraws(number, word)
        case SaysConsent():
            consent = Consent(number, kept.case.other, said.recipients, came_at, word.act, until=said.until)
            return Consents(consent, word)
        case SaysConsentBack():
            return TakesBack(number, said.act, word)


async def _of_offer(transaction: Transaction, entering: Entering, said: SaidOfOffer) -> Matter:
    held = await offer_of(transaction, entering.who, said.offer)
    offer, word = held.kept.offer, entering.word
    _must_go_by_courier(offer.channel)
    match said:
        case SaysOfferSettled():
            return Matter(held.kept.other, held.paper.id, SettlesOffer(offer.number, said.state, word))
        case SaysHandedOver():
            owner = said.owner or offer.giving
            parcel = HandsOver(offer.number, owner, said.content, word, said.stamps, said.release)
            return Matter(held.kept.other, held.paper.id, parcel)


async def _onward_asked(node: Node, transaction: Transaction, entering: Entering, said: SaysOnwardAsked) -> Matter:
    """Return the asking, with the number that the item has at the body that received it."""
    number, by, item = node.new_id(), "", UUID(int=0)
    if said.part:
        kept = await case_of(transaction, entering.who, said.source)
        _must_go_by_courier(kept.case.channel)
        source, by = kept.case.asked.number, kept.case.other
        part, item = said.part.partition("/")[2], uuid5(source, said.part)
    else:
        held = await offer_of(transaction, entering.who, said.source)
        _must_go_by_courier(held.kept.offer.channel)
        source, by, part = held.kept.offer.number, held.kept.other, ""
        item = uuid5(incoming(entering.who.body.id, source), "item")
    asked = OnwardAsked(
        number=number,
        item=item,
        source=source,
        part=part,
        by=by,
        owner=entering.who.body.id,
        to=said.to,
        purpose=said.purpose.strip(),
        until=said.until,
        secret=said.secret,
    )
    return Matter(by, incoming(by, number), AsksOnward(asked, entering.word))


async def _of_onward(transaction: Transaction, entering: Entering, said: SaidOfOnward) -> Matter:
    kept = await onward_of(transaction, entering.who, said.onward)
    asked = kept.onward.asked
    _must_go_by_courier(asked.channel)
    match said:
        case SaysOnwardAnswered():
            return Matter(kept.onward.other, kept.paper.id, AnswersOnward(asked.number, said.answer, entering.word))
        case SaysOnwardBack():
            return Matter(kept.onward.other, kept.paper.id, TakesOnwardBack(asked.number, entering.word))


async def _of_consultation(transaction: Transaction, entering: Entering, said: SaidOfConsultation) -> Matter:
    kept = await consultation_of(transaction, entering.who, said.consultation)
    one, word = kept.consultation, entering.word
    _must_go_by_courier(one.channel)
    match said:
        case SaysInvitationAnswered():
            if kept.other != one.invited:
                raise PAPER_UNKNOWN.at()
            parcel = AnswersConsultation(one.number, said.agrees, said.reason.strip(), word)
            return Matter(kept.other, kept.paper.id, parcel)
        case SaysMinutes():
            return Matter(kept.other, kept.paper.id, SignsMinutes(one.number, said.minutes, word, kept.other))


def _must_go_by_courier(channel: Channel) -> None:
    if channel is not Channel.COURIER:
        raise NOT_BY_COURIER.at()
