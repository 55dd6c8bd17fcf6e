"""Enter what a courier brought from a body without a node, by a signed act: the same law takes it (CIS-6.1, CIS-8.2).

Whoever enters it vouches by their signature that the document says so; the document itself is known by its SHA-256.
The clock starts on the day of receipt, not on the day of entering.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Acting, Meant, acting, attested, peer_of, prepared_by, signing, vouched
from almasu.actions.interstate.brought import Brought
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.carrying import OF_BODY, OF_CASE, OF_DIRECTION, keep_packet, next_number
from almasu.actions.interstate.confirm_packet import keep_to_confirm
from almasu.actions.interstate.deliver import deliver_what_came
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.packets import KeptPacket, read
from almasu.actions.interstate.read_brought import Entering, Matter, matter_of
from almasu.actions.interstate.taken_back import take_back_waiting
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.messages import Direction, Form
from almasu.kernel.interstate.messages import Way as MessageWay
from almasu.kernel.interstate.packets import (
    Packet,
    PacketState,
    incoming_place,
    kind_of,
    must_have_come,
    needs_second,
)
from almasu.kernel.interstate.parcels import Attested
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.interstate.problems_of_packets import PACKET_ENTERED
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ENTER_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


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
        await _enter(node, transaction, who, brought, Attested(UUID(int=0), "", brought.came_at, ""), at, tried=True)
        raise _Tried


async def enter_packet(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptPacket:
    """Enter what was signed: a row of the incoming register, and the step of the request, in one transaction.

    A consent of another state's body waits for a second person (`confirm_packet`). Problems as `prepare_entering` has
    them.
    """
    signed = await signed_act(node, token, act, ActPurpose.CIS_PACKET_ENTERED, cms, at)
    brought = msgspec.convert(signed.body, Brought, str_keys=True, strict=False)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ENTER_PACKETS, at)
        return await _enter(node, transaction, who, brought, attested(who, signed, brought.came_at), at)


async def _enter(
    node: Node,
    transaction: Transaction,
    who: Acting,
    brought: Brought,
    word: Attested,
    at: datetime,
    *,
    tried: bool = False,
) -> KeptPacket:
    """Enter it, on whose word `word` says; what needs a second person waits for them, but for a try.

    What takes a consent back that waits so settles it at once, and the law has nothing more to take.
    """
    _must_be_kept(brought, at)
    matter = await matter_of(node, transaction, Entering(who, brought, word))
    paper, packet = await _registered(transaction, who, brought, matter, at)
    await keep_packet(node, transaction, paper, packet, "entered", who.said, at, vouched(word))
    if needs_second(matter.parcel) and not tried:
        kept = KeptPacket(paper, packet)
        await keep_to_confirm(transaction, who, kept, matter.parcel, at)
        return kept
    if await take_back_waiting(node, transaction, who, matter.about, matter.parcel, at):
        return KeptPacket(paper, packet)
    peer = peer_of(named(who.directory, matter.other, "requesting"))
    carrier = Carrier(Form.PAPER, MessageWay.COURIER, packet.number)
    came = Came(peer, who.directory, brought.came_at, at, carrier, who.said, is_by_courier=True)
    await deliver_what_came(node, transaction, came, matter.parcel)
    return KeptPacket(paper, packet)


def _must_be_kept(brought: Brought, at: datetime) -> None:
    """Make sure that the register can hold what is told of it; Problems `cis.packet.value`, `cis.value`."""
    must_fit(brought)
    must_have_come(brought.theirs, brought.dated, brought.came_at, brought.document, at)
    if not brought.courier.strip():
        raise VALUE_WRONG.at("courier")


async def _registered(
    transaction: Transaction, who: Acting, brought: Brought, matter: Matter, at: datetime
) -> tuple[Paper, Packet]:
    """Return the next row of the incoming register, or the row of a paper that was not confirmed.

    Problem `cis.packet.entered` where the document stands there.
    """
    theirs, own = brought.theirs.strip(), who.body.id
    place = incoming_place(own, matter.other, theirs, brought.dated)
    before = await transaction.papers.to_change(place, PaperKind.CIS_PACKET)
    if before is not None and before.state != PacketState.NOT_CONFIRMED:
        raise PACKET_ENTERED.at("theirs")
    packet = Packet(
        direction=Direction.IN,
        number=await next_number(transaction, own, Direction.IN, at) if before is None else read(before).packet.number,
        own=own,
        other=matter.other,
        case=matter.about,
        kind=kind_of(matter.parcel),
        document=brought.document,
        theirs=theirs,
        dated=brought.dated,
        came_at=brought.came_at,
        courier=brought.courier.strip(),
    )
    keys = {OF_BODY: own, OF_DIRECTION: f"{own}/{Direction.IN.value}", OF_CASE: str(matter.about)}
    state = PacketState.TO_CONFIRM if needs_second(matter.parcel) else PacketState.ENTERED
    if before is not None:
        return replace(before.moved(state, at, packet), found_by=keys), packet
    return new_paper(place, PaperKind.CIS_PACKET, state, at, packet, keys), packet
