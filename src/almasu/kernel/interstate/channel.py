"""Messages between two nodes: each signed, bound to the one before, taken exactly once and in its order (CIS-6.1).

The network may cut, double, reorder, replay and delay for days; a peer may lie or flood. A message is taken when it is
signed by the peer's pinned key, meant for this node, and follows the one taken before; one that comes early waits, one
that comes again gets its receipt again, and one that contradicts what was taken is refused for good: it is evidence
that the peer signed two histories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from almasu.law.canonical import canonical_bytes
from almasu.law.moment import written

AHEAD = 256
"""So many messages may wait for one that is missing: a flood beyond is refused, and nothing of it is kept."""
FIRST = b"\x00" * 32
"""Stands for the digest before the first message."""


class Envelope(msgspec.Struct, frozen=True):
    """What a node signs of a message: between whom, its number from 1 on, the digest of the one before, what it holds.

    `content` is the SHA-256 of the sealed body, `sent_at` what the sender's clock showed: it decides nothing here.
    """

    sender: str
    receiver: str
    number: int
    before: bytes
    kind: str
    content: bytes
    sent_at: datetime

    def signed_bytes(self) -> bytes:
        """Return the canonical bytes that the sending node signs (RFC 8785)."""
        return canonical_bytes(
            {
                "sender": self.sender,
                "receiver": self.receiver,
                "number": self.number,
                "before": self.before.hex(),
                "kind": self.kind,
                "content": self.content.hex(),
                "sent_at": written(self.sent_at),
            }
        )

    def digest(self) -> bytes:
        """Return the SHA-256 of the signed bytes, 32 bytes."""
        return hashlib.sha256(self.signed_bytes()).digest()


class Refusal(StrEnum):
    """Why a message was not taken."""

    UNSIGNED = "unsigned"
    NOT_FOR_US = "not_for_us"
    TOO_FAR_AHEAD = "too_far_ahead"
    ANOTHER_HISTORY = "another_history"
    """The peer signed another message of the same number, or one that follows another history."""


class Receipt(msgspec.Struct, frozen=True):
    """What the receiving node signs for a message: its number and digest, and when it was first received here."""

    number: int
    digest: bytes
    received_at: datetime


class Outbox(msgspec.Struct, frozen=True):
    """What a node sends a peer: messages in their order, kept until the peer's receipt is there."""

    own: str
    peer: str
    sent: int = 0
    last: bytes = FIRST
    pending: tuple[Envelope, ...] = ()


class Inbox(msgspec.Struct, frozen=True):
    """What a node took from a peer: how many, the digest and receipt of each that was taken, those that wait.

    `receipts` are by number; a store keeps them in rows and hands the ones concerned in.
    """

    own: str
    peer: str
    taken: int = 0
    last: bytes = FIRST
    waiting: Mapping[int, Envelope] = {}
    receipts: Mapping[int, Receipt] = {}
    forked: bool = False


def put(outbox: Outbox, kind: str, content: bytes, at: datetime) -> Outbox:
    """Return the outbox with one more message."""
    number = outbox.sent + 1
    envelope = Envelope(outbox.own, outbox.peer, number, outbox.last, kind, content, at)
    return replace(outbox, sent=number, last=envelope.digest(), pending=(*outbox.pending, envelope))


def acknowledged(outbox: Outbox, receipt: Receipt) -> Outbox:
    """Return the outbox without a message whose receipt came; a receipt for anything else changes nothing."""
    left = tuple(one for one in outbox.pending if (one.number, one.digest()) != (receipt.number, receipt.digest))
    return replace(outbox, pending=left)


class Taken(msgspec.Struct, frozen=True):
    """What came of a message: the inbox after it, what is to be worked on now in its order, what the peer is told.

    With neither a receipt nor a refusal the message waits for one that is missing.
    """

    inbox: Inbox
    deliver: tuple[Envelope, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    refused: Refusal | None = None


def take(inbox: Inbox, envelope: Envelope, at: datetime, *, signed: bool) -> Taken:
    """Return what comes of a message; `signed` tells whether the peer's pinned key signed its bytes."""
    if not signed:
        return Taken(inbox, refused=Refusal.UNSIGNED)
    if (envelope.sender, envelope.receiver) != (inbox.peer, inbox.own) or envelope.number < 1:
        return Taken(inbox, refused=Refusal.NOT_FOR_US)
    if envelope.number <= inbox.taken:
        return _again(inbox, envelope)
    if envelope.number > inbox.taken + AHEAD:
        return Taken(inbox, refused=Refusal.TOO_FAR_AHEAD)
    earlier = inbox.waiting.get(envelope.number)
    if earlier is not None and earlier.digest() != envelope.digest():
        return Taken(replace(inbox, forked=True), refused=Refusal.ANOTHER_HISTORY)
    return _delivered(replace(inbox, waiting={**inbox.waiting, envelope.number: envelope}), at)


def _again(inbox: Inbox, envelope: Envelope) -> Taken:
    """Answer a message that was taken before: with its receipt, or, where it is another, with a refusal."""
    receipt = inbox.receipts.get(envelope.number)
    if receipt is None or receipt.digest != envelope.digest():
        return Taken(replace(inbox, forked=True), refused=Refusal.ANOTHER_HISTORY)
    return Taken(inbox, receipts=(receipt,))


def _delivered(inbox: Inbox, at: datetime) -> Taken:
    """Take every waiting message that follows the last one."""
    waiting, receipts = dict(inbox.waiting), dict(inbox.receipts)
    taken, last = inbox.taken, inbox.last
    deliver: list[Envelope] = []
    made: list[Receipt] = []
    while (following := waiting.get(taken + 1)) is not None:
        del waiting[taken + 1]
        if following.before != last:
            left = replace(inbox, taken=taken, last=last, waiting=waiting, receipts=receipts, forked=True)
            return Taken(left, tuple(deliver), tuple(made), Refusal.ANOTHER_HISTORY)
        taken, last = taken + 1, following.digest()
        receipts[taken] = Receipt(taken, last, at)
        deliver.append(following)
        made.append(receipts[taken])
    after = replace(inbox, taken=taken, last=last, waiting=waiting, receipts=receipts)
    return Taken(after, tuple(deliver), tuple(made))
