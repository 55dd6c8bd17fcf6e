"""The archive of records of a node: the folder beside its tiles, opened with its vault."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence

from almasu.actions.archive_records import archive_records, faults_in_records
from almasu.store.database import Database
from almasu.store.journal import MAIN
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_reading import StoredLog
from almasu.store.record_archive import RecordArchive
from almasu.store.sealer import Sealer
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings


def archive_of(settings: Settings) -> RecordArchive:
    """Return the archive of a node's records."""
    sealer = Sealer(settings.open_vault(), secrets.token_bytes)
    return RecordArchive(FileArchive(settings.data / "tiles"), sealer, settings.origin)


def archiving(running: Running) -> Callable[[], Awaitable[None]]:
    """Return what archives the parts of the journal that were filled since it was last called."""
    records, part = archive_of(running.settings), 0

    async def archive() -> None:
        nonlocal part
        part = await archive_records(running.node, running.journal, records, part, running.now())

    return archive


async def faults_of_archive(settings: Settings) -> Sequence[str]:
    """Return what is wrong with a node's archive of records; the node may run meanwhile."""
    database = await Database.open(settings.database_url, 1)
    try:
        return await faults_in_records(StoredLog(database, MAIN), archive_of(settings))
    finally:
        await database.close()
