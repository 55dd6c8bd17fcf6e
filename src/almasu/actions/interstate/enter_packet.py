"""Enter what a courier brought from a body without a node, by a signed act: the same law takes it (CIS-6.1, CIS-8.2).

Whoever enters it vouches by their signature that the document says so; the document itself is known by its SHA-256.
The clock starts on the day of receipt, not on the day of entering.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Acting, Meant, acting, attested, peer_of, prepared_by, signing, vouched
from almasu.actions.interstate.carrying import OF_BODY, OF_DIRECTION, keep_packet, next_number
from almasu.actions.interstate.cases import case_of
from almasu.actions.interstate.deliver import Came, deliver_what_came
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.packets import KeptPacket
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act
from almasu.kernel.interstate.answering import Outcome, Told
from almasu.kernel.interstate.asking import MOST_ITEMS, Asked, Item, Missing, Subject, Way
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.messages import Direction, Form
from almasu.kernel.interstate.messages import Way as MessageWay
from almasu.kernel.interstate.packets import (
    Packet,
    PacketKind,
    PacketState,
    incoming_place,
    must_have_come,
)
from almasu.kernel.interstate.parcels import (
    Accepts,
    Arrived,
    Asks,
    Attested,
    Consents,
    Parcel,
    TakesBack,
    Tells,
    Withdraws,
)
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.interstate.problems_of_packets import NOT_BY_COURIER, PACKET_ENTERED
from almasu.kernel.interstate.secrecy import Consent, Release, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ENTER_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


class SaysRequest(msgspec.Struct, frozen=True, tag="request"):
    """A request of a body: article 8, a to e, as the document says it."""

    requesting: str
    way: Way
    subject: Subject
    basis: str
    items: tuple[Item, ...]
    purpose: str
    other: str = ""
    stamp: str = ""
    ends_on: date | None = None
    review_on: date | None = None


class SaysOutcomes(msgspec.Struct, frozen=True, tag="outcomes"):
    """A notice of what was done, refused, put off or tied to conditions, item by item."""

    case: UUID
    outcomes: dict[int, tuple[Outcome, ...]]
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class SaysIncomplete(msgspec.Struct, frozen=True, tag="incomplete"):
    """Our request came back: what it lacks."""

    case: UUID
    missing: tuple[Missing, ...]


class SaysAccepted(msgspec.Struct, frozen=True, tag="accepted"):
    """The conditions of an item are accepted."""

    case: UUID
    item: int


class SaysWithdrawn(msgspec.Struct, frozen=True, tag="withdrawn"):
    """The request is withdrawn."""

    case: UUID


class SaysConsent(msgspec.Struct, frozen=True, tag="consent"):
    """The asking body consents to disclosing that it asked: to which bodies."""

    case: UUID
    recipients: tuple[str, ...]


class SaysConsentBack(msgspec.Struct, frozen=True, tag="consent_back"):
    """A consent is taken back: the one that an act entered."""

    case: UUID
    act: UUID


Said = SaysRequest | SaysOutcomes | SaysIncomplete | SaysAccepted | SaysWithdrawn | SaysConsent | SaysConsentBack


class Brought(msgspec.Struct, frozen=True):
    """What a courier brought: the sender's number and day, when it came and by whom, the document's SHA-256."""

    theirs: str
    dated: date
    came_at: datetime
    courier: str
    document: str
    says: Said


class _Tried(Exception):
    """What was tried would be taken."""


async def prepare_entering(node: Node, token: str, brought: Brought, at: datetime) -> PreparedAct:
    """Build the act that enters it, once it was tried that the law takes it: nobody signs what would be refused.

    Problems `cis.packet.value`, `cis.packet.entered`, `cis.packet.other_way`, `cis.no_such_body`, `cis.value`, and
    whatever the law has against the step.
    """
    with suppress(_Tried):
        await _try(node, token, brought, at)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ENTER_PACKETS, at)
        human = Text(
            kk=f"Фельдъегерлік байланыспен келген құжатты енгіземін: {brought.theirs}, {brought.dated:%d.%m.%Y}.",
            ru=f"Вношу документ, доставленный фельдсвязью: {brought.theirs} от {brought.dated:%d.%m.%Y}.",
            en=f"I enter a document that came by courier: {brought.theirs} of {brought.dated:%d.%m.%Y}.",
        )
        meant = Meant(ActPurpose.CIS_PACKET_ENTERED, msgspec.to_builtins(brought, str_keys=True), human)
        return await prepared_by(node, transaction, who, meant, at)


async def _try(node: Node, token: str, brought: Brought, at: datetime) -> None:
    """Enter it and undo everything of it by `_Tried`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ENTER_PACKETS, at)
        await _enter(node, transaction, who, brought, Attested(UUID(int=0), "", brought.came_at, ""), at)
        raise _Tried


async def enter_packet(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptPacket:
    """Enter what was signed: a row of the incoming register, and the step of the request, in one transaction.

    Problems as `prepare_entering` has them.
    """
    signed = await signed_act(node, token, act, ActPurpose.CIS_PACKET_ENTERED, cms, at)
    brought = msgspec.convert(signed.body, Brought, str_keys=True, strict=False)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ENTER_PACKETS, at)
        return await _enter(node, transaction, who, brought, attested(who, signed, brought.came_at), at)


async def _enter(
    node: Node, transaction: Transaction, who: Acting, brought: Brought, word: Attested, at: datetime
) -> KeptPacket:
    """Enter it, on whose word `word` says."""
    other, case = await _sides(transaction, who, brought, at)
    parcel = await _parcel(node, transaction, who, brought, word)
    number = incoming(other, parcel.asked.number) if isinstance(parcel, Asks) else case
    packet = Packet(
        direction=Direction.IN,
        number=await next_number(transaction, who.body.id, Direction.IN, at),
        own=who.body.id,
        other=other,
        case=number,
        kind=PacketKind(type(parcel).__name__.lower()),
        document=brought.document,
        theirs=brought.theirs.strip(),
        dated=brought.dated,
        came_at=brought.came_at,
        courier=brought.courier.strip(),
    )
    place = incoming_place(who.body.id, other, brought.theirs.strip(), brought.dated)
    keys = {OF_BODY: packet.own, OF_DIRECTION: f"{packet.own}/{Direction.IN.value}", "case": str(number)}
    paper = new_paper(place, PaperKind.CIS_PACKET, PacketState.ENTERED, at, packet, keys)
    await keep_packet(node, transaction, paper, packet, "entered", who.said, at, vouched(word))
    peer = peer_of(named(who.directory, other, "requesting"))
    carrier = Carrier(Form.PAPER, MessageWay.COURIER, packet.number)
    came = Came(peer, brought.came_at, at, carrier, who.said, is_by_courier=True)
    await deliver_what_came(node, transaction, came, parcel)
    return KeptPacket(paper, packet)


async def _sides(transaction: Transaction, who: Acting, brought: Brought, at: datetime) -> tuple[str, UUID]:
    """Return the body that sent it and the request it is about; Problems where the register cannot hold it."""
    must_fit(brought)
    must_have_come(brought.theirs, brought.dated, brought.came_at, brought.document, at)
    if not brought.courier.strip():
        raise VALUE_WRONG.at("courier")
    said = brought.says
    if isinstance(said, SaysRequest):
        other, case = named(who.directory, said.requesting, "requesting").id, UUID(int=0)
        if len(said.items) > MOST_ITEMS:
            raise VALUE_WRONG.at("items")
    else:
        kept = await case_of(transaction, who, said.case)
        if kept.case.channel is not Channel.COURIER:
            raise NOT_BY_COURIER.at()
        other, case = kept.case.other, kept.paper.id
    place = incoming_place(who.body.id, other, brought.theirs.strip(), brought.dated)
    if await transaction.papers.latest(place, PaperKind.CIS_PACKET) is not None:
        raise PACKET_ENTERED.at("theirs")
    return other, case


async def _parcel(node: Node, transaction: Transaction, who: Acting, brought: Brought, word: Attested) -> Parcel:
    """Return what came as a parcel of the other side's node would be; whoever entered it vouches for it."""
    said = brought.says
    if isinstance(said, SaysRequest):
        return _asks(node, who, said, word)
    kept = await case_of(transaction, who, said.case)
    number = kept.case.asked.number
    match said:
        case SaysOutcomes():
            told = Told(said.outcomes, brought.came_at, word.act)
            return Tells(number, told, word, said.stamps, said.release)
        case SaysIncomplete():
            return Arrived(number, brought.came_at, None, said.missing)
        case SaysAccepted():
            return Accepts(number, said.item, word)
        case SaysWithdrawn():
            return Withdraws(number, word)
        case SaysConsent():
            consent = Consent(number, kept.case.other, said.recipients, brought.came_at, word.act)
            return Consents(consent, word)
        case SaysConsentBack():
            return TakesBack(number, said.act, word)


def _asks(node: Node, who: Acting, said: SaysRequest, word: Attested) -> Asks:
    asked = Asked(
        number=node.new_id(),
        way=said.way,
        requesting=said.requesting,
        requested=who.body.id,
        subject=said.subject,
        basis=said.basis.strip(),
        items=said.items,
        purpose=said.purpose.strip(),
        other=said.other.strip(),
        ends_on=said.ends_on if said.way is Way.STANDING else None,
        review_on=said.review_on if said.way is Way.STANDING else None,
    )
    sender = named(who.directory, said.requesting, "requesting")
    stamps = (Stamp(said.stamp, sender.party or sender.id),) if said.stamp.strip() else ()
    return Asks(asked, word, stamps)
