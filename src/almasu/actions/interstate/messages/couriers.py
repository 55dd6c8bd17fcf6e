"""A message by courier instead of the network: handed over, given back to the network, receipt brought back (CIS-6.1).

The item keeps its number in the chain of messages, so that both ways are one history. What is in the bag is the same
signed message; what comes back is the same signed receipt.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.messages.putting import ACTOR, tell
from almasu.actions.interstate.messages.sending import receipt_in
from almasu.actions.node import Node
from almasu.kernel.interstate.messages import (
    Courier,
    Direction,
    MessageState,
    Sent,
    Way,
    must_be_carried,
    read_told,
)
from almasu.kernel.interstate.problems_of_messages import MESSAGE_ABSENT, NOT_READ
from almasu.kernel.ports import Transaction


async def hand_to_courier(
    node: Node, transaction: Transaction, peer: str, number: int, courier: Courier, at: datetime, by: str = ACTOR
) -> bytes:
    """Give a message that waits to a courier and return it for the bag; the network does not send it any more.

    `by` is how the journal names whoever handed it over.

    Problems `cis.message.courier`, `cis.message.absent`.
    """
    item = must_be_carried(courier)
    await transaction.lines.line(peer)
    message = await transaction.lines.message(peer, Direction.OUT, number)
    body = None if message is None else await transaction.lines.body(message)
    if message is None or body is None or message.state is not MessageState.PENDING:
        raise MESSAGE_ABSENT.at("number")
    carried = replace(message, way=Way.COURIER, courier=item)
    await transaction.lines.keep(carried, body)
    await tell(node, transaction, carried, "with_courier", at, {"item": item.number, "form": item.form.value, "by": by})
    return msgspec.msgpack.encode(Sent(message.envelope, message.signature, body))


async def back_to_network(
    node: Node, transaction: Transaction, peer: str, number: int, at: datetime, by: str = ACTOR
) -> None:
    """Let the network send a message after all that a courier did not bring; Problem `cis.message.absent`."""
    await transaction.lines.line(peer)
    message = await transaction.lines.message(peer, Direction.OUT, number)
    body = None if message is None else await transaction.lines.body(message)
    if message is None or body is None or message.state is not MessageState.PENDING or message.way is not Way.COURIER:
        raise MESSAGE_ABSENT.at("number")
    after = replace(message, way=Way.NODE)
    await transaction.lines.keep(after, body)
    await tell(node, transaction, after, "back_from_courier", at, {"by": by})


async def take_back_receipt(node: Node, transaction: Transaction, peer: str, file: bytes, at: datetime) -> int:
    """Take the receipts that a courier brought back; return how many are of messages of ours.

    Problem `cis.message.unreadable`.
    """
    told = read_told(file)
    if told is None:
        raise NOT_READ.at("receipt")
    return sum([await receipt_in(node, transaction, peer, one, at) for one in told.receipts])
