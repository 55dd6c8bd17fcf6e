"""Register nodes of other states, change their cards, revoke them; and this node's own card (CIS-4.2, CIS-6.1).

Whoever calls these acts has checked the person and kept their signed act in the same transaction; `actor` is how the
journal names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.messages.putting import PAGE, own_peer, put_signed
from almasu.actions.interstate.messages.sending import NOT_TRIED
from almasu.actions.node import Node
from almasu.kernel.interstate import peers
from almasu.kernel.interstate.messages import (
    CARD_KIND,
    Courier,
    Direction,
    MessageState,
    Received,
    Standing,
    Way,
)
from almasu.kernel.interstate.peers import (
    Card,
    KeyKind,
    Peer,
    PeerState,
    SignedCard,
    card_signed,
    node_key,
)
from almasu.kernel.interstate.problems_of_messages import (
    CARD_WRONG,
    PEER_ABSENT,
    PEER_KNOWN,
    REASON_MISSING,
)
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json

SOON = timedelta(minutes=10)
"""What waits longer than this is shown, also where no try says why."""


class OwnPlace(msgspec.Struct, frozen=True):
    """What a node's operator says of it: name, state, where its door is, the TLS certificate (DER), the dates."""

    name: str
    state: str
    address: str
    tls: bytes
    since: datetime
    until: datetime


def read_card(data: bytes) -> SignedCard:
    """Return a card from a file; Problem `cis.peer.card` for anything else."""
    if len(data) > peers.LONGEST_CARD:
        raise CARD_WRONG.at("card")
    try:
        return msgspec.json.decode(data, type=SignedCard)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise CARD_WRONG.at("card") from wrong


def written_card(one: SignedCard) -> bytes:
    """Return the file of a card, which is handed to the operators of other states."""
    return msgspec.json.format(msgspec.json.encode(one), indent=2)


async def make_own_card(
    node: Node, transaction: Transaction, place: OwnPlace, actor: str, at: datetime, says: Mapping[str, Json]
) -> SignedCard:
    """Make this node's card, or its next one under a new key, which every open peer is told of by a message.

    The message is the last that the former key signs. Problem `cis.peer.card`.
    """
    lines, before = transaction.lines, await own_peer(node, transaction)
    generation = 1 if before is None else before.card.generation + 1
    key = node_key(node.vault, node.audience, generation)
    former = None if before is None else node_key(node.vault, node.audience, generation - 1)
    card = Card(
        node.audience, place.name, place.state, place.address, place.tls,
        KeyKind.ED25519, key.key, generation, place.since, place.until,
    )  # fmt: skip
    one = card_signed(card, key, former)
    if before is None or former is None:
        peer = peers.admitted(one, actor, "", at)
    else:
        for known in await lines.peers():
            if known.state is PeerState.OPEN and known.node != node.audience:
                await put_signed(node, transaction, known, CARD_KIND, msgspec.msgpack.encode(one), at, former)
        peer = peers.handed_on(before, one, 0, at)
    await _keep(node, transaction, peer, actor, at, says)
    return one


async def register_peer(
    node: Node,
    transaction: Transaction,
    one: SignedCard,
    actor: str,
    reason: str,
    at: datetime,
    says: Mapping[str, Json],
) -> Peer:
    """Register a node of another state by its card, one for each state; Problems `cis.peer.card`, `cis.peer.known`.

    A node of one's own state is none: it would speak for the bodies that work here.
    """
    if node.interstate is not None and one.card.state == node.interstate.state:
        raise PEER_KNOWN.at("state")
    for known in await transaction.lines.peers():
        is_there = known.state is PeerState.OPEN and known.card.state == one.card.state
        if known.node == one.card.node or is_there:
            raise PEER_KNOWN.at("node")
    if one.card.node == node.audience:
        raise PEER_KNOWN.at("node")
    return await _keep(node, transaction, peers.admitted(one, actor, reason, at), actor, at, says)


async def change_card(
    node: Node,
    transaction: Transaction,
    one: SignedCard,
    actor: str,
    reason: str,
    at: datetime,
    says: Mapping[str, Json],
) -> Peer:
    """Change the card of a peer by hand, with a reason: its former key signs nothing that comes from now on.

    Problems `cis.peer.absent`, `cis.peer.card`, `cis.peer.reason`.
    """
    if not reason.strip():
        raise REASON_MISSING.at("reason")
    line = await transaction.lines.line(one.card.node)
    peer = await _known(node, transaction, one.card.node)
    changed = peers.put_by_hand(peer, one, 0 if line is None else line.taken, actor, reason, at)
    return await _keep(node, transaction, changed, actor, at, says)


async def revoke_peer(
    node: Node, transaction: Transaction, name: str, actor: str, reason: str, at: datetime, says: Mapping[str, Json]
) -> Peer:
    """Revoke a peer: from now on nothing is taken from it and nothing sent. Problems `cis.peer.absent`, `.reason`."""
    if not reason.strip():
        raise REASON_MISSING.at("reason")
    await transaction.lines.line(name)
    peer = await _known(node, transaction, name)
    return await _keep(node, transaction, peers.moved(peer, PeerState.REVOKED, actor, reason, at), actor, at, says)


async def take_card(node: Node, transaction: Transaction, received: Received) -> None:
    """Take the next card that a peer tells itself, signed by its former key too."""
    peer = await _known(node, transaction, received.peer)
    try:
        one = msgspec.msgpack.decode(received.body, type=SignedCard)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise CARD_WRONG.at("card") from wrong
    changed = peers.handed_on(peer, one, received.number, received.at)
    if changed != peer:
        await _keep(node, transaction, changed, f"node:{peer.node}", received.at, {})


async def peer_of_state(node: Node, transaction: Transaction, state: str) -> str | None:
    """Return the node that a state, or a body of the CIS, has and that is open; None where there is none."""
    return next((one.node for one in await _open_peers(node, transaction) if one.card.state == state), None)


async def open_states(node: Node, transaction: Transaction) -> frozenset[str]:
    """Return the states and bodies of the CIS that have an open node, this node's own left out."""
    return frozenset(one.card.state for one in await _open_peers(node, transaction))


async def _open_peers(node: Node, transaction: Transaction) -> Sequence[Peer]:
    known = await transaction.lines.peers()
    return [one for one in known if one.state is PeerState.OPEN and one.node != node.audience]


async def standing(node: Node, transaction: Transaction, at: datetime) -> Sequence[Standing]:
    """Return how the line to each peer stands: where something does not go through, since when, and why.

    What waits for long without a reason is shown too, and what a courier took and brought no receipt of.
    """
    shown = []
    known = {one.node: one for one in await transaction.lines.peers()}
    for line in await transaction.lines.lines():
        peer = known[line.peer]
        if peer.node == node.audience:
            continue
        since, bag = await _oldest(transaction, line.peer)
        stands = Standing(line.peer, peer.card.name, peer.state.value, bag=bag)
        why = line.why or (NOT_TRIED if since is not None and at - since > SOON else "")
        if why:
            stands = replace(stands, why=why, since=since, next_at=line.next_at)
        shown.append(stands)
    return shown


async def _oldest(transaction: Transaction, peer: str) -> tuple[datetime | None, Courier | None]:
    """Return since when the oldest message waits for the network, and the oldest item that a courier has."""
    since, bag, after = None, None, 0
    while found := await transaction.lines.in_state(peer, Direction.OUT, MessageState.PENDING, PAGE, after):
        for one in found:
            if one.way is Way.COURIER:
                bag = bag or one.courier
            else:
                since = since or one.at
        if since is not None and bag is not None:
            break
        after = found[-1].envelope.number
    return since, bag


async def _known(node: Node, transaction: Transaction, name: str) -> Peer:
    peer = await transaction.lines.peer(name)
    if peer is None or name == node.audience or peer.state is PeerState.REVOKED:
        raise PEER_ABSENT.at("node")
    return peer


async def _keep(
    node: Node, transaction: Transaction, peer: Peer, actor: str, at: datetime, says: Mapping[str, Json]
) -> Peer:
    await transaction.lines.keep_peer(peer, at)
    told: dict[str, Json] = {
        "node": peer.node,
        "state": peer.state.value,
        "how": peer.changes[-1].how,
        "card": peer.card.digest().hex(),
        **says,
    }
    await transaction.journal.append(leaf(node, EntryKind.INTERSTATE_PEER_MOVED, at, actor, f"node:{peer.node}", told))
    return peer
