"""Take what another node tells of passing information on: an asking, its answer, the information itself (CIS-1f)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from msgspec.structs import replace

from almasu.actions.interstate import cases, offers_kept
from almasu.actions.interstate.acting import law_of, peer_of, vouched
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.items import Item, keep_item
from almasu.actions.interstate.onward_kept import AT_ONCE, OF_ITEM, KeptOnward, keep_asked, keep_moved, read
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.carriers import carrier_under
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.offering import OfferState, must_say
from almasu.kernel.interstate.onward import OnwardAsked, OnwardCase, answered, must_be_askable, taken_back
from almasu.kernel.interstate.parcels import (
    AnswersOnward,
    AsksOnward,
    OfOnward,
    PassesOn,
    TakesOnwardBack,
    must_be_card,
)
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, NOT_IN_FORCE, NOT_PASSED_ON
from almasu.kernel.interstate.secrecy import Onward, Received, as_received
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana


async def take(node: Node, transaction: Transaction, came: Came, parcel: OfOnward) -> None:
    """Take it; Problems `cis.not_asked_here`, `paper.unknown`, `cis.not_passed_on`, and what the law has against it."""
    match parcel:
        case AsksOnward():
            await _asked(node, transaction, came, parcel)
        case AnswersOnward() | TakesOnwardBack():
            await _answered(node, transaction, came, parcel)
        case PassesOn():
            await _passed(node, transaction, came, parcel)


async def _asked(node: Node, transaction: Transaction, came: Came, parcel: AsksOnward) -> None:
    """Take an asking in, of something that our body really gave to the body that asks."""
    asked, directory = parcel.asked, came.directory
    by, owner = named(directory, asked.by, "by"), named(directory, asked.owner, "owner")
    named(directory, asked.to, "to")
    if peer_of(by) != came.peer or peer_of(owner) != law_of(node).state:
        raise NOT_ASKED_HERE.at("owner")
    if not directory.lets_exchange(by, owner, in_astana(came.at).date()):
        raise NOT_IN_FORCE.at("by")
    if not await _was_given(transaction, asked):
        raise NOT_ASKED_HERE.at("item")
    asked = replace(must_be_askable(asked, came.at), channel=came.channel)
    case = OnwardCase(False, asked)
    await keep_asked(node, transaction, case, came.said, came.entered_at, vouched(parcel.attested))


async def _was_given(transaction: Transaction, asked: OnwardAsked) -> bool:
    """Tell whether our body gave this very item: under a request of theirs, or by an offer of ours."""
    if not asked.part:
        offer = await transaction.papers.latest(asked.source, PaperKind.CIS_OFFER)
        kept = None if offer is None else offers_kept.read(offer).kept
        number = offers_kept.handed_item(incoming(asked.owner, asked.source))
        return (
            kept is not None
            and kept.ours
            and (kept.offer.giving, kept.offer.receiving) == (asked.owner, asked.by)
            and kept.offer.state is OfferState.HANDED_OVER
            and number == asked.item
        )
    paper = await transaction.papers.latest(incoming(asked.by, asked.source), PaperKind.CIS_CASE)
    case = None if paper is None else cases.read(paper).case
    if case is None or case.reception is None or case.asked.requested != asked.owner:
        return False
    given = {
        uuid5(asked.source, f"{notice.act}/{item}/{place}")
        for notice in case.reception.told
        for item, outcomes in notice.outcomes.items()
        for place, outcome in enumerate(outcomes)
        if isinstance(outcome, Done)
    }
    return asked.item in given


async def _answered(node: Node, transaction: Transaction, came: Came, parcel: AnswersOnward | TakesOnwardBack) -> None:
    kept = await _ours(transaction, came, parcel.number)
    after, step = _after(kept.onward, parcel, came.at)
    await keep_moved(node, transaction, kept, after, step, came.said, came.entered_at, vouched(parcel.attested))


def _after(onward: OnwardCase, parcel: AnswersOnward | TakesOnwardBack, at: datetime) -> tuple[OnwardCase, str]:
    """Return an asking of ours after what its owner did, and the name of the step."""
    owner = onward.asked.owner
    match parcel:
        case AnswersOnward():
            return answered(onward, parcel.answer, owner, parcel.attested.act, at), "answered"
        case TakesOnwardBack():
            return taken_back(onward, owner, at), "taken_back"


async def _passed(node: Node, transaction: Transaction, came: Came, parcel: PassesOn) -> None:
    """Keep what another body passes on, under the consent of its owner that the peer shows."""
    received, directory, day = parcel.received, came.directory, in_astana(came.at).date()
    holder, ours = named(directory, received.holder, "holder"), named(directory, received.receiver, "receiver")
    owner = named(directory, received.owner, "owner")
    if peer_of(holder) != came.peer or peer_of(ours) != law_of(node).state:
        raise NOT_ASKED_HERE.at("receiver")
    if not directory.lets_exchange(holder, ours, day):
        raise NOT_IN_FORCE.at("holder")
    must_say(parcel.content, "content")
    must_be_card(received.stamps, parcel.release, (parcel.content,))
    consent = parcel.consent
    same = (consent.by, consent.receiver, consent.purpose) == (received.owner, received.receiver, received.purpose)
    passed_at = min(parcel.attested.at, came.at)
    if not same or received.owner in (holder.id, ours.id) or not consent.stands_at(passed_at):
        raise NOT_PASSED_ON.at()
    if peer_of(owner) == law_of(node).state and not await _was_granted(transaction, consent, passed_at):
        raise NOT_PASSED_ON.at()
    stamps = as_received(received.stamps, came.peer)
    item = Item(
        replace(received, number=number_passed(received), stamps=stamps),
        parcel.content,
        consent.act,
        "",
        came.at,
        carrier_under(parcel.release, came.carrier),
        consent.act,
    )
    await keep_item(node, transaction, item, came.said, came.entered_at)


def number_passed(received: Received) -> UUID:
    """Return the number here of an item that another body passed on: the same one is kept once."""
    return uuid5(UUID(int=0), f"cis/passed/{received.holder}/{received.number}")


async def _was_granted(transaction: Transaction, consent: Onward, at: datetime) -> bool:
    """Tell whether a body of this node gave the very consent that a peer shows, and it stood at a moment.

    Of our own consents no peer is believed: neither whom they name nor how far they reach.
    """
    key = f"{consent.by}/{consent.item}"
    papers = await transaction.papers.found(PaperKind.CIS_ONWARD, OF_ITEM, key, None, AT_ONCE)
    given = (read(one).onward.consent for one in papers if not read(one).onward.ours)
    shown = replace(consent, taken_back_at=None)
    return any(one is not None and replace(one, taken_back_at=None) == shown and one.stands_at(at) for one in given)


async def _ours(transaction: Transaction, came: Came, number: UUID) -> KeptOnward:
    """Return an asking of ours to a body of the peer, locked; `paper.unknown` for any other."""

    def is_own(paper: Paper) -> bool:
        onward = read(paper).onward
        return onward.ours and peer_of(named(came.directory, onward.asked.owner, "owner")) == came.peer

    return read(await own_paper(transaction, number, PaperKind.CIS_ONWARD, is_own, lock=True))
