"""Comparing two histories of one line, each held by another state: where they differ, and which of them shows it.

Neither side is believed: a message counts where its sender's key signed it, a taking where the receiver's did, and
both where the log of who says so has it under its witnesses. What is still under way is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from almasu.kernel.interstate.channel import FIRST
from almasu.kernel.interstate.history import History, Told, is_proved
from almasu.kernel.interstate.messages import Direction, receipt_bytes
from almasu.kernel.interstate.peers import ENVELOPE, RECEIPT, PinnedKey, signed
from almasu.kernel.journal.checkpoint import Checkpoint


class Differs(StrEnum):
    """In what two histories differ, or in what one of them fails by itself."""

    OTHER_LINE = "other_line"
    """They are not the two sides of one line."""
    OTHER_KEY = "other_key"
    """A key by which one side checks the other is none of its keys."""
    NOT_PROVED = "not_proved"
    """The message does not stand in the side's own log under its witnesses."""
    NOT_SIGNED = "not_signed"
    """The sender's key did not sign the message."""
    BROKEN = "broken"
    """The message does not follow the one before, in this side's own history."""
    MISSING = "missing"
    """One side proves the message, and the other does not have it."""
    ALTERED = "altered"
    """The two sides have different messages of one number."""
    OTHER_ORDER = "other_order"
    """What one side has under this number the other has under another."""
    OTHER_RECEIPT = "other_receipt"
    """The receipts differ, or the receiver's key did not sign the one that is shown."""


class Difference(msgspec.Struct, frozen=True):
    """A difference: at which node, in which direction by the names of both nodes, at which number; 0 for the whole."""

    what: Differs
    at: str
    sender: str
    receiver: str
    number: int = 0


class Compared(msgspec.Struct, frozen=True):
    """What came of a comparison: how many messages agree, how many are still under way, and the differences."""

    agree: int
    under_way: int
    differences: tuple[Difference, ...]


Numbered = Mapping[int, Told]


def compared(first: History, second: History, heads: tuple[Checkpoint, Checkpoint]) -> Compared:
    """Compare two histories under the heads that witnesses vouched for (`vouched_head`)."""
    if (first.own, first.peer) != (second.peer, second.own) or first.own == first.peer:
        return Compared(0, 0, (Difference(Differs.OTHER_LINE, second.own, first.own, first.peer),))
    found: list[Difference] = [*_keys(first, second), *_keys(second, first)]
    agree = under_way = 0
    for history, head in zip((first, second), heads, strict=True):
        found += _by_itself(history, head)
    for sender, receiver in ((first, second), (second, first)):
        out, taken = _numbered(sender, Direction.OUT), _numbered(receiver, Direction.IN)
        for number in sorted(out.keys() | taken.keys()):
            told = list(_at(number, sender, receiver, out, taken))
            found += told
            if number in out and number in taken:
                agree += not told
            elif not told:
                under_way += 1
    return Compared(agree, under_way, tuple(dict.fromkeys(found)))


def _numbered(history: History, direction: Direction) -> Numbered:
    return {one.envelope.number: one for one in history.told if one.direction is direction}


def _keys(sender: History, receiver: History) -> Iterator[Difference]:
    own = {(one.kind, one.key) for one in sender.own_keys}
    if any((one.kind, one.key) not in own for one in receiver.peer_keys):
        yield Difference(Differs.OTHER_KEY, receiver.own, sender.own, receiver.own)


def _by_itself(history: History, head: Checkpoint) -> Iterator[Difference]:
    """Find what fails in one history alone: proofs, signatures, the chain of digests without a gap."""
    for direction in Direction:
        is_out = direction is Direction.OUT
        sender, receiver = (history.own, history.peer) if is_out else (history.peer, history.own)
        keys = history.own_keys if is_out else history.peer_keys
        last, number = FIRST, 0
        for one in (told for told in history.told if told.direction is direction):
            envelope = one.envelope
            where = (history.own, sender, receiver, envelope.number)
            if (envelope.sender, envelope.receiver, envelope.number, envelope.before) != (
                sender, receiver, number + 1, last,
            ):  # fmt: skip
                yield Difference(Differs.BROKEN, *where)
            if not _signed(keys, one):
                yield Difference(Differs.NOT_SIGNED, *where)
            if not is_proved(one, head):
                yield Difference(Differs.NOT_PROVED, *where)
            last, number = envelope.digest(), envelope.number


def _signed(keys: tuple[PinnedKey, ...], one: Told) -> bool:
    data = ENVELOPE + one.envelope.signed_bytes()
    return any(key.may_sign(one.envelope.number) and signed(key, data, one.signature) for key in keys)


def _at(number: int, sender: History, receiver: History, out: Numbered, taken: Numbered) -> Iterator[Difference]:
    """Find how both sides differ about one number of one direction."""
    mine, theirs = out.get(number), taken.get(number)
    line = (sender.own, receiver.own, number)
    if mine is None:
        yield Difference(Differs.MISSING, sender.own, *line)
    elif theirs is None:
        if mine.receipt is not None:
            yield Difference(Differs.MISSING, receiver.own, *line)
    elif mine.envelope.digest() != theirs.envelope.digest():
        moved = any(one.envelope.content == mine.envelope.content for one in taken.values())
        yield Difference(Differs.OTHER_ORDER if moved else Differs.ALTERED, receiver.own, *line)
    elif not _one_receipt(mine, theirs, sender, receiver):
        yield Difference(Differs.OTHER_RECEIPT, receiver.own, *line)


def _one_receipt(mine: Told, theirs: Told, sender: History, receiver: History) -> bool:
    """Tell whether both sides show one receipt that the receiver signed; the sender may not have got it yet."""
    given = theirs.receipt
    if given is None or (mine.receipt is not None and mine.receipt != given):
        return False
    if (given.receipt.number, given.receipt.digest) != (mine.envelope.number, mine.envelope.digest()):
        return False
    data = RECEIPT + receipt_bytes(receiver.own, sender.own, given.receipt)
    return any(signed(key, data, given.signature) for key in receiver.own_keys)
