"""The store of the sector's node: one transaction in which signals are kept and journalled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from almasu.store.database import Database
from almasu.store.node import StoredJournal
from almasu.store.sealer import Sealer
from almasu.store.signals import StoredSignals


@dataclass(frozen=True, slots=True)
class StoredSectorTransaction:
    """Implements `almasu.kernel.sector.port.SectorTransaction`."""

    signals: StoredSignals
    journal: StoredJournal


@dataclass(frozen=True, slots=True)
class StoredSector:
    """Implements `almasu.kernel.sector.port.SectorStore` over one database and one vault."""

    database: Database
    sealer: Sealer

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[StoredSectorTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        async with self.database.transaction() as connection:
            yield StoredSectorTransaction(StoredSignals(connection, self.sealer), StoredJournal(connection))
