"""A message on its way between nodes: what goes over the wire, what each side keeps of it, when it is tried again.

Over the wire goes the envelope, its signature, and the body behind a random salt, so that nobody who sees the digest in
a history can guess what was said. Back comes a signed receipt, or why there is none (CIS-6.1).
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.interstate.channel import Envelope, Receipt
from almasu.kernel.interstate.problems_of_messages import COURIER_WRONG, NOT_READ
from almasu.kernel.requests.free_text import hidden_in
from almasu.law.canonical import canonical_bytes
from almasu.law.moment import written

ADDRESS = "/interstate/v1/messages"
MEDIA = "application/vnd.almasu.interstate+msgpack"
SALT_BYTES = 32
MOST_BODY = 3 * 1024 * 1024
"""Bytes of one body; what is larger is divided by whoever sends it."""
MOST_WIRE = MOST_BODY + 16 * 1024
MOST_WAITING = 64 * 1024 * 1024
"""Bytes of messages that may wait for one that is missing, of one peer."""
MOST_TOLD = 256 * 1024
KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}")
LONGEST_KIND = 60
REFUSED = "refused"
"""The kind of a message that says which message was taken and not accepted, and why."""
CARD_KIND = "peer.card"
"""The kind of a message with the sender's next card."""
FIRST_TRY, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


class Way(StrEnum):
    """How a message went, as each item records it (CIS-6.1)."""

    NODE = "node"
    """Through an information system, from node to node."""
    COURIER = "courier"
    """Through diplomatic channels with courier service."""
    WORKPLACE = "workplace"
    """By a workplace of this node, for a body without a system of its own."""


class Form(StrEnum):
    """Form of an item by its carrier (CIS-6.2)."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Courier(msgspec.Struct, frozen=True):
    """An item with a courier: its number in the register, its seal, who carries it, when it was handed over and came.

    `form` tells whether the carrier is paper or a medium with the message's file.
    """

    number: str
    seal: str
    courier: str
    form: Form
    handed_at: datetime
    came_at: datetime | None = None


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message as it goes over the wire, or in a courier's bag: `body` begins with its salt."""

    envelope: Envelope
    signature: bytes
    body: bytes


class SignedReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A receipt with the receiving node's signature over `receipt_bytes`."""

    receipt: Receipt
    signature: bytes


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the sender is told: receipts, or why there are none; with neither the message waits for an earlier one."""

    receipts: tuple[SignedReceipt, ...] = ()
    refused: str = ""


class MessageState(StrEnum):
    """Where a message stands at one of its two nodes."""

    PENDING = "pending"
    """Sent from here, without a receipt yet."""
    RECEIVED = "received"
    """Sent from here, and the peer's receipt is kept."""
    WAITING = "waiting"
    """Came here before one that is missing."""
    TAKEN = "taken"
    """Came here and was worked on."""
    NOT_ACCEPTED = "not_accepted"
    """Was taken, and what it says was not accepted: at both nodes, with the code of the problem."""


class Direction(StrEnum):
    """Which way a message goes, as seen from here."""

    OUT = "out"
    IN = "in"


class Concern(msgspec.Struct, frozen=True):
    """What of this node a message of ours tells: the number of its paper, whose body it is of, and which step."""

    paper: UUID
    body: str
    step: str


class Message(msgspec.Struct, frozen=True):
    """What a node keeps of a message; the body stands beside it, until the receipt is here or it was worked on.

    `leaf` is the commitment of the leaf that told of it: at the sender of its sending, at the receiver of its taking.
    `about` is what of ours it tells, so that its body learns of it where the peer does not accept it.
    """

    peer: str
    direction: Direction
    envelope: Envelope
    signature: bytes
    state: MessageState
    at: datetime
    receipt: SignedReceipt | None = None
    problem: str = ""
    way: Way = Way.NODE
    courier: Courier | None = None
    leaf: bytes = b""
    about: Concern | None = None


class NotAccepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a message of kind `refused`: the number of the message and the problem's code and place."""

    number: int
    code: str
    where: str = ""


class Received(msgspec.Struct, frozen=True):
    """A message that is to be worked on: from whom, of which kind and number, what it says, when it was taken.

    `way` and `courier` tell how it came.
    """

    peer: str
    kind: str
    number: int
    body: bytes
    at: datetime
    way: Way = Way.NODE
    courier: Courier | None = None


class Line(msgspec.Struct, frozen=True):
    """Where the exchange with a peer stands: how much was sent and taken with the last digests, and the next try.

    `why` says what came of the last try, empty while all is well; `tries` counts those since something went through.
    """

    peer: str
    sent: int
    sent_last: bytes
    taken: int
    taken_last: bytes
    tries: int
    next_at: datetime
    why: str = ""


class Standing(msgspec.Struct, frozen=True):
    """A line as it is shown to whoever keeps nodes: whether something does not go through, since when, why, next try.

    Of a line that is well there is nothing to show, not even how much went over it: one request more in a count would
    tell that it was sent (CIS-8.4). `bag` is the oldest item with a courier of which no receipt came back; the keeper
    handed it over and knows of it.
    """

    peer: str
    name: str
    state: str
    why: str = ""
    since: datetime | None = None
    next_at: datetime | None = None
    bag: Courier | None = None


def receipt_bytes(giver: str, sender: str, receipt: Receipt) -> bytes:
    """Return the canonical bytes that the receiving node signs (RFC 8785)."""
    return canonical_bytes(
        {
            "giver": giver,
            "sender": sender,
            "number": receipt.number,
            "digest": receipt.digest.hex(),
            "received_at": written(receipt.received_at),
        }
    )


def salted(salt: bytes, body: bytes) -> bytes:
    """Return a body as it is sent."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return salt + body


def holds(sent: Sent) -> bool:
    """Tell whether a body is the one that the envelope binds."""
    return len(sent.body) >= SALT_BYTES and hashlib.sha256(sent.body).digest() == sent.envelope.content


def read_sent(data: bytes) -> Sent:
    """Return a message that came over the wire; Problem `cis.message.unreadable` for anything else."""
    try:
        sent = msgspec.msgpack.decode(data, type=Sent)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise NOT_READ.at() from wrong
    if not is_word(sent.envelope.kind):
        raise NOT_READ.at("kind")
    if not is_sound(sent.envelope) or len(sent.signature) > 200:
        raise NOT_READ.at("envelope")
    if len(sent.body) > MOST_BODY + SALT_BYTES:
        raise NOT_READ.at("body")
    return sent


def is_sound(envelope: Envelope) -> bool:
    """Tell whether what stands in an envelope has its measure, whoever signed it."""
    lengths = {len(envelope.before), len(envelope.content)}
    is_whole = lengths == {32} and envelope.sent_at.tzinfo is not None and 0 < envelope.number < 1 << 50
    return is_whole and is_word(envelope.kind) and max(len(envelope.sender), len(envelope.receiver)) <= 100


def read_told(data: bytes) -> Told | None:
    """Return what a peer answered, None where it is nothing of the kind."""
    try:
        told = msgspec.msgpack.decode(data, type=Told)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    sound = all(
        one.receipt.received_at.tzinfo is not None and 0 < one.receipt.number < 1 << 50 for one in told.receipts
    )
    return told if sound and (not told.refused or is_word(told.refused)) else None


def is_word(text: str) -> bool:
    """Tell whether what a peer calls a reason is a name as codes have them: it is kept and shown."""
    return len(text) <= LONGEST_KIND and KIND.fullmatch(text) is not None


def must_be_carried(courier: Courier) -> Courier:
    """Return a courier's item that the register can hold; Problem `cis.message.courier`."""
    for name in ("number", "seal", "courier"):
        said = getattr(courier, name)
        if not said.strip() or len(said) > 200 or hidden_in(said, name, one_line=True):
            raise COURIER_WRONG.at(name)
    return courier


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries that failed: twice as long each time, an hour at most."""
    doubled = 1 << min(max(tries - 1, 0), 20)
    return min(FIRST_TRY * doubled, LONGEST_WAIT)
