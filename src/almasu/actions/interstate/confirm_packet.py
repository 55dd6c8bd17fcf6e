"""Confirm, as a second person, a consent of another state's body that came on paper (CIS-8.4, CIS-1f).

Between nodes the other node vouches for a consent. For a paper nobody does but whoever enters it: so somebody else of
the body reads the same paper, known by the SHA-256 of its scan, and signs. Until then it has no effect.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.acting import Acting, Meant, acting, peer_of, prepared_by, signing
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.carrying import keep_packet
from almasu.actions.interstate.deliver import deliver_what_came
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.packets import KeptPacket, packet_of
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.messages import Form, Way
from almasu.kernel.interstate.packet_print import Head, printed
from almasu.kernel.interstate.packets import PacketState, must_confirm
from almasu.kernel.interstate.parcels import Parcel
from almasu.kernel.interstate.problems import VALUE_WRONG
from almasu.kernel.interstate.problems_of_packets import PACKET_MOVED
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import CONFIRM_PACKETS
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.law.text import Text

WAITS, SETTLED = "waits", "settled"
CONFIRMS = Text(
    kk="Қағазды өзім оқыдым: онда дәл осылай жазылған.",
    ru="Бумагу я прочёл сам: в ней сказано именно так.",
    en="I read the paper myself: it says exactly this.",
)
DENIES = Text(
    kk="Қағазды өзім оқыдым: онда басқаша жазылған.",
    ru="Бумагу я прочёл сам: в ней сказано иначе.",
    en="I read the paper myself: it says otherwise.",
)


class Entered(msgspec.Struct, frozen=True):
    """What was entered from a paper: by whom, as it would be printed in Russian, and what is to be done with it."""

    by: str
    text: str
    parcel: Parcel


class Confirming(msgspec.Struct, frozen=True):
    """Whether a paper says what was entered; `document` is the SHA-256 of its scan, taken anew. A "no" has a reason."""

    packet: UUID
    document: str
    agrees: bool = True
    reason: str = ""


class Confirmed(msgspec.Struct, frozen=True):
    """What a second person signs: their word, beside what was entered."""

    word: Confirming
    says: str


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A packet of the incoming register with what was entered from its paper."""

    kept: KeptPacket
    paper: Paper
    entered: Entered


class _Tried(Exception):
    """What was tried would be taken."""


async def keep_to_confirm(
    transaction: Transaction, who: Acting, kept: KeptPacket, parcel: Parcel, at: datetime
) -> None:
    """Keep what was entered until a second person settles it; it stands beside the row of the register."""
    packet, directory = kept.packet, who.directory

    def name(body: str) -> str:
        known = directory.body(body)
        return body if known is None else known.name.ru

    text = printed(parcel, Head(packet.other, packet.own, packet.theirs), name)
    entered, number = Entered(who.said, text, parcel), _number(kept.paper.id)
    before = await transaction.papers.to_change(number, PaperKind.CIS_CONFIRMING)
    first = new_paper(number, PaperKind.CIS_CONFIRMING, WAITS, at, entered, {})
    await transaction.papers.keep(first if before is None else before.moved(WAITS, at, entered))


async def to_confirm(node: Node, token: str, packet: UUID, at: datetime) -> ToConfirm:
    """Return what was entered from a paper and waits; Problems `paper.unknown`, `cis.packet.moved`."""
    async with node.store.transaction() as transaction:
        return await _waiting(transaction, await acting(node, transaction, token, CONFIRM_PACKETS, at), packet)


async def prepare_confirming(node: Node, token: str, word: Confirming, at: datetime) -> PreparedAct:
    """Build the act, once it was tried that the law takes what is confirmed.

    Problems `cis.packet.moved`, `cis.packet.same_hand`, `cis.packet.other_document`, `cis.packet.value`, `cis.value`,
    and whatever the law has against the step.
    """
    must_fit(word)
    with suppress(_Tried):
        await _try(node, token, word, at)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONFIRM_PACKETS, at)
        entered = (await _waiting(transaction, who, word.packet)).entered
        meant = Meant(
            ActPurpose.CIS_PACKET_CONFIRMED,
            msgspec.to_builtins(Confirmed(word, entered.text)),
            CONFIRMS if word.agrees else DENIES,
        )
        return await prepared_by(node, transaction, who, meant, at)


async def confirm_packet(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptPacket:
    """Settle what was entered: from now on it counts, or it may be entered anew; Problems as above, `paper.changed`."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_PACKET_CONFIRMED, cms, at)
    said = msgspec.convert(signed.body, Confirmed)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, CONFIRM_PACKETS, at)
        waits = await _waiting(transaction, who, said.word.packet, lock=True)
        if waits.entered.text != said.says:
            raise PAPER_CHANGED.at()
        settled = await _settle(node, transaction, who, waits, said.word, at)
        state, step = settled.paper.state, "confirmed" if said.word.agrees else "not_confirmed"
        await keep_packet(node, transaction, settled.paper, settled.packet, step, who.said, at, told_of(node, signed))
        await transaction.papers.keep(waits.paper.moved(SETTLED, at, waits.entered))
        if state == PacketState.ENTERED:
            await _deliver(node, transaction, who, waits, at)
        return settled


async def _try(node: Node, token: str, word: Confirming, at: datetime) -> None:
    """Settle it and undo everything of it by `_Tried`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, CONFIRM_PACKETS, at)
        waits = await _waiting(transaction, who, word.packet, lock=True)
        settled = await _settle(node, transaction, who, waits, word, at)
        if settled.paper.state == PacketState.ENTERED:
            await _deliver(node, transaction, who, waits, at)
        raise _Tried


async def _settle(
    node: Node, transaction: Transaction, who: Acting, waits: ToConfirm, word: Confirming, at: datetime
) -> KeptPacket:
    """Return the packet as the second person leaves it."""
    kept, document = waits.kept, word.document.strip().lower()
    must_confirm(kept.packet, kept.paper.state, waits.entered.by, who.said, document)
    if not word.agrees and not word.reason.strip():
        raise VALUE_WRONG.at("reason")
    packet = replace(kept.packet, reason="" if word.agrees else word.reason.strip())
    state = PacketState.ENTERED if word.agrees else PacketState.NOT_CONFIRMED
    return KeptPacket(kept.paper.moved(state, at, packet), packet)


async def _deliver(node: Node, transaction: Transaction, who: Acting, waits: ToConfirm, at: datetime) -> None:
    """Let the law take what the paper says, as on the day on which it came."""
    packet = waits.kept.packet
    peer = peer_of(named(who.directory, packet.other, "requesting"))
    carrier = Carrier(Form.PAPER, Way.COURIER, packet.number)
    came_at = packet.came_at or at
    came = Came(peer, who.directory, came_at, at, carrier, who.said, is_by_courier=True)
    await deliver_what_came(node, transaction, came, waits.entered.parcel)


async def _waiting(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> ToConfirm:
    """Return a packet of one's own body with what was entered; `paper.unknown` for any other alike.

    Problem `cis.packet.moved` where it was settled: from then on what it says stands where the law put it.
    """
    kept = await packet_of(transaction, who, number, lock=lock)
    beside = await transaction.papers.latest(_number(number), PaperKind.CIS_CONFIRMING)
    if beside is None:
        raise PAPER_UNKNOWN.at()
    if beside.state != WAITS:
        raise PACKET_MOVED.at()
    return ToConfirm(kept, beside, msgspec.json.decode(beside.data, type=Entered))


async def waiting_of(transaction: Transaction, who: Acting, number: UUID) -> ToConfirm | None:
    """Return a packet of one's own body that waits for a second person, locked; None where it waits no more."""
    try:
        return await _waiting(transaction, who, number, lock=True)
    except Problem:
        return None


def _number(packet: UUID) -> UUID:
    return uuid5(packet, "entered")
