"""The store of the sector's node: one transaction in which signals are kept and journalled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.entry import Entry
from almasu.kernel.sector.intake import Delivery, Known, Queue, SendingModule
from almasu.store.database import Database
from almasu.store.node import StoredJournal
from almasu.store.sealer import Sealer
from almasu.store.signal_index import LEASE_SECONDS, StoredSignalIndex
from almasu.store.signals import StoredSignals
from almasu.store.sql import load

_INDEX = load("signal_index")
MOST_REMEMBERED = 50_000
"""Queues that one process remembers; beyond that it forgets all and reads them again."""


@dataclass(frozen=True, slots=True)
class StoredSectorTransaction:
    """Implements `almasu.kernel.sector.port.SectorTransaction`."""

    signals: StoredSignals
    index: StoredSignalIndex
    journal: StoredJournal


class StoredSector:
    """Implements `almasu.kernel.sector.port.SectorStore` over one database and one vault.

    What is remembered is never trusted: a delivery counted from it moves no queue unless every queue and every module
    still stand so in the database.
    """

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database = database
        self.sealer = sealer
        self._modules: dict[bytes, tuple[SendingModule, bytes]] = {}
        self._reached: dict[Queue, int] = {}

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[StoredSectorTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        async with self.database.transaction() as connection:
            yield StoredSectorTransaction(
                StoredSignals(connection, self.sealer),
                StoredSignalIndex(connection, self.sealer),
                StoredJournal(connection),
            )

    async def take_index_turn(self, holder: str) -> int | None:
        """Become the one that fills the index and return the fence of this turn; None while another process is."""
        async with self.database.connection() as connection:
            values = {"holder": holder, "seconds": LEASE_SECONDS}
            row = await (await connection.execute(_INDEX["take_turn"], values)).fetchone()
        return None if row is None else int(row[0])

    async def give_up_index_turn(self, fence: int) -> None:
        """Let another process begin at once."""
        async with self.database.connection() as connection:
            await connection.execute(_INDEX["give_up_turn"], {"fence": fence})

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with its leaf in a transaction of its own; OlderState where it was counted from one."""
        async with self.database.connection() as connection:
            await StoredSignals(connection, self.sealer).keep(delivery, told, at)

    def remembered(self, queues: Iterable[Queue]) -> Known | None:
        """Return how these queues and their modules stood when this process last saw them; None where one is new."""
        try:
            reached = {one: self._reached[one] for one in queues}
            return Known({one.certificate: self._modules[one.certificate] for one in reached}, reached)
        except KeyError:
            return None

    def remember(self, known: Known) -> None:
        """Note how queues and modules stand, once that is committed."""
        if len(self._reached) > MOST_REMEMBERED:
            self._reached.clear()
            self._modules.clear()
        self._modules.update(known.modules)
        self._reached.update(known.reached)
