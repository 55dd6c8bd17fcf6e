"""The history of a line as a node takes it along: each message with its receipt and the proof of its leaf (CIS-6.1).

It is opened under the keys of the node's log and of its witnesses: what they did not vouch for proves nothing. No body
is in it, only digests.
"""

from __future__ import annotations

import msgspec

from almasu.kernel.interstate.channel import Envelope
from almasu.kernel.interstate.messages import Direction, SignedReceipt
from almasu.kernel.interstate.peers import PinnedKey
from almasu.kernel.journal.checkpoint import Checkpoint, cosigners, open_checkpoint
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proofs import inclusion_holds
from almasu.kernel.journal.tree import leaf_hash

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


class History(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All messages between a node and a peer, as the node has them; the keys of both as the node knows them."""

    own: str
    peer: str
    own_keys: tuple[PinnedKey, ...]
    peer_keys: tuple[PinnedKey, ...]
    checkpoint: bytes
    told: tuple[Told, ...]


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
    if any(one.envelope.sent_at.tzinfo is None or not 0 < one.envelope.number < 1 << 50 for one in history.told):
        raise Malformed("a message has a number and a moment")
    return history


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
