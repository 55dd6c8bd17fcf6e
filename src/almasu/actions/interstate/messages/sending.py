"""Send what waits for other nodes, in its order; try again for days, an hour apart at most (CIS-6.1).

Before each try it is noted when the next one would be: a process that dies while it sends changes nothing. What is sent
twice is taken once by the other side.
"""

from __future__ import annotations

import asyncio
from collections.abc import Container
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from almasu.actions.interstate.messages.putting import signed_anew, tell
from almasu.actions.node import Node
from almasu.kernel.interstate.channel import Refusal
from almasu.kernel.interstate.messages import (
    Direction,
    Message,
    MessageState,
    Sent,
    SignedReceipt,
    Told,
    Way,
    receipt_bytes,
    wait_after,
)
from almasu.kernel.interstate.peers import Card, Peer, PeerState
from almasu.kernel.ports import Transaction
from almasu.law.problem import Fault

PEERS_AT_ONCE = 50
IN_A_ROW = 200
"""Messages that one turn sends to one peer; the rest goes with the next turn."""
LONGEST_TURN = 10.0
"""Seconds after which no further message to a peer is begun in one turn: the others' next turn waits for its end."""
LONGEST_WHY = 60
WAITS, ENDED, RECEIPT_WRONG = "waits for an earlier one", "card ended", "receipt of something else"
NOT_TRIED = "not tried"
"""What is shown of a line where something waits for long and no try says why: whatever sends does not run."""


class Wire(Protocol):
    """Brings a message to a peer's door. It never raises for the outside."""

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        """Return what the peer told, or why nothing came back in a few words of ours."""
        ...


async def send_due(node: Node, wire: Wire, at: datetime, only: Container[str] | None = None) -> int:
    """Send what is due to every peer, or to some only; return how many messages got their receipt.

    Peers are served beside each other: one that is slow, or whose answer is a fault, holds up no other.
    """
    async with node.store.transaction() as transaction:
        due = await transaction.lines.due(at, PEERS_AT_ONCE)
    chosen = [peer for peer in due if only is None or peer in only]
    came = await asyncio.gather(*(_send_to(node, wire, peer, at) for peer in chosen), return_exceptions=True)
    for one in came:
        if isinstance(one, BaseException):
            raise one
    return sum(one for one in came if isinstance(one, int))


async def _send_to(node: Node, wire: Wire, name: str, at: datetime) -> int:
    """Send to one peer until nothing waits or something does not go through."""
    through, after, clock = 0, 0, asyncio.get_running_loop().time
    end = clock() + LONGEST_TURN
    while through < IN_A_ROW and clock() < end:
        begun = await _begun(node, name, after, at)
        if begun is None:
            break
        peer, message, sent = begun
        told = await _bring(node, wire, peer, sent)
        why = told if isinstance(told, str) else await take_told(node, name, message, told, at)
        if why:
            await _failed(node, name, why)
            break
        through, after = through + 1, message.envelope.number
    return through


async def _begun(node: Node, name: str, after: int, at: datetime) -> tuple[Peer, Message, Sent] | None:
    """Note a try and when the next one would be; None where there is nothing to send, or it is not due."""
    async with node.store.transaction() as transaction:
        lines = transaction.lines
        line, peer = await lines.line(name), await lines.peer(name)
        if line is None or peer is None or peer.state is PeerState.REVOKED or line.next_at > at:
            return None
        message = await _first(transaction, name, after)
        if message is None:
            return None
        tries = line.tries + 1
        why = line.why if peer.card.holds_at(at) else ENDED
        await lines.move_line(replace(line, tries=tries, next_at=at + wait_after(tries), why=why))
        if not peer.card.holds_at(at):
            return None
        body = await lines.body(message)
    if body is None:
        raise Fault(f"the body of the message {message.envelope.number} to {name} is gone")
    return peer, message, Sent(message.envelope, message.signature, body)


async def _bring(node: Node, wire: Wire, peer: Peer, sent: Sent) -> Told | str:
    """Bring a message; one that its peer holds for unsigned is signed anew by each key of our later cards."""
    told = await wire.bring(peer.card, sent)
    if not _is_unsigned(told):
        return told
    async with node.store.transaction() as transaction:
        later = await signed_anew(node, transaction, sent)
    for one in later:
        if not _is_unsigned(told := await wire.bring(peer.card, one)):
            break
    return told


def _is_unsigned(told: Told | str) -> bool:
    return isinstance(told, Told) and told.refused == Refusal.UNSIGNED


async def _first(transaction: Transaction, name: str, after: int) -> Message | None:
    """Return the first message behind a number that goes over the network; one with a courier is passed over."""
    while found := await transaction.lines.in_state(name, Direction.OUT, MessageState.PENDING, 50, after):
        for one in found:
            if one.way is Way.NODE:
                return one
        after = found[-1].envelope.number
    return None


async def take_told(node: Node, name: str, message: Message, told: Told, at: datetime) -> str:
    """Take what a peer told of a message; return why it has no receipt, empty where it has one now.

    Receipts for other messages of ours are taken too; one for something else changes nothing.
    """
    for one in told.receipts:
        if not await take_receipt(node, name, one, at):
            return RECEIPT_WRONG
    if any(one.receipt.number == message.envelope.number for one in told.receipts):
        return ""
    return told.refused[:LONGEST_WHY] or (RECEIPT_WRONG if told.receipts else WAITS)


async def take_receipt(node: Node, name: str, given: SignedReceipt, at: datetime) -> bool:
    """Take a receipt in a transaction of its own; tell whether it is of a message of ours and the peer signed it."""
    async with node.store.transaction() as transaction:
        return await receipt_in(node, transaction, name, given, at)


async def receipt_in(node: Node, transaction: Transaction, name: str, given: SignedReceipt, at: datetime) -> bool:
    """Take a receipt; tell whether it is of a message of ours and the peer signed it. Else nothing is changed."""
    lines, receipt = transaction.lines, given.receipt
    line, peer = await lines.line(name), await lines.peer(name)
    message = await lines.message(name, Direction.OUT, receipt.number)
    if line is None or peer is None or message is None or message.envelope.digest() != receipt.digest:
        return False
    if not peer.signed_receipt(receipt_bytes(name, node.audience, receipt), given.signature):
        return False
    if message.receipt is not None:
        return True
    state = MessageState.RECEIVED if message.state is MessageState.PENDING else message.state
    after = replace(message, state=state, receipt=given)
    await lines.keep(after, None)
    await lines.move_line(replace(line, tries=0, next_at=at, why=""))
    await tell(node, transaction, after, "received", at)
    return True


async def _failed(node: Node, name: str, why: str) -> None:
    """Note what came of the last try."""
    async with node.store.transaction() as transaction:
        line = await transaction.lines.line(name)
        if line is not None:
            await transaction.lines.move_line(replace(line, why=why[:LONGEST_WHY]))
