"""Comparing two histories of one line, each held by another state: where they differ, and which of them shows it.

Neither side is believed: a message counts where its sender's key signed it, a taking where the receiver's did, and
both where the log of who says so has it under its witnesses. What is still under way is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from almasu.kernel.interstate.channel import FIRST
from almasu.kernel.interstate.history import NOWHERE, History, Told, is_proved, reach_of
from almasu.kernel.interstate.messages import Direction, receipt_bytes
from almasu.kernel.interstate.peers import ENVELOPE, HISTORY, RECEIPT, PinnedKey, signed
from almasu.kernel.journal.checkpoint import Checkpoint


class Differs(StrEnum):
    """In what two histories differ, or in what one of them fails by itself."""

    OTHER_LINE = "other_line"
    """They are not the two sides of one line."""
    NOT_ITS_WORD = "not_its_word"
    """The node did not sign this history, or the messages do not go as far as it signed."""
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
    SIGNED_TWICE = "signed_twice"
    """The sender signed two messages that cannot both be of one history."""


class Word(msgspec.Struct, frozen=True):
    """What a side has under a number: the digest of the message, its leaf's place in the side's log, who signed it.

    An empty digest says that the side has nothing there, by its signed word of how far its history goes; `leaf` is -1
    where the message stands in no log.
    """

    by: str
    digest: bytes
    leaf: int
    signed_by: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """A difference: at which node, in which direction by the names of both nodes, at which number; 0 for the whole.

    `said` is what each side has there, and on whose signed word.
    """

    what: Differs
    at: str
    sender: str
    receiver: str
    number: int = 0
    said: tuple[Word, ...] = ()


class Compared(msgspec.Struct, frozen=True):
    """What came of a comparison: how many messages agree, how many are still under way, and the differences."""

    agree: int
    under_way: int
    differences: tuple[Difference, ...]


Numbered = Mapping[int, Told]


def compared(first: History, second: History, heads: tuple[Checkpoint, Checkpoint], *, cut: bool = False) -> Compared:
    """Compare two histories under the heads that witnesses vouched for (`vouched_head`).

    Of histories that were `cut` to some messages, only what those and the nodes' signed words show is a difference.
    """
    if (first.own, first.peer) != (second.peer, second.own) or first.own == first.peer:
        return Compared(0, 0, (Difference(Differs.OTHER_LINE, second.own, first.own, first.peer),))
    found: list[Difference] = [*_whole(first, second, cut=cut), *_whole(second, first, cut=cut)]
    agree = under_way = 0
    for history, head in zip((first, second), heads, strict=True):
        found += _by_itself(history, head, cut=cut)
    for sender, receiver in ((first, second), (second, first)):
        out, taken = _numbered(sender, Direction.OUT), _numbered(receiver, Direction.IN)
        for number in sorted(out.keys() | taken.keys()):
            told = list(_at(number, sender, receiver, out, taken, cut=cut))
            found += told
            if number in out and number in taken:
                agree += not told
            elif not told:
                under_way += 1
    return Compared(agree, under_way, tuple(dict.fromkeys(found)))


def _numbered(history: History, direction: Direction) -> Numbered:
    return {one.envelope.number: one for one in history.told if one.direction is direction}


def _whole(history: History, other: History, *, cut: bool) -> Iterator[Difference]:
    """Find what a history fails in as a whole: the node's signature over it, and the keys it is checked by."""
    word = HISTORY + history.signed_bytes()
    is_signed = any(signed(key, word, history.signature) for key in other.peer_keys)
    goes_so_far = cut or all(reach_of(history.told, one) == history.reach(one) for one in Direction)
    if not is_signed or not goes_so_far:
        yield Difference(Differs.NOT_ITS_WORD, history.own, history.own, history.peer)
    own = {(one.kind, one.key) for one in history.own_keys}
    if any((one.kind, one.key) not in own for one in other.peer_keys):
        yield Difference(Differs.OTHER_KEY, other.own, history.own, other.own)


def _by_itself(history: History, head: Checkpoint, *, cut: bool) -> Iterator[Difference]:
    """Find what fails in one history alone: proofs, signatures, the chain of digests without a gap."""
    for direction in Direction:
        is_out = direction is Direction.OUT
        sender, receiver = (history.own, history.peer) if is_out else (history.peer, history.own)
        keys = history.own_keys if is_out else history.peer_keys
        before: Told | None = None
        for one in (told for told in history.told if told.direction is direction):
            envelope = one.envelope
            where = (history.own, sender, receiver, envelope.number)
            said = (_word(history, one),)
            is_named = (envelope.sender, envelope.receiver) == (sender, receiver)
            if not is_named or not _follows(before, one, cut=cut) or not _ends(history, one):
                yield Difference(Differs.BROKEN, *where, said)
            if not _signed(keys, one):
                yield Difference(Differs.NOT_SIGNED, *where, said)
            if not is_proved(one, head):
                yield Difference(Differs.NOT_PROVED, *where, said)
            before = one


def _follows(before: Told | None, one: Told, *, cut: bool) -> bool:
    """Tell whether a message follows the one before; where something was cut out between them nothing is told."""
    number, last = (0, FIRST) if before is None else (before.envelope.number, before.envelope.digest())
    if one.envelope.number == number + 1:
        return one.envelope.before == last
    return cut and one.envelope.number > number


def _ends(history: History, one: Told) -> bool:
    """Tell whether a message fits how far the node signed that its history goes."""
    reach, envelope = history.reach(one.direction), one.envelope
    return envelope.number < reach.number or (envelope.number, envelope.digest()) == (reach.number, reach.last)


def _signed(keys: tuple[PinnedKey, ...], one: Told) -> bool:
    data = ENVELOPE + one.envelope.signed_bytes()
    return any(key.may_sign(one.envelope.number) and signed(key, data, one.signature) for key in keys)


def _word(history: History, one: Told | None) -> Word:
    """Return what a side has of a message, and who signed it: the message its sender, the receipt its receiver."""
    if one is None:
        return Word(history.own, b"", NOWHERE, (history.own,))
    sides = ((history.own, history.own_keys), (history.peer, history.peer_keys))
    (sender, keys), (receiver, theirs) = sides if one.direction is Direction.OUT else sides[::-1]
    by = (sender,) if _signed(keys, one) else ()
    if _received(theirs, one, sender, receiver):
        by = (*by, receiver)
    return Word(history.own, one.envelope.digest(), one.index, by)


def _received(keys: tuple[PinnedKey, ...], one: Told, sender: str, receiver: str) -> bool:
    """Tell whether a key of the receiver signed the receipt that a side shows of this very message."""
    given = one.receipt
    if given is None or (given.receipt.number, given.receipt.digest) != (one.envelope.number, one.envelope.digest()):
        return False
    data = RECEIPT + receipt_bytes(receiver, sender, given.receipt)
    return any(signed(key, data, given.signature) for key in keys)


def _at(
    number: int, sender: History, receiver: History, out: Numbered, taken: Numbered, *, cut: bool
) -> Iterator[Difference]:
    """Find how both sides differ about one number of one direction."""
    mine, theirs = out.get(number), taken.get(number)
    line = (sender.own, receiver.own, number, (_word(sender, mine), _word(receiver, theirs)))
    if mine is None:
        if not cut or (number > sender.sent.number and sender.own in line[3][1].signed_by):
            yield Difference(Differs.MISSING, sender.own, *line)
    elif theirs is None:
        is_behind = not cut or number > receiver.taken.number
        if is_behind and _received(receiver.own_keys, mine, sender.own, receiver.own):
            yield Difference(Differs.MISSING, receiver.own, *line)
    elif mine.envelope.digest() != theirs.envelope.digest():
        moved = any(one.envelope.content == mine.envelope.content for one in taken.values())
        yield Difference(Differs.OTHER_ORDER if moved else Differs.ALTERED, receiver.own, *line)
    elif not _one_receipt(mine, theirs, sender, receiver):
        yield Difference(Differs.OTHER_RECEIPT, receiver.own, *line)


def _one_receipt(mine: Told, theirs: Told, sender: History, receiver: History) -> bool:
    """Tell whether both sides show one receipt that the receiver signed; the sender may not have got it yet."""
    if mine.receipt is not None and mine.receipt != theirs.receipt:
        return False
    return _received(receiver.own_keys, theirs, sender.own, receiver.own)
