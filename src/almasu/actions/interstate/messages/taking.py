"""Take a message of another node: its row, its receipt, its leaf and what it means, in one transaction (CIS-6.1).

A message that is not accepted is answered by a message of kind `refused` and holds up no other. A fault undoes the
whole transaction: nothing was taken, and the peer tries again.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.messages.keeping_evidence import keep_evidence
from almasu.actions.interstate.messages.peers import take_card
from almasu.actions.interstate.messages.putting import ACTOR, put_message, tell, told_key
from almasu.actions.node import Node
from almasu.kernel.interstate import channel, messages, peers
from almasu.kernel.interstate.channel import Envelope, Inbox, Receipt, Refusal, Taken
from almasu.kernel.interstate.evidence import Bare, SignedTwice, written_evidence
from almasu.kernel.interstate.messages import (
    MOST_WAITING,
    REFUSED,
    SALT_BYTES,
    Courier,
    Direction,
    Line,
    Message,
    MessageState,
    NotAccepted,
    Received,
    Sent,
    SignedReceipt,
    Told,
    Way,
    holds,
    receipt_bytes,
)
from almasu.kernel.interstate.peers import RECEIPT, NodeKey, Peer, PeerState
from almasu.kernel.interstate.problems_of_messages import (
    KIND_UNKNOWN,
    NOT_LET_IN,
    NOT_READ,
    PEER_STOPPED,
)
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.law.problem import Fault, Problem, ProblemGroup

Handler = Callable[[Node, Transaction, Received], Awaitable[None]]
"""What is done with a message of a kind, in the transaction that takes it; a Problem says that it is not accepted."""
Handlers = Mapping[str, Handler]


async def take_message(node: Node, handlers: Handlers, certificate: bytes, sent: Sent, at: datetime) -> Told:
    """Take a message from whoever shows a TLS certificate with this SHA-256; return what the sender is told.

    Problems `cis.peer.not_let_in`, `cis.peer.stopped`.
    """
    async with node.store.transaction() as transaction:
        peer = await transaction.lines.peer_of(certificate)
        if peer is None:
            raise NOT_LET_IN.at()
        return await take_of(node, transaction, handlers, peer.node, sent, at)


async def take_of(
    node: Node,
    transaction: Transaction,
    handlers: Handlers,
    name: str,
    sent: Sent,
    at: datetime,
    courier: Courier | None = None,
) -> Told:
    """Take a message of a peer inside a transaction, from the network or out of a courier's bag; Problems as above."""
    line = await transaction.lines.line(name)
    peer = await transaction.lines.peer(name)
    if peer is None or line is None or name == node.audience or not peer.card.holds_at(at):
        raise NOT_LET_IN.at()
    if peer.state is not PeerState.OPEN:
        raise (PEER_STOPPED if peer.state is PeerState.STOPPED else NOT_LET_IN).at()
    return await _Taking(node, transaction, handlers, peer, line, at).take(sent, courier)


class _Taking:
    """One message at a line that is locked."""

    def __init__(
        self, node: Node, transaction: Transaction, handlers: Handlers, peer: Peer, line: Line, at: datetime
    ) -> None:
        self.node, self.transaction, self.handlers = node, transaction, handlers
        self.peer, self.line, self.at = peer, line, at

    async def take(self, sent: Sent, courier: Courier | None) -> Told:
        envelope = sent.envelope
        is_signed = holds(sent) and self.peer.signed_message(envelope.number, envelope.signed_bytes(), sent.signature)
        inbox = await self._inbox(envelope.number)
        taken = channel.take(inbox, envelope, self.at, signed=is_signed)
        if taken.refused is None and await self._is_too_much(taken, sent):
            return Told(refused=Refusal.TOO_FAR_AHEAD.value)
        if is_signed and envelope.number in taken.inbox.waiting and envelope.number not in inbox.waiting:
            await self.transaction.lines.keep(self._message(sent, MessageState.WAITING, courier), sent.body)
        receipts: list[SignedReceipt] = []
        for one in taken.deliver:
            if one.number != envelope.number and not await self._may_follow(one):
                return Told(tuple(receipts))
            receipts.append(await self._deliver(one, taken, sent, courier))
        if taken.inbox.forked:
            await self._stop(sent, taken)
        if not taken.deliver and taken.receipts:
            receipts = [await self._again(taken.receipts[0])]
        return Told(tuple(receipts), "" if taken.refused is None else taken.refused.value)

    async def _inbox(self, number: int) -> Inbox:
        """Return the peer's inbox with what concerns a message of this number."""
        lines, name = self.transaction.lines, self.peer.node
        waiting = await lines.in_state(name, Direction.IN, MessageState.WAITING, channel.AHEAD)
        before = await lines.message(name, Direction.IN, number) if number <= self.line.taken else None
        receipts = {} if before is None or before.receipt is None else {number: before.receipt.receipt}
        return Inbox(
            own=self.node.audience,
            peer=name,
            taken=self.line.taken,
            last=self.line.taken_last,
            waiting={one.envelope.number: one.envelope for one in waiting if self._is_still_signed(one)},
            receipts=receipts,
        )

    def _is_still_signed(self, message: Message) -> bool:
        """Tell whether a message that waits is signed by a key that still may: one of a lost key accuses nobody."""
        envelope = message.envelope
        if len(self.peer.keys) == 1:
            return True
        return self.peer.signed_message(envelope.number, envelope.signed_bytes(), message.signature)

    async def _may_follow(self, envelope: Envelope) -> bool:
        """Tell whether a message that waited may be taken still: the one before it may have changed the key."""
        self.peer = await self.transaction.lines.peer(self.peer.node) or self.peer
        waited = await self.transaction.lines.message(self.peer.node, Direction.IN, envelope.number)
        return waited is not None and self._is_still_signed(waited)

    async def _is_too_much(self, taken: Taken, sent: Sent) -> bool:
        """Tell whether a message that would wait finds no place any more: a flood has a bound in bytes too."""
        if taken.deliver or taken.receipts or sent.envelope.number == self.line.taken + 1:
            return False
        held = await self.transaction.lines.waiting_bytes(self.peer.node)
        return held + len(sent.body) > MOST_WAITING

    def _message(self, sent: Sent, state: MessageState, courier: Courier | None) -> Message:
        way = Way.NODE if courier is None else Way.COURIER
        return Message(
            self.peer.node, Direction.IN, sent.envelope, sent.signature, state, self.at, way=way, courier=courier
        )

    async def _deliver(self, envelope: Envelope, taken: Taken, sent: Sent, courier: Courier | None) -> SignedReceipt:
        """Take one message that follows the last: receipt, leaf, and its handler in a part of its own."""
        lines, node = self.transaction.lines, self.node
        if envelope.number == sent.envelope.number:
            message, body = self._message(sent, MessageState.TAKEN, courier), sent.body
        else:
            waited = await lines.message(self.peer.node, Direction.IN, envelope.number)
            held = None if waited is None else await lines.body(waited)
            if waited is None or held is None:
                raise Fault(f"the message {envelope.number} of {self.peer.node} that waited is gone")
            message, body = waited, held
        receipt = taken.inbox.receipts[envelope.number]
        given = SignedReceipt(receipt, (await self._key()).sign(RECEIPT + self._said(receipt)))
        commitment = await tell(node, self.transaction, message, "taken", self.at)
        message = replace(message, state=MessageState.TAKEN, receipt=given, leaf=commitment)
        await lines.keep(message, None)
        self.line = replace(self.line, taken=envelope.number, taken_last=envelope.digest())
        await lines.move_line(self.line)
        await self._work_on(message, body[SALT_BYTES:])
        self.line = await lines.line(self.peer.node) or self.line
        return given

    async def _work_on(self, message: Message, body: bytes) -> None:
        envelope = message.envelope
        received = Received(self.peer.node, envelope.kind, envelope.number, body, self.at, message.way, message.courier)
        try:
            async with self.transaction.lines.apart():
                await self._handler(envelope.kind)(self.node, self.transaction, received)
        except ProblemGroup as several:
            await self._not_accepted(message, several.problems[0])
        except Problem as no:
            await self._not_accepted(message, no)

    def _handler(self, kind: str) -> Handler:
        match kind:
            case messages.CARD_KIND:
                return take_card
            case messages.REFUSED:
                return self._was_refused
            case _ if kind in self.handlers:
                return self.handlers[kind]
            case _:
                raise KIND_UNKNOWN.at("kind")

    async def _not_accepted(self, message: Message, no: Problem) -> None:
        """Keep and tell the peer that what a message says was not accepted; of a refusal nothing is told back."""
        code = no.kind.code
        await self.transaction.lines.keep(replace(message, state=MessageState.NOT_ACCEPTED, problem=code), None)
        await tell(self.node, self.transaction, message, "not_accepted", self.at, {"problem": code})
        if message.envelope.kind != REFUSED:
            body = msgspec.msgpack.encode(NotAccepted(message.envelope.number, code, no.where[:200]))
            await put_message(self.node, self.transaction, self.peer.node, REFUSED, body, self.at)

    async def _was_refused(self, node: Node, transaction: Transaction, received: Received) -> None:
        """Note that the peer did not accept a message of ours, and let its own handler know."""
        try:
            told = msgspec.msgpack.decode(received.body, type=NotAccepted)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
            raise NOT_READ.at("body") from wrong
        if not messages.is_word(told.code):
            raise NOT_READ.at("code")
        mine = await transaction.lines.message(self.peer.node, Direction.OUT, told.number)
        if mine is None or mine.state is MessageState.NOT_ACCEPTED:
            return
        body = await transaction.lines.body(mine)
        after = replace(mine, state=MessageState.NOT_ACCEPTED, problem=told.code)
        await transaction.lines.keep(after, body if mine.receipt is None else None)
        await tell(node, transaction, after, "was_not_accepted", self.at, {"problem": after.problem})
        handler = self.handlers.get(REFUSED)
        if handler is not None:
            await handler(node, transaction, received)

    async def _again(self, receipt: Receipt) -> SignedReceipt:
        """Return the receipt that was given before, as it was signed then."""
        before = await self.transaction.lines.message(self.peer.node, Direction.IN, receipt.number)
        if before is None or before.receipt is None:
            raise Fault(f"the receipt of the message {receipt.number} of {self.peer.node} is gone")
        return before.receipt

    async def _stop(self, sent: Sent, taken: Taken) -> None:
        """Stop a peer that signed two histories, and keep both of what it signed as evidence."""
        lines, name = self.transaction.lines, self.peer.node
        second = await self._second(sent, taken)
        first = await lines.message(name, Direction.IN, second.envelope.number)
        if first is None or hmac.compare_digest(first.envelope.digest(), second.envelope.digest()):
            first = await lines.message(name, Direction.IN, second.envelope.number - 1)
        before = second if first is None else Sent(first.envelope, first.signature, b"")
        peer = await lines.peer(name) or self.peer
        twice = (Bare(one.envelope, one.signature) for one in (before, second))
        found = SignedTwice(self.node.audience, peer.signed, peer.keys, *twice)
        await keep_evidence(self.node, self.transaction, name, written_evidence(found), self.at)
        await lines.keep_peer(peers.moved(peer, PeerState.STOPPED, ACTOR, "two histories", self.at), self.at)
        says = {
            "node": name,
            "state": PeerState.STOPPED.value,
            "how": "two_histories",
            "first": before.envelope.digest().hex(),
            "second": second.envelope.digest().hex(),
        }
        told = leaf(self.node, EntryKind.INTERSTATE_PEER_MOVED, self.at, ACTOR, f"node:{name}", says)
        await self.transaction.journal.append(told)

    async def _second(self, sent: Sent, taken: Taken) -> Sent:
        """Return the message that contradicts: the one that came, or one that waited and does not follow it."""
        if sent.envelope not in taken.deliver:
            return sent
        waited = await self.transaction.lines.message(self.peer.node, Direction.IN, taken.inbox.taken + 1)
        return sent if waited is None else Sent(waited.envelope, waited.signature, b"")

    async def _key(self) -> NodeKey:
        return await told_key(self.node, self.transaction, self.peer.node)

    def _said(self, receipt: Receipt) -> bytes:
        return receipt_bytes(self.node.audience, self.peer.node, receipt)
