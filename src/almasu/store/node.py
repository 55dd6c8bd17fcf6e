"""The node's store: one transaction in which an act is decided, kept and journalled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.journal.entry import Entry
from almasu.kernel.journal.logs import Log
from almasu.store import journal
from almasu.store.accounts import StoredAccounts
from almasu.store.attachments import StoredAttachments
from almasu.store.codes import StoredCodes
from almasu.store.collections import StoredCollections
from almasu.store.contents import StoredContents
from almasu.store.control import StoredControl
from almasu.store.database import Database
from almasu.store.evidence import StoredEvidence
from almasu.store.interstate_messages import StoredLines
from almasu.store.lost import lost_server
from almasu.store.materials import StoredMaterials
from almasu.store.oversight import StoredOversight
from almasu.store.papers import StoredActs, StoredPapers
from almasu.store.prepared_acts import StoredPreparedActs
from almasu.store.provision_deliveries import StoredDeliveries
from almasu.store.published_files import StoredShelves
from almasu.store.pulled_files import StoredIncoming
from almasu.store.requests import StoredRequests
from almasu.store.sealer import Sealer
from almasu.store.sessions import StoredSessions
from almasu.store.sheets import StoredSheets
from almasu.store.signal_index import StoredSignalIndex
from almasu.store.signals import StoredSignals
from almasu.store.together import StoredTogether
from almasu.store.violations import known_violations
from almasu.store.visits import StoredVisits


@dataclass(frozen=True, slots=True)
class StoredJournal:
    """Writes leaves of one log on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    log: Log = Log.MAIN

    async def append(self, entry: Entry) -> bytes:
        """Keep the entry and return its 32-byte commitment."""
        waiting = await journal.append(self.connection, entry, self.log.value)
        return waiting.commitment


@dataclass(frozen=True, slots=True)
class StoredTransaction:
    """Implements `almasu.kernel.ports.Transaction`."""

    accounts: StoredAccounts
    sessions: StoredSessions
    codes: StoredCodes
    prepared: StoredPreparedActs
    requests: StoredRequests
    papers: StoredPapers
    materials: StoredMaterials
    acts: StoredActs
    control: StoredControl
    sheets: StoredSheets
    visits: StoredVisits
    journal: StoredJournal
    supervision: StoredJournal
    oversight: StoredOversight
    evidence: StoredEvidence
    collections: StoredCollections
    shelves: StoredShelves
    incoming: StoredIncoming
    signals: StoredSignals
    signal_index: StoredSignalIndex
    attachments: StoredAttachments
    contents: StoredContents
    deliveries: StoredDeliveries
    lines: StoredLines


@dataclass(frozen=True, slots=True)
class NodeStore:
    """Implements `almasu.kernel.ports.Store` over one database and one vault."""

    database: Database
    sealer: Sealer
    for_requests: Database | None = None
    """Connections of their own for what every signed request does, where there are some; else those of `database`."""
    together: StoredTogether = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody waiting."""
        object.__setattr__(self, "together", StoredTogether(self.for_requests or self.database, self.sealer))

    async def material_of(self, body_bin: str, task: str) -> UUID:
        """Return the material of a body's task: the keyed index of both, with a key of its own in the vault."""
        material = self.material_named(body_bin, task)
        await self.sealer.vault.make_material_key(material)
        return material

    def material_named(self, body_bin: str, task: str) -> UUID:
        """Return the number that the material of a body's task has, whether or not there is one."""
        return UUID(bytes=self.sealer.index("task", f"{body_bin}/{task}")[:16])

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[StoredTransaction]:
        """Open one transaction: committed at the end, undone by any exception; OutOfReach where the server ends."""
        with lost_server(), known_violations():
            async with self.database.transaction() as connection:
                yield self._over(connection)

    @asynccontextmanager
    async def single(self) -> AsyncIterator[StoredTransaction]:
        """Give the same means with no transaction around: each statement stands alone; OutOfReach as above."""
        with lost_server(), known_violations():
            async with self.database.connection() as connection:
                yield self._over(connection)

    def _over(self, connection: AsyncConnection[tuple[Any, ...]]) -> StoredTransaction:
        return StoredTransaction(
            accounts=StoredAccounts(connection, self.sealer),
            sessions=StoredSessions(connection, self.sealer),
            codes=StoredCodes(connection),
            prepared=StoredPreparedActs(connection, self.sealer),
            requests=StoredRequests(connection, self.sealer),
            papers=StoredPapers(connection, self.sealer),
            materials=StoredMaterials(connection, self.sealer),
            acts=StoredActs(connection, self.sealer),
            control=StoredControl(connection),
            sheets=StoredSheets(connection, self.sealer),
            visits=StoredVisits(connection, self.sealer),
            journal=StoredJournal(connection),
            supervision=StoredJournal(connection, Log.SUPERVISION),
            oversight=StoredOversight(connection, self.sealer),
            evidence=StoredEvidence(connection, self.sealer),
            collections=StoredCollections(connection, self.sealer),
            shelves=StoredShelves(connection, self.sealer),
            incoming=StoredIncoming(connection, self.sealer),
            signals=StoredSignals(connection, self.sealer),
            signal_index=StoredSignalIndex(connection, self.sealer),
            attachments=StoredAttachments(connection, self.sealer),
            contents=StoredContents(connection, self.sealer),
            deliveries=StoredDeliveries(connection, self.sealer),
            lines=StoredLines(connection, self.sealer),
        )
