"""The client of a carrier's gateway: one lasting session, bound as transceiver, found again after an outage."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType

from aiosmpplib import NPI, TON, BindMode, PhoneNumber, SubmitSm
from aiosmpplib.retrytimer import SimpleExponentialBackoff

from almasu.connectors.sms.outbox import Outbox, Replies
from almasu.connectors.sms.session import Session

# One message of a telephone network: more would be cut in parts, which a code never needs.
MOST_LATIN = 160
MOST_OTHER = 70
_INTERNATIONAL = TON.INTERNATIONAL
_RETRY_MS = 250
_CANCEL_AGAIN = 0.5


@dataclass(frozen=True, slots=True)
class Carrier:
    """The carrier's gateway. `password` has at most 8 characters (SMPP); `source` is the sender people see."""

    host: str
    port: int
    system_id: str
    password: str = field(repr=False)
    source: str = "Almasu"
    patience: float = 5.0
    life: timedelta = timedelta(minutes=5)


class SmppMessages:
    """Sends short messages. Use as a context: the session lives between its beginning and end."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._outbox = Outbox()
        self._session: Session | None = None
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> SmppMessages:
        """Begin to bind; an absent carrier is tried again, at most eight seconds apart."""
        self._session = Session(
            smsc_host=self._carrier.host,
            smsc_port=self._carrier.port,
            system_id=self._carrier.system_id,
            password=self._carrier.password,
            bind_mode=BindMode.TRANSCEIVER,
            enquire_link_interval=30.0,
            socket_timeout=self._carrier.patience,
            broker=self._outbox,
            hook=Replies(self._outbox),
            retry_timer=SimpleExponentialBackoff(min_delay=_RETRY_MS, max_increases=5),
            # The library's own log would hold texts and numbers.
            log_handler=logging.NullHandler(),
            log_level=logging.CRITICAL,
        )
        self._running = asyncio.create_task(self._session.start())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Unbind and close."""
        if self._running is not None:
            await _ended(self._running)

    def is_bound(self) -> bool:
        """Tell whether the carrier would take a message now: the session is bound."""
        return self._session is not None and self._session.session_state == BindMode.TRANSCEIVER.session_state

    async def send(self, phone: str, words: str) -> bool:
        """Send and tell whether the carrier took it within its patience; an outage is False.

        `phone` in E.164 (+7700...). ValueError for a number or a text the network cannot carry in one message.
        """
        with self._outbox.awaited() as (mark, reply):
            if not self._outbox.put(self._message(mark, phone, words)):
                return False
            try:
                return await asyncio.wait_for(reply, self._carrier.patience)
            except TimeoutError:
                return False

    def _message(self, mark: str, phone: str, words: str) -> SubmitSm:
        digits = phone.removeprefix("+")
        if not phone.startswith("+") or not digits.isascii() or not digits.isdigit() or not 8 <= len(digits) <= 15:
            raise ValueError("a telephone number is written as + and 8 to 15 digits")
        latin = words.isascii()
        if not 0 < len(words) <= (MOST_LATIN if latin else MOST_OTHER):
            raise ValueError("the text does not fit one message")
        return SubmitSm(
            short_message=words,
            source=PhoneNumber(self._carrier.source, TON.ALPHANUMERIC, NPI.UNKNOWN),
            destination=PhoneNumber(digits, _INTERNATIONAL, NPI.ISDN),
            validity_period=self._carrier.life,
            encoding="ascii" if latin else "ucs2",
            auto_message_payload=True,
            log_id=mark,
        )


async def _ended(task: asyncio.Task[None]) -> None:
    """Cancel a task until it ends.

    Before Python 3.12 `asyncio.wait_for` forgets a cancellation that comes in the moment its own work is done, and the
    library waits that way while it binds.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=_CANCEL_AGAIN)
    if not task.cancelled():
        task.exception()
