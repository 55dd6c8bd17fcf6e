"""What waits for a node that is not reached goes by courier: packed, unloaded, its receipt noted, taken back (CIS-6.1).

The keeper packs whatever waits and reads nothing of it; nor is told how much it was (CIS-8.4). A message keeps its
number in the chain, so that what comes on both ways is taken once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.interstate.messages.couriers import back_to_network, hand_to_courier, take_back_receipt
from almasu.actions.interstate.messages.putting import LATER_KEYS, signed_anew
from almasu.actions.interstate.messages.taking import Handlers, take_of
from almasu.actions.node import Node
from almasu.kernel.interstate.bags import ROOM_IN_IT, Bag, Label, sealed
from almasu.kernel.interstate.channel import Refusal
from almasu.kernel.interstate.messages import (
    Courier,
    Direction,
    Form,
    Message,
    MessageState,
    Sent,
    SignedReceipt,
    Told,
    Way,
    is_word,
    must_be_carried,
    read_sent,
)
from almasu.kernel.interstate.peers import Peer, PeerState
from almasu.kernel.interstate.problems_of_messages import (
    BAG_REFUSED,
    BAG_WRONG,
    MESSAGE_ABSENT,
    PEER_ABSENT,
    TOO_LARGE,
)
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import KEEP_NODES

PAGE = 50
Opening = Callable[[bytes], Bag]
"""Opens a bag that was sealed for this node; Problem `cis.message.bag`."""


class Packing(msgspec.Struct, frozen=True):
    """For which node, under which number and seal, who carries it, on paper or a medium."""

    node: str
    number: str
    seal: str
    courier: str
    form: Form = Form.ELECTRONIC


class OfPeer(msgspec.Struct, frozen=True):
    """Of which node a bag did not arrive."""

    node: str


async def pack_bag(node: Node, token: str, told: Packing, at: datetime) -> bytes:
    """Return the file of a bag with what waits for a node, as much as there is room for; the network sends it no more.

    Problems `cis.peer.absent`, `cis.message.courier`, `cis.message.bag`, `cis.message.absent` for a node to which
    everything goes through: whether something was ever sent there is not to be found out so.
    """
    item = must_be_carried(Courier(told.number, told.seal, told.courier, told.form, at))
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        peer = await _reached(node, transaction, told.node)
        line = await transaction.lines.line(peer.node)
        if line is None or not line.why:
            raise MESSAGE_ABSENT.at("node")
        packed = await _packed(node, transaction, who, peer, item, at)
        label = Label(item.number, item.seal, item.courier, item.form, at)
        anew = {one.envelope.number: await _anew(node, transaction, one) for one in packed}
        signatures = {number: later for number, later in anew.items() if later}
        return sealed(Bag(node.audience, peer.node, packed, label, anew=signatures), peer.card.tls)


async def unload_bag(node: Node, token: str, handlers: Handlers, opening: Opening, file: bytes, at: datetime) -> bytes:
    """Take every message of a bag as if it had come over the network; return the file of its receipt, sealed too.

    Problems `cis.message.bag`, and those of taking.
    """
    async with node.store.transaction() as transaction:
        await acting(node, transaction, token, KEEP_NODES, at)
        bag = opening(file)
        label = bag.label
        if label is None or not bag.messages:
            raise BAG_WRONG.at("file")
        peer = await _reached(node, transaction, bag.sender)
        carried = Courier(label.number, label.seal, label.courier, label.form, min(label.handed_at, at), at)
        item, receipts, refused = must_be_carried(carried), list[SignedReceipt](), ""
        for one in bag.messages:
            told = Told(refused=Refusal.UNSIGNED.value)
            for signature in (one.signature, *bag.anew.get(one.envelope.number, ())[:LATER_KEYS]):
                sent = read_sent(msgspec.msgpack.encode(replace(one, signature=signature)))
                told = await take_of(node, transaction, handlers, peer.node, sent, at, item)
                if told.refused != Refusal.UNSIGNED:
                    break
            receipts += told.receipts
            refused = told.refused
            if refused:
                break
        known = await transaction.lines.peer(peer.node) or peer
        return sealed(Bag(node.audience, peer.node, told=Told(tuple(receipts), refused)), known.card.tls)


async def note_bag_receipt(node: Node, token: str, opening: Opening, file: bytes, at: datetime) -> None:
    """Note the receipt that came back with a courier; Problem `cis.message.bag` where it is of nothing sent here.

    Problem `cis.message.bag_refused` where the other node took nothing and says why.
    """
    async with node.store.transaction() as transaction:
        await acting(node, transaction, token, KEEP_NODES, at)
        bag = opening(file)
        if bag.told is None:
            raise BAG_WRONG.at("file")
        peer = await _reached(node, transaction, bag.sender)
        came = await take_back_receipt(node, transaction, peer.node, msgspec.msgpack.encode(bag.told), at)
        if not came and is_word(bag.told.refused):
            raise BAG_REFUSED.at("file", why=bag.told.refused)
        if not came:
            raise BAG_WRONG.at("file")


async def bag_lost(node: Node, token: str, told: OfPeer, at: datetime) -> None:
    """Let the network send again what a courier did not bring; Problems `cis.peer.absent`, `cis.message.absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        peer = await _reached(node, transaction, told.node)
        carried = [one async for one in _waiting(transaction, peer.node) if one.way is Way.COURIER]
        if not carried:
            raise MESSAGE_ABSENT.at("node")
        for one in carried:
            await back_to_network(node, transaction, peer.node, one.envelope.number, at, who.said)


async def _reached(node: Node, transaction: Transaction, name: str) -> Peer:
    peer = await transaction.lines.peer(name)
    if peer is None or name == node.audience or peer.state is not PeerState.OPEN:
        raise PEER_ABSENT.at("node")
    return peer


async def _packed(
    node: Node, transaction: Transaction, who: Acting, peer: Peer, item: Courier, at: datetime
) -> tuple[Sent, ...]:
    """Hand what waits to a courier, in its order; Problems `cis.message.absent`, `cis.message.too_large`."""
    packed: list[Sent] = []
    room = ROOM_IN_IT
    async for one in _waiting(transaction, peer.node):
        if one.way is not Way.NODE:
            continue
        body = await transaction.lines.body(one)
        room -= 0 if body is None else len(body) + 2048
        if room < 0:
            break
        file = await hand_to_courier(node, transaction, peer.node, one.envelope.number, item, at, who.said)
        packed.append(read_sent(file))
    if not packed:
        raise (MESSAGE_ABSENT.at("node") if room >= 0 else TOO_LARGE.at("node", most=str(ROOM_IN_IT)))
    return tuple(packed)


async def _anew(node: Node, transaction: Transaction, sent: Sent) -> tuple[bytes, ...]:
    return tuple(one.signature for one in await signed_anew(node, transaction, sent))


async def _waiting(transaction: Transaction, peer: str) -> AsyncIterator[Message]:
    """Yield what has no receipt, in its order."""
    after = 0
    while found := await _pending(transaction, peer, after):
        for one in found:
            yield one
        after = found[-1].envelope.number


async def _pending(transaction: Transaction, peer: str, after: int) -> Sequence[Message]:
    return await transaction.lines.in_state(peer, Direction.OUT, MessageState.PENDING, PAGE, after)
