"""Take the history of a line along, proved by the node's own log, to be compared with the other side's (CIS-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from almasu.actions.cosigning import proven
from almasu.actions.entering import leaf
from almasu.actions.interstate.messages.putting import ACTOR, told_key
from almasu.actions.node import Node
from almasu.actions.read_journal import JournalReader, published
from almasu.kernel.interstate.history import NOWHERE, History, Told, reach_of
from almasu.kernel.interstate.messages import Direction, Message, MessageState
from almasu.kernel.interstate.peers import HISTORY, PinnedKey
from almasu.kernel.interstate.problems_of_messages import PEER_ABSENT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.proofs import inclusion_proof
from almasu.law.canonical import Json

PAGE = 500


class OpenedJournal(JournalReader, Protocol):
    """A log that is read with its content."""

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1."""
        ...


async def history_of(node: Node, journal: OpenedJournal, name: str, at: datetime) -> History:
    """Return the signed history of a line, proved under the latest co-signed head; a leaf tells that it was taken.

    Problems `cis.peer.absent`, `log.no_checkpoint`.
    """
    shown = await published(journal)
    async with node.store.transaction() as transaction:
        peer, own = await transaction.lines.peer(name), await transaction.lines.peer(node.audience)
    if peer is None or own is None:
        raise PEER_ABSENT.at("peer")
    told: list[Told] = []
    for direction in Direction:
        after = 0
        while page := await _page(node, name, direction, after):
            after = page[-1].envelope.number
            taken = [one for one in page if one.state is not MessageState.WAITING]
            told += [await _told(journal, one, shown.head.size) for one in taken]
    async with node.store.transaction() as transaction:
        says: dict[str, Json] = {"step": "history_taken", "peer": name, "messages": len(told)}
        taken_along = leaf(node, EntryKind.INTERSTATE_MESSAGE_MOVED, at, ACTOR, f"node:{name}", says)
        await transaction.journal.append(taken_along)
        key = await told_key(node, transaction, name)
    sent, taken_in = (reach_of(told, one) for one in (Direction.OUT, Direction.IN))
    keys, note = signing_keys(own.keys), shown.note
    history = History(node.audience, name, at, keys, peer.keys, note, sent, taken_in, tuple(told))
    return replace(history, signature=key.sign(HISTORY + history.signed_bytes()))


async def _page(node: Node, name: str, direction: Direction, after: int) -> Sequence[Message]:
    async with node.store.transaction() as transaction:
        return await transaction.lines.messages(name, direction, after, PAGE)


def signing_keys(keys: tuple[PinnedKey, ...]) -> tuple[PinnedKey, ...]:
    """Return one's own keys as every peer would see them: each line changes keys at a number of its own."""
    return tuple(PinnedKey(one.kind, one.key) for one in keys)


async def _told(journal: OpenedJournal, message: Message, size: int) -> Told:
    index = await journal.position_of(message.leaf)
    if index is None or index >= size:
        return _bare(message)
    path = await proven(journal.tiles, size, partial(inclusion_proof, index, size))
    stretch = await journal.stretch(index, index + 1)
    return Told(
        message.direction, message.envelope, message.signature, message.receipt,
        bytes(stretch.contents[0]), index, tuple(path),
    )  # fmt: skip


def _bare(message: Message) -> Told:
    return Told(message.direction, message.envelope, message.signature, message.receipt, b"", NOWHERE, ())
