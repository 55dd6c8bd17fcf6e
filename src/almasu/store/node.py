"""The node's store: one transaction in which an act is decided, kept and journalled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.journal.entry import Entry
from almasu.store import journal
from almasu.store.accounts import StoredAccounts
from almasu.store.database import Database
from almasu.store.requests import StoredRequests
from almasu.store.sealer import Sealer


@dataclass(frozen=True, slots=True)
class StoredJournal:
    """Writes leaves on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]

    async def append(self, entry: Entry) -> bytes:
        """Keep the entry and return its 32-byte commitment."""
        waiting = await journal.append(self.connection, entry)
        return waiting.commitment


@dataclass(frozen=True, slots=True)
class StoredTransaction:
    """Implements `almasu.kernel.ports.Transaction`."""

    accounts: StoredAccounts
    requests: StoredRequests
    journal: StoredJournal


@dataclass(frozen=True, slots=True)
class NodeStore:
    """Implements `almasu.kernel.ports.Store` over one database and one vault."""

    database: Database
    sealer: Sealer

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[StoredTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        async with self.database.transaction() as connection:
            yield StoredTransaction(
                accounts=StoredAccounts(connection, self.sealer),
                requests=StoredRequests(connection, self.sealer),
                journal=StoredJournal(connection),
            )
