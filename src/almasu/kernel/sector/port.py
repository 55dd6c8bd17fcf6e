"""What actions of the sector need from the outside: one transaction in which signals are kept and journalled."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from almasu.kernel.journal.entry import Entry
from almasu.kernel.ports import JournalWriter
from almasu.kernel.sector.intake import Delivery, Known, Queue
from almasu.kernel.sector.signals_port import SignalIndex, Signals


class SectorTransaction(Protocol):
    """All that one act of the sector keeps, together."""

    @property
    def signals(self) -> Signals:
        """Signals."""
        ...

    @property
    def index(self) -> SignalIndex:
        """The index of signals."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The journal of the sector's node."""
        ...


class SectorStore(Protocol):
    """The database of the sector's node."""

    def transaction(self) -> AbstractAsyncContextManager[SectorTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        ...

    async def take_index_turn(self, holder: str) -> int | None:
        """Become the one that fills the index and return the fence of this turn; None while another process is."""
        ...

    async def give_up_index_turn(self, fence: int) -> None:
        """Let another process begin at once."""
        ...

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with its leaf in a transaction of its own; OlderState where it was counted from one."""
        ...

    def remembered(self, queues: Iterable[Queue]) -> Known | None:
        """Return how these queues and their modules stood when this process last saw them; None where one is new."""
        ...

    def remember(self, known: Known) -> None:
        """Note how queues and modules stand, once that is committed."""
        ...
