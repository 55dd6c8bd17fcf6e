"""Messages on their way: a queue that forgets what nobody waits for any more, and the carrier's replies to it.

A code that is not taken in time must not arrive later, so a message is dropped from the queue once its sender gave up.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmpplib import DeliverSm, GenericNack, SubmitSm, SubmitSmResp
from aiosmpplib.broker import AbstractBroker
from aiosmpplib.hook import AbstractHook
from aiosmpplib.protocol import SmppMessage
from aiosmpplib.state import SmppCommandStatus

LOG = logging.getLogger(__name__)
MOST_WAITING = 1000


class Outbox(AbstractBroker):  # type: ignore[misc]  # the library carries no types
    """The queue between senders and the session with the carrier."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[SubmitSm] = asyncio.Queue(MOST_WAITING)
        self._awaited: dict[str, asyncio.Future[bool]] = {}

    @contextmanager
    def awaited(self) -> Iterator[tuple[str, asyncio.Future[bool]]]:
        """Yield a mark for one message and the future of the carrier's reply; at the end nobody waits any more."""
        mark = secrets.token_hex(8)
        reply: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._awaited[mark] = reply
        try:
            yield mark, reply
        finally:
            del self._awaited[mark]

    def reply(self, mark: str, taken: bool) -> None:
        """Note the carrier's reply to one message."""
        future = self._awaited.get(mark)
        if future is not None and not future.done():
            future.set_result(taken)

    def put(self, message: SubmitSm) -> bool:
        """Queue a message and return whether there was room."""
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            return False
        return True

    async def enqueue(self, message: SmppMessage) -> None:
        """Queue a message for the library's own sake."""
        if isinstance(message, SubmitSm):
            await self._queue.put(message)

    async def dequeue(self) -> SmppMessage:
        """Return the next message somebody still waits for."""
        while True:
            message = await self._queue.get()
            if message.log_id in self._awaited:
                return message


class Replies(AbstractHook):  # type: ignore[misc]  # the library carries no types
    """Hears what passes between us and the carrier. Neither texts nor numbers are logged, only marks and states."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def sending(self, smpp_message: SmppMessage, pdu: bytes, client_id: str) -> None:
        """Do nothing before sending."""

    async def received(self, smpp_message: SmppMessage | None, pdu: bytes, client_id: str) -> None:
        """Pass the carrier's reply on to the sender, and log delivery receipts."""
        match smpp_message:
            case SubmitSmResp() | GenericNack():
                taken = smpp_message.command_status == SmppCommandStatus.ESME_ROK
                self._outbox.reply(getattr(smpp_message, "log_id", ""), taken)
                if not taken:
                    LOG.warning("the carrier refused a message: %s", smpp_message.command_status.name)
            case DeliverSm() if smpp_message.is_receipt():
                receipt = smpp_message.parse_receipt()
                LOG.info("receipt of message %s: %s", smpp_message.log_id, receipt.get("stat", "?"))
            case _:
                pass

    async def send_error(self, smpp_message: SmppMessage, error: Exception, client_id: str) -> None:
        """Tell the sender that the message did not leave."""
        self._outbox.reply(getattr(smpp_message, "log_id", ""), False)
        LOG.warning("a message did not leave: %s", type(error).__name__)
