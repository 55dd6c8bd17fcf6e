"""The keeper of a node's main log: its own database pool, its own way out to the witnesses, and the files it writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from almasu.actions.keep_journal import Keeper
from almasu.connectors.egress.places import Pins, networks, pinned
from almasu.store.database import Database
from almasu.wiring.journal import JournalPlace, keeper_of, write_public
from almasu.wiring.key_ring import RingHeads
from almasu.wiring.running import Running

CONNECTIONS = 4


@asynccontextmanager
async def open_keeper(running: Running) -> AsyncIterator[Keeper]:
    """Give the keeper of the node's main log; its pool and its connections to witnesses are closed at the end."""
    settings, policy = running.settings, running.policy
    place = JournalPlace(settings.origin, settings.data / "tiles")
    write_public(place, policy, running.log_keys.held)
    heads = RingHeads(running.log_keys, lambda held: write_public(place, policy, held))
    inner = networks(settings.inner_ranges)
    pins = Pins(pinned(one.url, inner) for one in settings.witnesses)
    connector = aiohttp.TCPConnector(resolver=pins, use_dns_cache=False)
    async with aiohttp.ClientSession(connector=connector, trust_env=False) as session:
        database = await Database.open(settings.database_url, CONNECTIONS)
        try:
            yield await keeper_of(database, place, heads, policy, session)
        finally:
            await database.close()
