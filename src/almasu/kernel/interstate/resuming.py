"""What a node asks a peer before it sends again: whether the peer has more of their line than the node itself.

A node that came back from an older backup would else sign a second history. Nothing is believed that the node did not
sign itself: of what it sent the peer shows the envelope under the node's own signature, of what it took the node's own
receipt (CIS-6.1).
"""

from __future__ import annotations

import msgspec

from almasu.kernel.interstate.channel import Envelope
from almasu.kernel.interstate.messages import SignedReceipt, is_sound
from almasu.kernel.interstate.problems_of_messages import NOT_READ

LINES = "/interstate/v1/lines"
AT_ONCE = 100
"""Messages of each direction in one answer."""


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a node knows its line to a peer: the last number it has a receipt of, and the last that it took."""

    received: int
    taken: int


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message as the peer has it: its envelope, the sender's signature, the receiver's receipt."""

    envelope: Envelope
    signature: bytes
    receipt: SignedReceipt


class Beyond(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the peer has beyond that, in its order: what the asking node sent it, and what the asking node took."""

    sent: tuple[Held, ...] = ()
    taken: tuple[Held, ...] = ()


def read_known(data: bytes) -> Known:
    """Return what a node asks; Problem `cis.message.unreadable` for anything else."""
    try:
        known = msgspec.msgpack.decode(data, type=Known)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise NOT_READ.at() from wrong
    if not (0 <= known.received < 1 << 50 and 0 <= known.taken < 1 << 50):
        raise NOT_READ.at()
    return known


def read_beyond(data: bytes) -> Beyond | None:
    """Return what a peer answered, None where it is nothing of the kind."""
    try:
        beyond = msgspec.msgpack.decode(data, type=Beyond)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    held = (*beyond.sent, *beyond.taken)
    return beyond if max(len(beyond.sent), len(beyond.taken)) <= AT_ONCE and all(map(_is_sound, held)) else None


def _is_sound(one: Held) -> bool:
    receipt = one.receipt.receipt
    is_of_it = (receipt.number, receipt.digest) == (one.envelope.number, one.envelope.digest())
    is_short = max(len(one.signature), len(one.receipt.signature)) <= 200
    return is_sound(one.envelope) and is_of_it and is_short and receipt.received_at.tzinfo is not None
