"""The keepers of a node's logs: a database pool, a way out to the witnesses, and the folder of each log's files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from almasu.actions.keep_journal import Keeper
from almasu.connectors.egress.places import Pins, networks, pinned
from almasu.store.database import Database
from almasu.store.journal import MAIN, SUPERVISION
from almasu.wiring.journal import JournalPlace, keeper_of, write_public
from almasu.wiring.key_ring import RingHeads
from almasu.wiring.running import Running, ShownLog

CONNECTIONS = 4


@asynccontextmanager
async def open_keepers(running: Running) -> AsyncIterator[tuple[Keeper, Keeper]]:
    """Give the keepers of the node's journal and of its log of supervision, each with its own keys and folder.

    Their pool and their connections to witnesses are closed at the end.
    """
    settings = running.settings
    inner = networks(settings.inner_ranges)
    pins = Pins(pinned(one.url, inner) for one in (*settings.witnesses, *settings.supervision_witnesses))
    connector = aiohttp.TCPConnector(resolver=pins, use_dns_cache=False)
    main = JournalPlace(settings.origin, settings.data / "tiles", MAIN)
    apart = JournalPlace(settings.supervision_origin, settings.data / "supervision" / "tiles", SUPERVISION)
    async with aiohttp.ClientSession(connector=connector, trust_env=False) as session:
        database = await Database.open(settings.database_url, CONNECTIONS)
        try:
            yield (
                await _keeper(database, main, running.main, session),
                await _keeper(database, apart, running.supervision, session),
            )
        finally:
            await database.close()


async def _keeper(database: Database, place: JournalPlace, shown: ShownLog, session: aiohttp.ClientSession) -> Keeper:
    """Return the keeper of one log; whose signatures it shows lies beside its files."""
    policy = shown.policy
    write_public(place, policy, shown.log_keys.held)
    heads = RingHeads(shown.log_keys, lambda held: write_public(place, policy, held))
    return await keeper_of(database, place, heads, policy, session)
