"""Take what another node tells of offers: a new one, its answer, what is handed over (CIS-7c)."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.interstate.acting import law_of, peer_of
from almasu.actions.interstate.bound import must_be_bound
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.items import Item, keep_item
from almasu.actions.interstate.offers_kept import Held, KeptOffer, handed_item, keep_moved, keep_new, read
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.kernel.interstate import offering
from almasu.kernel.interstate.carriers import carrier_under
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.parcels import HandsOver, Offers, SettlesOffer, must_be_card
from almasu.kernel.interstate.parties import Body
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, NOT_IN_FORCE
from almasu.kernel.interstate.secrecy import Received, as_received
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana
from almasu.law.problem import Problem


async def take(node: Node, transaction: Transaction, came: Came, parcel: Offers | SettlesOffer | HandsOver) -> None:
    """Take it; Problems `cis.not_asked_here`, `paper.unknown`, `cis.offer_ended`."""
    match parcel:
        case Offers():
            await _offered(node, transaction, came, parcel)
        case SettlesOffer():
            await _settled(node, transaction, came, parcel)
        case HandsOver():
            await _handed(node, transaction, came, parcel)


async def _offered(node: Node, transaction: Transaction, came: Came, parcel: Offers) -> None:
    offer, day = parcel.offer, in_astana(came.at).date()
    giving = named(came.directory, offer.giving, "giving")
    ours = named(came.directory, offer.receiving, "receiving")
    right = peer_of(giving) == came.peer and peer_of(ours) == law_of(node).state
    if not right or offer.state is not OfferState.OFFERED:
        raise NOT_ASKED_HERE.at("receiving")
    if not came.directory.lets_exchange(giving, ours, day):
        raise NOT_IN_FORCE.at("giving")
    offering.must_say(offer.purpose, "purpose")
    kept = KeptOffer(replace(offer, channel=came.channel), ours=False)
    await keep_new(node, transaction, kept, came.said, came.entered_at)


async def _settled(node: Node, transaction: Transaction, came: Came, parcel: SettlesOffer) -> None:
    held = await _known(transaction, came, parcel.number, ours=parcel.state is not OfferState.TAKEN_BACK)
    after = offering.settled(held.kept.offer, parcel.state, held.kept.other, min(parcel.attested.at, came.at))
    await keep_moved(node, transaction, held, after, came.said, came.entered_at)


async def _handed(node: Node, transaction: Transaction, came: Came, parcel: HandsOver) -> None:
    offering.must_say(parcel.content, "content")
    must_be_card(parcel.stamps, parcel.release, (parcel.content,))
    held = await _known(transaction, came, parcel.number, ours=False)
    named(came.directory, parcel.owner, "owner")
    after: Offer = offering.handed_over(held.kept.offer, held.kept.other, came.at)
    giving = named(came.directory, after.giving, "giving")
    must_be_bound(came.directory, giving, after.receiving, min(parcel.attested.at, came.at))
    await keep_moved(node, transaction, held, after, came.said, came.entered_at)
    release = None if parcel.release is None else parcel.attested.act
    received = Received(
        number=handed_item(held.paper.id),
        owner=parcel.owner,
        holder=after.giving,
        receiver=after.receiving,
        purpose=after.purpose,
        stamps=as_received(parcel.stamps, came.peer),
        release=release,
    )
    carrier = carrier_under(parcel.release, came.carrier)
    item = Item(received, parcel.content, held.paper.id, "", came.at, carrier)
    await keep_item(node, transaction, item, came.said, came.entered_at)


async def _known(transaction: Transaction, came: Came, number: UUID, *, ours: bool) -> Held:
    """Return an offer between a body of the peer and one of ours, locked; `paper.unknown` for any other.

    `ours` tells whose copy is meant: two bodies that work at one node have one each.
    """
    theirs: list[Body] = [one for one in came.directory.bodies if peer_of(one) == came.peer]
    others = {one.id for one in theirs}

    def is_own(paper: Paper) -> bool:
        kept = read(paper).kept
        return kept.ours is ours and kept.other in others

    for candidate in (number, *(incoming(one.id, number) for one in theirs)):
        with suppress(Problem):
            return read(await own_paper(transaction, candidate, PaperKind.CIS_OFFER, is_own, lock=True))
    raise PAPER_UNKNOWN.at()
