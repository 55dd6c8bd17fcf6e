"""Evidence that a node told two histories: seen by heads and the keeper, taken along, put in by the keeper (CIS-6.1).

A node finds at its door that a peer signed two messages which contradict each other. That two histories differ whoever
compares them finds, a witness of either side, and hands the file on: nothing of it is believed but signatures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import acting
from almasu.actions.interstate.messages.keeping_evidence import keep_evidence
from almasu.actions.node import Node
from almasu.kernel.interstate.comparing import Difference
from almasu.kernel.interstate.evidence import HistoriesDiffer, KeptEvidence, read_evidence, shown
from almasu.kernel.interstate.history import History
from almasu.kernel.interstate.peers import HISTORY, Peer, signed
from almasu.kernel.interstate.problems_of_messages import EVIDENCE_UNKNOWN, EVIDENCE_WRONG, PEER_ABSENT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import KEEP_NODES, SEE_DIFFERENCES
from almasu.law.canonical import Json

MOST = 100
"""Pieces of evidence that are listed, the latest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence and what it shows, read from its signatures at this moment; empty where it holds no more.

    `name` is what the card of the node that it is about calls it, its id where the card is not known here.
    """

    kept: KeptEvidence
    differences: Sequence[Difference]
    name: str


async def differences(node: Node, token: str, at: datetime) -> Sequence[Shown]:
    """Return the evidence of two histories that this node keeps, the latest first."""
    async with node.store.transaction() as transaction:
        await acting(node, transaction, token, SEE_DIFFERENCES, at)
        found = await transaction.lines.evidence(MOST)
        peers = {one.peer: await transaction.lines.peer(one.peer) for one in found}
        return [_shown(one, peers[one.peer]) for one in found]


async def take_evidence(node: Node, token: str, number: UUID, at: datetime) -> bytes:
    """Return the file of a piece of evidence, which holds without this node; Problem `cis.evidence.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_DIFFERENCES, at)
        kept = await transaction.lines.evidence_of(number)
        if kept is None:
            raise EVIDENCE_UNKNOWN.at()
        await _tell(node, transaction, kept, "evidence_taken", who.said, at)
        return kept.file


async def put_in(node: Node, token: str, file: bytes, at: datetime) -> Shown:
    """Keep evidence that the histories of this node and of a peer differ, as whoever compared them handed it on.

    Problems `cis.evidence.wrong` for what proves nothing, or is not of this node's own line; `cis.peer.absent`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        evidence = _read(file)
        sides = {one.own: one for one in (evidence.first, evidence.second)}
        own, ours = await transaction.lines.peer(node.audience), sides.pop(node.audience, None)
        if ours is None or own is None:
            raise EVIDENCE_WRONG.at("file")
        [theirs] = sides.values()
        peer = await transaction.lines.peer(theirs.own)
        if peer is None:
            raise PEER_ABSENT.at("file")
        if not _is_word_of(own, ours) or not _is_word_of(peer, theirs):
            raise EVIDENCE_WRONG.at("file")
        kept = await keep_evidence(node, transaction, peer.node, file, at)
        await _tell(node, transaction, kept, "histories_differ", who.said, at)
        return _shown(kept, peer)


def _read(file: bytes) -> HistoriesDiffer:
    try:
        evidence = read_evidence(file)
        shown(evidence)
    except Malformed as wrong:
        raise EVIDENCE_WRONG.at("file") from wrong
    if not isinstance(evidence, HistoriesDiffer):
        raise EVIDENCE_WRONG.at("file")
    return evidence


def _is_word_of(known: Peer, history: History) -> bool:
    """Tell whether a key that this node knows signed a history."""
    return any(signed(key, HISTORY + history.signed_bytes(), history.signature) for key in known.keys)


def _shown(kept: KeptEvidence, peer: Peer | None) -> Shown:
    name = kept.peer if peer is None else peer.card.name
    try:
        return Shown(kept, shown(read_evidence(kept.file)), name)
    except Malformed:
        return Shown(kept, (), name)


async def _tell(node: Node, transaction: Transaction, kept: KeptEvidence, step: str, by: str, at: datetime) -> None:
    says: dict[str, Json] = {"step": step, "peer": kept.peer, "evidence": hashlib.sha256(kept.file).hexdigest()}
    told = leaf(node, EntryKind.INTERSTATE_MESSAGE_MOVED, at, by, f"node:{kept.peer}", says)
    await transaction.journal.append(told)
