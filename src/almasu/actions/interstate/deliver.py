"""Take what another node tells: each parcel moves a request or an offer here by the same law as at home (CIS-6.1).

The channel has made sure that the peer signed it, that it is for us, and that it comes once and in its order. Here it
is made sure that a body of that very peer speaks, and only of what is between the two bodies (CIS-3.2).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid5

from msgspec.structs import replace

from almasu.actions.interstate import cases, take_consultations, take_offers, take_onward
from almasu.actions.interstate.acting import law_of, peer_of, vouched
from almasu.actions.interstate.bound import must_be_bound
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.carrying import carry, channel_between
from almasu.actions.interstate.cases import KeptCase, Step, keep_moved, keep_new
from almasu.actions.interstate.directory import directory_of, named
from almasu.actions.interstate.items import Item, keep_item
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.kernel.interstate import case as course
from almasu.kernel.interstate.answering import Done, Teller, brings_news, must_be_in_time
from almasu.kernel.interstate.carriers import BY_NODE, Carrier, carrier_under
from almasu.kernel.interstate.case import Case, Side, incoming
from almasu.kernel.interstate.parcels import (
    Accepts,
    AnswersConsultation,
    AnswersOnward,
    Arrived,
    Asks,
    AsksOnward,
    Consents,
    GivesAct,
    HandsOver,
    Invites,
    Offers,
    Parcel,
    PassesOn,
    SettlesOffer,
    SignsMinutes,
    TakesBack,
    TakesOnwardBack,
    Tells,
    Withdraws,
    must_ask_by_card,
    must_be_card,
    must_decide_each,
)
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, NOT_IN_FORCE
from almasu.kernel.interstate.secrecy import Received, as_received
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana
from almasu.law.problem import Problem


async def deliver(
    node: Node, transaction: Transaction, peer: str, parcel: Parcel, at: datetime, carrier: Carrier = BY_NODE
) -> None:
    """Take a parcel of a peer, inside the transaction that takes its message; `carrier` is what the message came on.

    Problems are told back to the peer: `cis.not_asked_here` and `paper.unknown` for what is not between its body and
    ours, and whatever the law has against a step.
    """
    directory = await directory_of(law_of(node), transaction)
    await deliver_what_came(node, transaction, Came(peer, directory, at, at, carrier), parcel)


async def deliver_what_came(node: Node, transaction: Transaction, came: Came, parcel: Parcel) -> None:
    """Take a parcel, of a peer or out of a courier's bag; Problems as `deliver` has them."""
    match parcel:
        case Asks():
            await _asked(node, transaction, came, parcel)
        case Arrived():
            await _arrived(node, transaction, came, parcel)
        case Tells():
            await _told(node, transaction, came, parcel)
        case Accepts() | Withdraws() | Consents() | TakesBack():
            await _steered(node, transaction, came, parcel)
        case Offers() | SettlesOffer() | HandsOver():
            await take_offers.take(node, transaction, came, parcel)
        case Invites() | AnswersConsultation() | SignsMinutes() | GivesAct():
            await take_consultations.take(node, transaction, came, parcel)
        case AsksOnward() | AnswersOnward() | TakesOnwardBack() | PassesOn():
            await take_onward.take(node, transaction, came, parcel)


async def _asked(node: Node, transaction: Transaction, came: Came, parcel: Asks) -> None:
    """Take a request in; what lacks a block goes back with what is missing, and no clock runs (CIS-8.1a)."""
    asked, day, directory = parcel.asked, in_astana(came.at).date(), came.directory
    sender, ours = named(directory, asked.requesting, "requesting"), named(directory, asked.requested, "requested")
    came.must_speak_for(sender)
    if peer_of(ours) != law_of(node).state:
        raise NOT_ASKED_HERE.at("requested")
    if not directory.lets_exchange(sender, ours, day):
        raise NOT_IN_FORCE.at("requesting")
    must_ask_by_card(asked, parcel.stamps)
    due = law_of(node).due("cis.answer", came.at)
    channel = channel_between(sender, ours, came.channel)
    taken = course.taken_in(asked, parcel.attested, parcel.stamps, came.at, due, channel)
    step = Step("taken_in", came.said, came.entered_at, vouched(parcel.attested))
    kept = await keep_new(node, transaction, taken, step)
    reception = taken.reception
    if reception is not None and (reception.missing or not came.is_by_courier):
        told = Arrived(asked.number, came.at, reception.due_at, reception.missing)
        await carry(node, transaction, kept, directory, told, came.entered_at)


async def _arrived(node: Node, transaction: Transaction, came: Came, parcel: Arrived) -> None:
    """Note that a request of ours arrived; until when it is due is computed here, whatever the other side says."""
    kept = await _ours(transaction, came, parcel.number)
    left_at = came.at if kept.case.sent is None else kept.case.sent.at
    received_at = max(min(parcel.received_at, came.at), left_at)
    due_at = None if parcel.missing else law_of(node).due("cis.answer", received_at)
    case = course.arrived(kept.case, received_at, due_at, parcel.missing)
    await keep_moved(node, transaction, kept, case, Step("arrived", came.said, came.entered_at))


async def _told(node: Node, transaction: Transaction, came: Came, parcel: Tells) -> None:
    """Keep a notice at the asking side, and each thing it gives as an item with its purpose and marks."""
    kept = await _ours(transaction, came, parcel.number)
    done = (one for outcomes in parcel.told.outcomes.values() for one in outcomes if isinstance(one, Done))
    must_be_card(parcel.stamps, parcel.release, (one.results for one in done))
    must_decide_each(parcel.stamps, parcel.told.outcomes)
    teller = named(came.directory, kept.case.asked.requested, "requested")
    notice = replace(parcel.told, at=min(parcel.told.at, came.at))
    if kept.case.reception is not None and not came.is_by_courier:
        # What a courier brings late was signed earlier: its paper is entered as it came, and shows as late.
        must_be_in_time(kept.case.reception, notice.outcomes, notice.at)
    if kept.case.reception is not None and brings_news(kept.case.reception, notice.outcomes):
        must_be_bound(came.directory, teller, kept.case.asked.requesting, notice.at)
    stamps = as_received(parcel.stamps, came.peer)
    case = course.told(kept.case, notice, Teller(teller.id, teller.kind), parcel.release, stamps)
    step = Step("told", came.said, came.entered_at, vouched(parcel.attested))
    await keep_moved(node, transaction, kept, case, step)
    for number, outcomes in sorted(parcel.told.outcomes.items()):
        for place, outcome in enumerate(outcomes):
            if isinstance(outcome, Done):
                item = _item(kept, parcel, f"{number}/{place}", outcome, came)
                await keep_item(node, transaction, item, came.said, came.entered_at)


def _item(kept: KeptCase, parcel: Tells, part: str, outcome: Done, came: Came) -> Item:
    asked = kept.case.asked
    release = None if parcel.release is None else parcel.attested.act
    received = Received(
        number=uuid5(kept.paper.id, f"{parcel.told.act}/{part}"),
        owner=asked.requested,
        holder=asked.requested,
        receiver=asked.requesting,
        purpose=asked.purpose,
        stamps=as_received(parcel.stamps, came.peer),
        release=release,
    )
    carrier = carrier_under(parcel.release, came.carrier)
    return Item(received, outcome.results, kept.paper.id, part, came.at, carrier)


async def _steered(
    node: Node,
    transaction: Transaction,
    came: Came,
    parcel: Accepts | Withdraws | Consents | TakesBack,
) -> None:
    """Move a request at the body asked by what the asking body did."""
    number = parcel.consent.request if isinstance(parcel, Consents) else parcel.number
    kept = await _theirs(transaction, came, number)
    says = "declines" if isinstance(parcel, Accepts) and not parcel.accepts else type(parcel).__name__.lower()
    step = Step(says, came.said, came.entered_at, vouched(parcel.attested))
    await keep_moved(node, transaction, kept, _after(kept.case, parcel, came.at), step)


def _after(case: Case, parcel: Accepts | Withdraws | Consents | TakesBack, at: datetime) -> Case:
    by = case.asked.requesting
    match parcel:
        case Accepts(accepts=True):
            return course.accepted(case, parcel.item, by)
        case Accepts():
            return course.conditions_declined(case, parcel.item, by, parcel.reason)
        case Withdraws():
            return course.withdrawn(case, by, at)
        case Consents():
            return course.consented(case, parcel.consent)
        case TakesBack():
            return course.taken_back(case, parcel.act, by, at)


async def _ours(transaction: Transaction, came: Came, number: UUID) -> KeptCase:
    """Return a request of ours that the peer's body was asked, locked; `paper.unknown` for any other."""

    def is_own(paper: Paper) -> bool:
        case = cases.read(paper).case
        return (
            case.side is Side.ASKING and peer_of(named(came.directory, case.asked.requested, "requested")) == came.peer
        )

    return cases.read(await own_paper(transaction, number, PaperKind.CIS_CASE, is_own, lock=True))


async def _theirs(transaction: Transaction, came: Came, number: UUID) -> KeptCase:
    """Return a request that a body of the peer sent us, locked; `paper.unknown` for any other."""
    for body in came.directory.bodies:
        if peer_of(body) == came.peer:
            with suppress(Problem):
                place = incoming(body.id, number)
                return cases.read(await own_paper(transaction, place, PaperKind.CIS_CASE, lambda _: True, lock=True))
    raise PAPER_UNKNOWN.at()
