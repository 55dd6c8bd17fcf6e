"""Put a message to another node, in the transaction of the act that it tells of: row, signature and leaf (CIS-6.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.interstate.channel import Envelope
from almasu.kernel.interstate.messages import (
    CARD_KIND,
    MOST_BODY,
    SALT_BYTES,
    Concern,
    Direction,
    Message,
    MessageState,
    Sent,
    salted,
)
from almasu.kernel.interstate.peers import ENVELOPE, NodeKey, Peer, PeerState, node_key
from almasu.kernel.interstate.problems_of_messages import PEER_ABSENT, TOO_LARGE
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json

ACTOR = "system:messages"
PAGE = 200
LATER_KEYS = 4
"""By so many of our latest keys a message is signed anew for a peer that holds it for unsigned."""


async def own_peer(node: Node, transaction: Transaction) -> Peer | None:
    """Return this node's own card as it is kept, None before it was made."""
    return await transaction.lines.peer(node.audience)


async def own_key(node: Node, transaction: Transaction) -> NodeKey:
    """Return the key that signs this node's messages now."""
    own = await own_peer(node, transaction)
    return node_key(node.vault, node.audience, 1 if own is None else own.card.generation)


async def signed_anew(node: Node, transaction: Transaction, sent: Sent) -> Sequence[Sent]:
    """Return a message under the signatures of our later keys, the latest first; none where one key signed all of it.

    A peer where our card was changed by hand believes the former key no more: what waited would never arrive. Digest
    and place in the chain are as they were.
    """
    own = await own_peer(node, transaction)
    latest = 1 if own is None else own.card.generation
    keys = (node_key(node.vault, node.audience, one) for one in range(latest, max(latest - LATER_KEYS, 0), -1))
    anew = [replace(sent, signature=one.sign(ENVELOPE + sent.envelope.signed_bytes())) for one in keys]
    return [one for one in anew if one != sent]


async def told_key(node: Node, transaction: Transaction, peer: str) -> NodeKey:
    """Return the key that signs receipts for a peer: the latest of which the peer has the card.

    Two nodes that changed their keys while messages waited would else believe no receipt of each other, and neither
    card would get through.
    """
    own = await own_peer(node, transaction)
    told, after = 1 if own is None else own.card.generation, 0
    while told > 1 and (found := await _waiting(transaction, peer, after)):
        told -= sum(one.envelope.kind == CARD_KIND for one in found)
        after = found[-1].envelope.number
    return node_key(node.vault, node.audience, max(told, 1))


async def _waiting(transaction: Transaction, peer: str, after: int) -> Sequence[Message]:
    return await transaction.lines.in_state(peer, Direction.OUT, MessageState.PENDING, PAGE, after)


async def put_message(
    node: Node,
    transaction: Transaction,
    peer: str,
    kind: str,
    body: bytes,
    at: datetime,
    about: Concern | None = None,
) -> Message:
    """Put a message to a peer; the worker sends it, for days if it must. `about` is what of ours it tells.

    Problems `cis.peer.absent` for a node that is not open, `cis.message.too_large`.
    """
    known = await transaction.lines.peer(peer)
    if known is None or known.state is not PeerState.OPEN or peer == node.audience:
        raise PEER_ABSENT.at("peer")
    return await put_signed(node, transaction, known, kind, body, at, await own_key(node, transaction), about)


async def put_signed(
    node: Node,
    transaction: Transaction,
    peer: Peer,
    kind: str,
    body: bytes,
    at: datetime,
    key: NodeKey,
    about: Concern | None = None,
) -> Message:
    """Put a message that a named key of this node signs; Problem `cis.message.too_large`."""
    if len(body) > MOST_BODY:
        raise TOO_LARGE.at("body", most=str(MOST_BODY))
    line = await transaction.lines.line(peer.node)
    if line is None:
        raise PEER_ABSENT.at("peer")
    wire = salted(node.random(SALT_BYTES), body)
    content = hashlib.sha256(wire).digest()
    envelope = Envelope(node.audience, peer.node, line.sent + 1, line.sent_last, kind, content, at)
    signature = key.sign(ENVELOPE + envelope.signed_bytes())
    message = Message(peer.node, Direction.OUT, envelope, signature, MessageState.PENDING, at, about=about)
    commitment = await tell(node, transaction, message, "put", at)
    message = replace(message, leaf=commitment)
    await transaction.lines.keep(message, wire)
    waited = line.next_at if line.tries else at
    after = replace(line, sent=envelope.number, sent_last=envelope.digest(), next_at=waited)
    await transaction.lines.move_line(after)
    return message


async def tell(
    node: Node, transaction: Transaction, message: Message, step: str, at: datetime, more: dict[str, Json] | None = None
) -> bytes:
    """Write the leaf about a step of a message and return its commitment; of what it says the leaf has a digest."""
    envelope = message.envelope
    says: dict[str, Json] = {
        "step": step,
        "direction": message.direction.value,
        "sender": envelope.sender,
        "receiver": envelope.receiver,
        "number": envelope.number,
        "digest": envelope.digest().hex(),
        "before": envelope.before.hex(),
        "way": message.way.value,
        **(more or {}),
    }
    about = f"message:{message.peer}/{message.direction.value}/{envelope.number}"
    return await transaction.journal.append(leaf(node, EntryKind.INTERSTATE_MESSAGE_MOVED, at, ACTOR, about, says))
