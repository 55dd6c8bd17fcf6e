"""The store of the exchange between machines: one transaction of its collections, files and accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from almasu.store.collections import StoredCollections
from almasu.store.database import Database
from almasu.store.node import StoredJournal
from almasu.store.papers import StoredPapers
from almasu.store.published_files import StoredShelves
from almasu.store.pull_places import StoredPullPlaces
from almasu.store.pulled_files import StoredIncoming
from almasu.store.sealer import Sealer


@dataclass(frozen=True, slots=True)
class StoredInterchangeTransaction:
    """Implements `almasu.kernel.interchange.port.InterchangeTransaction`."""

    collections: StoredCollections
    shelves: StoredShelves
    pulls: StoredPullPlaces
    incoming: StoredIncoming
    papers: StoredPapers
    journal: StoredJournal


@dataclass(frozen=True, slots=True)
class StoredInterchange:
    """Implements `almasu.kernel.interchange.port.InterchangeStore` over one database and one vault."""

    database: Database
    sealer: Sealer

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[StoredInterchangeTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        async with self.database.transaction() as connection:
            yield StoredInterchangeTransaction(
                StoredCollections(connection, self.sealer),
                StoredShelves(connection, self.sealer),
                StoredPullPlaces(connection),
                StoredIncoming(connection, self.sealer),
                StoredPapers(connection, self.sealer),
                StoredJournal(connection),
            )

    def code(self, label: str, said: str) -> bytes:
        """Return a code of 32 bytes that only this exchange can make."""
        return self.sealer.index(f"interchange/{label}", said)
