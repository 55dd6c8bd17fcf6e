"""What actions of the sector need from the outside: one transaction in which signals are kept and journalled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from almasu.kernel.ports import JournalWriter
from almasu.kernel.sector.intake import Batch, Queue, SendingModule


class Signals(Protocol):
    """Modules, their queues, and the batches they sent."""

    async def modules(self, certificates: Iterable[bytes]) -> Sequence[SendingModule]:
        """Return the modules with these certificates; Fault where somebody else than the store wrote one."""
        ...

    async def let_in(self, module: SendingModule) -> None:
        """Keep a module, or what is now so of one."""
        ...

    async def reached(self, queues: Sequence[Queue], at: datetime) -> Sequence[int]:
        """Return how far each queue has come, 0 for one never seen, all locked until this transaction ends."""
        ...

    async def keep(self, batches: Sequence[Batch], leaf: bytes, at: datetime) -> None:
        """Keep batches under the leaf that tells of them."""
        ...

    async def move(self, queues: Sequence[Queue], reached: Sequence[int], lost: Sequence[int], at: datetime) -> None:
        """Keep how far each queue has come and how many signals more it lost."""
        ...


class SectorTransaction(Protocol):
    """All that one act of the sector keeps, together."""

    @property
    def signals(self) -> Signals:
        """Signals."""
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
