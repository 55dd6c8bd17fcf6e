"""Moving the keys of a node into the token of its settings: its vault, its journal, and nothing of the node beside."""

from __future__ import annotations

import asyncio
import secrets

from almasu.actions.move_keys import move_keys
from almasu.kernel.founding.problems import NO_TOKEN
from almasu.kernel.journal.entry import Entry
from almasu.kernel.sealing.moving import Moved
from almasu.store import journal
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.wiring.journal import process_name
from almasu.wiring.running import now
from almasu.wiring.settings import Settings
from almasu.wiring.vaults import moving_to


async def move_to_token(settings: Settings) -> Moved:
    """Bring the database to this release's schema and move the keys; Problem `founding.no_token` where none is named.

    No process of the node may run meanwhile.
    """
    told = settings.key_token
    if told is None:
        raise NO_TOKEN.at("key_token")
    await asyncio.to_thread(migrate, settings.database_url)
    database = await Database.open(settings.database_url, 1)

    async def keep(entry: Entry) -> None:
        async with database.transaction() as connection:
            await journal.append(connection, entry)

    try:
        moving, actor = moving_to(settings.data / "vault", told), f"process:{process_name()}"
        return await move_keys(moving, told.label, keep, actor, now(), secrets.token_bytes(32))
    finally:
        await database.close()
