"""What actions of the sector need from the outside: one transaction in which signals are kept and journalled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from almasu.kernel.journal.entry import Entry
from almasu.kernel.ports import JournalWriter
from almasu.kernel.sector.campaign import Seen
from almasu.kernel.sector.intake import Delivery, Known, Queue, SendingModule
from almasu.kernel.sector.rollup import Rollup, Wanted


class Signals(Protocol):
    """Modules, their queues, and what they sent."""

    async def let_in(self, module: SendingModule) -> None:
        """Keep a module, or what is now so of one."""
        ...

    async def known(self, queues: Sequence[Queue], at: datetime) -> Known:
        """Return how these queues and their modules stand, the queues locked until this transaction ends.

        A queue never seen begins at 0; of a module that nobody let in nothing is told. Fault where somebody else than
        the store wrote a module.
        """
        ...

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with the leaf that tells of it; OlderState where it was counted from one."""
        ...


class SignalIndex(Protocol):
    """Signals rolled up: filled from the deliveries, searched by terms, asked for what many met."""

    async def index(self, most: int) -> int:
        """Put deliveries that wait, at most so many, into the index; return how many. Fault where one was changed."""
        ...

    async def index_again(self) -> None:
        """Empty the index and let every delivery wait for it again."""
        ...

    async def found(self, wanted: Wanted, most: int) -> Sequence[Rollup]:
        """Return rollups that have every term, newest first."""
        ...

    async def seen(self, since: datetime, earlier: datetime, least: int, most: int) -> Sequence[Seen]:
        """Return what at least so many organisations met since a moment, and how many had met it since an earlier."""
        ...

    async def organisations(self, earlier: datetime) -> int:
        """Return how many organisations have sent signals since a moment."""
        ...


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

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with its leaf in a transaction of its own; OlderState where it was counted from one."""
        ...

    def remembered(self, queues: Iterable[Queue]) -> Known | None:
        """Return how these queues and their modules stood when this process last saw them; None where one is new."""
        ...

    def remember(self, known: Known) -> None:
        """Note how queues and modules stand, once that is committed."""
        ...
