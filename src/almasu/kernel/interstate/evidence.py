"""Evidence that a node told two histories: it holds without any node, on nothing but signatures (CIS-6.1).

Either a node signed two messages that cannot both be of one history, as its peer found at its door; or two histories
that both nodes signed differ, as whoever compared them found. Digests are in it, and no word of what was exchanged.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.comparing import Difference, Differs, Word, compared
from almasu.kernel.interstate.history import NOWHERE, History, must_be_whole, vouched_head
from almasu.kernel.interstate.messages import Direction
from almasu.kernel.interstate.peers import CARD, ENVELOPE, PinnedKey, SignedCard, must_be_a_card, signed
from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import Policy, read_policy
from almasu.law.problem import Problem

MOST_BYTES = 256 * 1024
"""Of a file of evidence: a form and a body of a program take it in."""
MOST_SHOWN = 20
"""Differences that one file shows: the first are enough to hold a node to its word."""
PROVES_NOTHING = frozenset({Differs.OTHER_LINE, Differs.NOT_ITS_WORD})
"""What shows a file that somebody changed, and no node that told two histories."""
HELD_TO = frozenset({Differs.MISSING, Differs.ALTERED, Differs.OTHER_ORDER, Differs.OTHER_RECEIPT, Differs.OTHER_KEY})
"""What the nodes' own signatures show. The rest may be the work of whoever had the file in hand."""


class Bare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message without its body."""

    envelope: Envelope
    signature: bytes


class SignedTwice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="signed_twice"):
    """Two messages of one node that contradict each other: by its card, and the keys that it had before."""

    receiver: str
    card: SignedCard
    keys: tuple[PinnedKey, ...]
    first: Bare
    second: Bare


class HistoriesDiffer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="histories_differ"):
    """Two signed histories, cut to the messages in which they differ, and the C2SP policies of both logs."""

    first: History
    second: History
    policies: tuple[str, str]


Evidence = SignedTwice | HistoriesDiffer


class KeptEvidence(msgspec.Struct, frozen=True):
    """Evidence as a node keeps it: its number here, about which peer, when it was found or put in, its file."""

    number: UUID
    peer: str
    at: datetime
    file: bytes


def written_evidence(evidence: Evidence) -> bytes:
    """Return the file of a piece of evidence."""
    return msgspec.json.encode(evidence)


def read_evidence(data: bytes) -> Evidence:
    """Return what a file of evidence holds; Malformed for anything else."""
    if len(data) > MOST_BYTES:
        raise Malformed("evidence of this size is not read")
    try:
        read = msgspec.json.decode(data, type=SignedTwice | HistoriesDiffer)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise Malformed(f"no evidence: {wrong}") from wrong
    match read:
        case HistoriesDiffer():
            must_be_whole(read.first)
            must_be_whole(read.second)
        case SignedTwice():
            moments = (read.card.card.since, read.card.card.until, read.first.envelope.sent_at)
            if any(at.tzinfo is None for at in (*moments, read.second.envelope.sent_at)):
                raise Malformed("a moment has its offset")
    return read


def evidence_of(first: History, second: History, found: tuple[Difference, ...], policies: tuple[Policy, Policy]) -> (
    HistoriesDiffer | None
):  # fmt: skip
    """Return the evidence of what a comparison found; None where no node can be held to it by its signed word."""
    if any(one.what in PROVES_NOTHING for one in found):
        return None
    told = [one for one in found if _is_held(one)][:MOST_SHOWN]
    evidence = HistoriesDiffer(_cut(first, told), _cut(second, told), (policies[0].text(), policies[1].text()))
    try:
        shown(evidence)
    except Malformed:
        return None
    return evidence


def shown(evidence: Evidence) -> tuple[Difference, ...]:
    """Return what a piece of evidence shows, from its signatures alone; Malformed where it proves nothing."""
    try:
        match evidence:
            case SignedTwice():
                return (_signed_twice(evidence),)
            case HistoriesDiffer():
                return _held(evidence)
    except ValueError as wrong:
        raise Malformed(f"no evidence: {wrong}") from wrong


def _held(evidence: HistoriesDiffer) -> tuple[Difference, ...]:
    found = compared(evidence.first, evidence.second, vouched(evidence), cut=True).differences
    held = tuple(one for one in found if _is_held(one))
    if not held or any(one.what in PROVES_NOTHING for one in found):
        raise Malformed("no node is held to its word by it")
    return held


def _is_held(one: Difference) -> bool:
    """Tell whether each side signed what it has there, and the receiver both receipts where those differ."""
    if one.what is Differs.OTHER_RECEIPT and any(one.receiver not in word.signed_by for word in one.said):
        return False
    return one.what in HELD_TO and all(word.by in word.signed_by for word in one.said)


def vouched(evidence: HistoriesDiffer, policies: tuple[Policy, Policy] | None = None) -> tuple[Checkpoint, Checkpoint]:
    """Return the heads of both histories, under the policies in the file or others; Malformed else."""
    ours = policies or (read_policy(evidence.policies[0]), read_policy(evidence.policies[1]))
    return vouched_head(evidence.first, ours[0]), vouched_head(evidence.second, ours[1])


def _cut(history: History, found: list[Difference]) -> History:
    """Return a history with the messages that differ and those right before them."""
    wanted: set[tuple[Direction, int]] = set()
    for one in found:
        direction = Direction.OUT if one.sender == history.own else Direction.IN
        wanted |= {(direction, one.number), (direction, one.number - 1)}
    return replace(history, told=tuple(one for one in history.told if (one.direction, one.envelope.number) in wanted))


def _signed_twice(evidence: SignedTwice) -> Difference:
    """Return what two messages show of their sender; Malformed where its card does not vouch for who signed both."""
    try:
        card = must_be_a_card(evidence.card)
    except Problem as no:
        raise Malformed("the card does not hold") from no
    first, second = evidence.first.envelope, evidence.second.envelope
    if {(one.sender, one.receiver) for one in (first, second)} != {(card.node, evidence.receiver)}:
        raise Malformed("the messages are of another line")
    if not all(_is_by(evidence, one) for one in (evidence.first, evidence.second)):
        raise Malformed("a message is not signed by a key that the card vouches for")
    if not _contradict(first, second):
        raise Malformed("the messages may be of one history")
    said = tuple(Word(evidence.receiver, one.digest(), NOWHERE, (card.node,)) for one in (first, second))
    return Difference(Differs.SIGNED_TWICE, card.node, card.node, evidence.receiver, second.number, said)


def _is_by(evidence: SignedTwice, one: Bare) -> bool:
    """Tell whether a message is signed by the key of the card, or by one that handed that card on."""
    card, data = evidence.card.card, ENVELOPE + one.envelope.signed_bytes()
    handed = CARD + card.signed_bytes()
    own = PinnedKey(card.kind, card.key)
    former = [key for key in evidence.keys if signed(key, handed, evidence.card.before)]
    return any(signed(key, data, one.signature) for key in (own, *former))


def _contradict(first: Envelope, second: Envelope) -> bool:
    """Tell whether two messages of one line cannot both be of one history."""
    if second.number == first.number:
        return first.digest() != second.digest()
    if second.number == first.number + 1:
        return second.before != first.digest()
    return second.number == 1 and second.before != FIRST
