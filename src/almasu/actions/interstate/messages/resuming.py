"""Go on with a line after this node came back from a backup that is behind what its peer has seen (CIS-6.1).

What we sent and lost is put back as the peer shows it under our own signature, and the chain goes on behind it; what
was put since the restore under a number that was given away already is put anew. What we took and lost is put back as
taken, and its body is told that it was not accepted: what it said is gone here, and must be told again. Every step has
its leaf.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.messages.putting import LATER_KEYS, own_key, own_peer, put_message, put_signed, tell
from almasu.actions.interstate.messages.sending import LONGEST_WHY, receipt_in
from almasu.actions.node import Node
from almasu.kernel.interstate.channel import FIRST, Refusal
from almasu.kernel.interstate.messages import (
    REFUSED,
    SALT_BYTES,
    Direction,
    Line,
    Message,
    MessageState,
    NotAccepted,
    Way,
    receipt_bytes,
    wait_after,
)
from almasu.kernel.interstate.peers import (
    ENVELOPE,
    RECEIPT,
    Card,
    KeyKind,
    Peer,
    PeerState,
    PinnedKey,
    node_key,
    signed,
)
from almasu.kernel.interstate.problems_of_messages import LOST_AT_RESTORE, NOT_LET_IN
from almasu.kernel.interstate.resuming import AT_ONCE, Beyond, Held, Known
from almasu.kernel.ports import Transaction

PAGE = 200
REFUSED_TO_ANSWER = frozenset(f"status {one}" for one in (400, 403, 404, 415))
UNHURRIED = timedelta(seconds=30)
PAGES = 500
"""So many answers are taken in one turn; the rest in the next."""


class Asking(Protocol):
    """Asks a peer what it has of a line. It never raises for the outside."""

    async def ask(self, card: Card, known: Known) -> Beyond | str:
        """Return what the peer has beyond what is known, or why nothing came back in a few words of ours."""
        ...


async def show_beyond(node: Node, certificate: bytes, known: Known, at: datetime) -> Beyond:
    """Return what this node has of a line beyond what the peer says it knows; Problem `cis.peer.not_let_in`."""
    async with node.store.transaction() as transaction:
        peer = await transaction.lines.peer_of(certificate)
        if peer is None or peer.state is not PeerState.OPEN or not peer.card.holds_at(at):
            raise NOT_LET_IN.at()
        sent = await _held(transaction, peer.node, Direction.IN, known.received)
        return Beyond(sent, await _held(transaction, peer.node, Direction.OUT, known.taken))


async def _held(transaction: Transaction, peer: str, direction: Direction, after: int) -> tuple[Held, ...]:
    found = await transaction.lines.messages(peer, direction, after, AT_ONCE)
    return tuple(Held(one.envelope, one.signature, one.receipt) for one in found if one.receipt is not None)


async def resume_due(node: Node, asking: Asking, resumed: set[str], at: datetime) -> None:
    """Ask each peer that did not answer yet, as often as it would be sent to; one that answered joins `resumed`.

    Of one that refuses to answer nothing can be known so: what waits is sent, and what comes of it is shown.
    """
    async with node.store.transaction() as transaction:
        peers = [one.node for one in await transaction.lines.peers() if one.state is PeerState.OPEN]
        due = {one.peer for one in await transaction.lines.lines() if one.next_at <= at}
    to_ask = [one for one in peers if one in due and one not in resumed and one != node.audience]

    async def ask(name: str) -> None:
        why = await resume(node, asking, name, at)
        if not why or why in REFUSED_TO_ANSWER:
            resumed.add(name)
        else:
            await _not_yet(node, name, why, at)

    async with asyncio.TaskGroup() as together:
        for name in to_ask:
            together.create_task(ask(name))


async def _not_yet(node: Node, name: str, why: str, at: datetime) -> None:
    """Note when a peer is asked again, and why nothing goes to it where something waits.

    Where nothing waits yet, what is put next does not wait for long tries of before.
    """
    async with node.store.transaction() as transaction:
        line = await transaction.lines.line(name)
        if line is None:
            return
        waits, _ = await transaction.lines.pending(name)
        if not waits:
            await transaction.lines.move_line(replace(line, next_at=at + UNHURRIED))
            return
        tries = line.tries + 1
        await transaction.lines.move_line(
            replace(line, tries=tries, next_at=at + wait_after(tries), why=why[:LONGEST_WHY])
        )


async def resume(node: Node, asking: Asking, name: str, at: datetime) -> str:
    """Ask a peer for what it has beyond us and go on behind it; return why that is not known, empty where it is."""
    for _ in range(PAGES):
        async with node.store.transaction() as transaction:
            peer = await transaction.lines.peer(name)
            known = await _known(transaction, name)
        if peer is None or known is None or peer.state is not PeerState.OPEN:
            return ""
        beyond = await asking.ask(peer.card, known)
        if isinstance(beyond, str):
            return beyond
        if not beyond.sent and not beyond.taken:
            return ""
        async with node.store.transaction() as transaction:
            line = await transaction.lines.line(name)
            if line is None:
                return ""
            resuming = _Resuming(node, transaction, peer, line, at)
            went_on = await resuming.sent(beyond.sent) + await resuming.taken(beyond.taken)
        if not went_on:
            return "" if not beyond.sent else Refusal.ANOTHER_HISTORY.value
    return ""


async def _known(transaction: Transaction, name: str) -> Known | None:
    """Return how far we know a line: to the first message of ours without a receipt, and to the last that we took."""
    line = await transaction.lines.line(name)
    if line is None:
        return None
    waiting = await transaction.lines.in_state(name, Direction.OUT, MessageState.PENDING, 1)
    return Known(waiting[0].envelope.number - 1 if waiting else line.sent, line.taken)


class _Resuming:
    """One line that is locked."""

    def __init__(self, node: Node, transaction: Transaction, peer: Peer, line: Line, at: datetime) -> None:
        self.node, self.transaction, self.peer, self.line, self.at = node, transaction, peer, line, at

    async def sent(self, held: Iterable[Held]) -> int:
        """Take what the peer has of ours; return how much went on. What is not ours, or follows nothing, ends it."""
        keys = await self._own_keys()
        put_since: list[tuple[Message, bytes]] = []
        went_on = lost = 0
        for one in held:
            number = one.envelope.number
            mine = await self._message(Direction.OUT, number)
            if mine is not None and mine.envelope.digest() == one.envelope.digest():
                went_on += await receipt_in(self.node, self.transaction, self.peer.node, one.receipt, self.at)
                continue
            if not await self._is_ours(one, keys):
                break
            if mine is not None and not put_since:
                put_since = await self._put_since(number)
            await self._put_back(one)
            went_on, lost = went_on + 1, lost + 1
        for message, body in put_since:
            key = await own_key(self.node, self.transaction)
            kind, said = message.envelope.kind, body[SALT_BYTES:]
            await put_signed(self.node, self.transaction, self.peer, kind, said, self.at, key, message.about)
        return went_on

    async def _is_ours(self, one: Held, keys: Sequence[PinnedKey]) -> bool:
        envelope = one.envelope
        if (envelope.sender, envelope.receiver) != (self.node.audience, self.peer.node):
            return False
        before = await self._message(Direction.OUT, envelope.number - 1)
        last = FIRST if envelope.number == 1 else None if before is None else before.envelope.digest()
        data = ENVELOPE + envelope.signed_bytes()
        said = receipt_bytes(self.peer.node, self.node.audience, one.receipt.receipt)
        is_signed = any(signed(key, data, one.signature) for key in keys)
        return envelope.before == last and is_signed and self.peer.signed_receipt(said, one.receipt.signature)

    async def _put_since(self, number: int) -> list[tuple[Message, bytes]]:
        """Return what was put since the restore, from a number on, with its body: it never reached the peer."""
        since, after = list[tuple[Message, bytes]](), number - 1
        while found := await self.transaction.lines.messages(self.peer.node, Direction.OUT, after, PAGE):
            for message in found:
                body = await self.transaction.lines.body(message)
                if body is not None and message.receipt is None:
                    since.append((message, body))
            after = found[-1].envelope.number
        return since

    async def _put_back(self, one: Held) -> None:
        """Keep a message of ours that only the peer has still, and let the chain go on behind it."""
        message = Message(
            self.peer.node, Direction.OUT, one.envelope, one.signature, MessageState.RECEIVED, self.at, one.receipt
        )
        await self._keep(message, "put")
        self.line = replace(self.line, sent=one.envelope.number, sent_last=one.envelope.digest())
        await self.transaction.lines.move_line(self.line)

    async def taken(self, held: Iterable[Held]) -> int:
        """Take back what we gave receipts for and lost, and tell its sender that it is gone; return how much it was."""
        keys = await self._own_keys()
        went_on = 0
        for one in held:
            self.line = await self.transaction.lines.line(self.peer.node) or self.line
            follows = (one.envelope.number, one.envelope.before) == (self.line.taken + 1, self.line.taken_last)
            waits = await self._message(Direction.IN, one.envelope.number) is not None
            if not follows or waits or not self._took(one, keys):
                break
            message = Message(
                self.peer.node, Direction.IN, one.envelope, one.signature, MessageState.NOT_ACCEPTED, self.at,
                one.receipt, LOST_AT_RESTORE.code, Way.NODE,
            )  # fmt: skip
            await self._keep(message, "taken")
            after = replace(self.line, taken=one.envelope.number, taken_last=one.envelope.digest())
            await self.transaction.lines.move_line(after)
            if one.envelope.kind != REFUSED:
                gone = msgspec.msgpack.encode(NotAccepted(one.envelope.number, LOST_AT_RESTORE.code))
                await put_message(self.node, self.transaction, self.peer.node, REFUSED, gone, self.at)
            went_on += 1
        return went_on

    def _took(self, one: Held, keys: Sequence[PinnedKey]) -> bool:
        """Tell whether the peer signed a message and we its receipt."""
        envelope = one.envelope
        if (envelope.sender, envelope.receiver) != (self.peer.node, self.node.audience):
            return False
        said = RECEIPT + receipt_bytes(self.node.audience, self.peer.node, one.receipt.receipt)
        is_theirs = self.peer.signed_message(envelope.number, envelope.signed_bytes(), one.signature)
        return is_theirs and any(signed(key, said, one.receipt.signature) for key in keys)

    async def _keep(self, message: Message, step: str) -> None:
        leaf = await tell(self.node, self.transaction, message, step, self.at, {"restored": True})
        await self.transaction.lines.keep(replace(message, leaf=leaf), None)

    async def _message(self, direction: Direction, number: int) -> Message | None:
        return await self.transaction.lines.message(self.peer.node, direction, number)

    async def _own_keys(self) -> Sequence[PinnedKey]:
        """Return the keys that may have signed for this node, some later ones too: the backup may lack a card."""
        own = await own_peer(self.node, self.transaction)
        latest = (1 if own is None else own.card.generation) + LATER_KEYS
        found = (node_key(self.node.vault, self.node.audience, one) for one in range(1, latest + 1))
        return [PinnedKey(KeyKind.ED25519, one.key) for one in found]
