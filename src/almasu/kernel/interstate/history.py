"""The history of a line as a node takes it along: each message with its receipt and the proof of its leaf (CIS-6.1).

It is opened under the keys of the node's log and of its witnesses: what they did not vouch for proves nothing. The node
signs how far both directions go: as each message names the digest of the one before, whoever takes one out shows it, or
makes the node say something else than it signed. No body is in it, only digests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec

from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.messages import Direction, SignedReceipt
from almasu.kernel.interstate.peers import PinnedKey
from almasu.kernel.journal.checkpoint import Checkpoint, cosigners, open_checkpoint
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proofs import inclusion_holds
from almasu.kernel.journal.tree import leaf_hash
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.moment import written

MOST_BYTES = 1 << 30
NOWHERE = -1


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message of a history: `leaf` is the content of the leaf of its sending or taking, `index` its place.

    `index` is -1 where the leaf is behind the checkpoint.
    """

    direction: Direction
    envelope: Envelope
    signature: bytes
    receipt: SignedReceipt | None
    leaf: bytes
    index: int
    path: tuple[bytes, ...]


class Reach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a direction goes: the number of its last message and its digest; 0 before the first."""

    number: int = 0
    last: bytes = FIRST


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All messages between a node and a peer, as the node has them; the keys of both as the node knows them.

    `signature` is the node's over `signed_bytes`, by the latest of its keys that the peer knows.
    """

    own: str
    peer: str
    at: datetime
    own_keys: tuple[PinnedKey, ...]
    peer_keys: tuple[PinnedKey, ...]
    checkpoint: bytes
    sent: Reach
    taken: Reach
    told: tuple[Told, ...]
    signature: bytes = b""

    def reach(self, direction: Direction) -> Reach:
        """Return how far a direction goes, by the node's word."""
        return self.sent if direction is Direction.OUT else self.taken

    def signed_bytes(self) -> bytes:
        """Return the canonical bytes that the node signs (RFC 8785): all but the messages, which the reaches bind."""
        return canonical_bytes(
            {
                "own": self.own,
                "peer": self.peer,
                "at": written(self.at),
                "own_keys": [_said(one) for one in self.own_keys],
                "peer_keys": [_said(one) for one in self.peer_keys],
                "checkpoint": hashlib.sha256(self.checkpoint).hexdigest(),
                "sent": [self.sent.number, self.sent.last.hex()],
                "taken": [self.taken.number, self.taken.last.hex()],
            }
        )


def reach_of(told: Iterable[Told], direction: Direction) -> Reach:
    """Return how far the messages of a direction go."""
    last = None
    for one in told:
        if one.direction is direction:
            last = one.envelope
    return Reach() if last is None else Reach(last.number, last.digest())


def _said(key: PinnedKey) -> list[Json]:
    return [key.kind.value, key.key.hex(), key.first, key.last]


class Leaf(msgspec.Struct, frozen=True):
    """What a leaf about a message says, as far as it is compared."""

    kind: str
    says: dict[str, object]


def written_history(history: History) -> bytes:
    """Return the file of a history."""
    return msgspec.json.encode(history)


def read_history(data: bytes) -> History:
    """Return the history of a file; Malformed for anything else."""
    if len(data) > MOST_BYTES:
        raise Malformed("a history of this size is not read")
    try:
        history = msgspec.json.decode(data, type=History)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise Malformed(f"not a history: {wrong}") from wrong
    must_be_whole(history)
    return history


def must_be_whole(history: History) -> None:
    """Make sure that every message has a number and every moment its offset; Malformed else."""
    moments = [history.at, *(one.envelope.sent_at for one in history.told)]
    moments += [one.receipt.receipt.received_at for one in history.told if one.receipt is not None]
    numbers = [one.envelope.number for one in history.told]
    if any(at.tzinfo is None for at in moments) or not all(0 < one < 1 << 50 for one in numbers):
        raise Malformed("a message has a number and a moment")
    keys = (*history.own_keys, *history.peer_keys)
    reaches = (
        history.sent.number,
        history.taken.number,
        *(one.first for one in keys),
        *(one.last or 0 for one in keys),
    )
    if not all(0 <= one < 1 << 50 for one in reaches):
        raise Malformed("a history goes as far as some number")


def vouched_head(history: History, policy: Policy) -> Checkpoint:
    """Return the head that the node's log and enough of its witnesses signed; Malformed else."""
    checkpoint, note = open_checkpoint(history.checkpoint, policy.logs)
    if not policy.met_by({one.key for one in cosigners(note, [witness.key for witness in policy.witnesses])}):
        raise Malformed("the witnesses that co-signed do not suffice under the policy")
    return checkpoint


def is_proved(one: Told, head: Checkpoint) -> bool:
    """Tell whether a message stands in the log under a head, and the leaf is about this very message."""
    if one.index == NOWHERE:
        return False
    if not inclusion_holds(leaf_hash(commitment(one.leaf)), one.index, head.size, one.path, head.root):
        return False
    try:
        leaf = msgspec.json.decode(one.leaf, type=Leaf)
    except msgspec.DecodeError:
        return False
    envelope = one.envelope
    wanted = {
        "step": "put" if one.direction is Direction.OUT else "taken",
        "direction": one.direction.value,
        "sender": envelope.sender,
        "receiver": envelope.receiver,
        "number": envelope.number,
        "digest": envelope.digest().hex(),
        "before": envelope.before.hex(),
    }
    is_it = leaf.kind == EntryKind.INTERSTATE_MESSAGE_MOVED.value
    return is_it and all(leaf.says.get(name) == value for name, value in wanted.items())
