"""Changing the key of a node's log from its settings: the vault and the database, and nothing of the node beside."""

from __future__ import annotations

import secrets
from datetime import timedelta

from almasu.actions.rotate_key import rotate_key
from almasu.kernel.journal.logs import Log
from almasu.kernel.journal.rotation import Rotation
from almasu.store.database import Database
from almasu.store.journal_keys import StoredKeyChanges
from almasu.wiring.running import now
from almasu.wiring.settings import Settings


async def rotate_key_of(settings: Settings, hand_over: timedelta, log: Log = Log.MAIN) -> Rotation:
    """Make the next generation of a log's keys and return the statement; the node may run meanwhile."""
    origin = settings.supervision_origin if log is Log.SUPERVISION else settings.origin
    vault = settings.open_vault()
    database = await Database.open(settings.database_url, 1)
    try:
        changes = StoredKeyChanges(database, log.value)
        return await rotate_key(changes, vault, origin, hand_over, now(), secrets.token_bytes)
    finally:
        await database.close()
