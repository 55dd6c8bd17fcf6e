"""The stamping of a node's journal: the authority of its settings, under the node's own trust profile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from almasu.actions.stamp_journal import Desk, Stamped, stamp_head
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.timestamp import OutsideStamping
from almasu.store.database import Database
from almasu.store.journal import MAIN
from almasu.store.stamps import StoredStamps
from almasu.wiring.running import Running
from almasu.wiring.trust import trust_of

Stamper = Callable[[], Awaitable[None]]


@asynccontextmanager
async def open_stamper(running: Running) -> AsyncIterator[Stamper | None]:
    """Give what stamps the latest head when it is called, or None where the settings name no authority."""
    settings = running.settings
    if not settings.tsp_url:
        yield None
        return
    profile = trust_of(settings)
    caller = Caller([pinned(settings.tsp_url, networks(settings.inner_ranges))])
    database = await Database.open(settings.database_url, 1)
    try:
        stamps = StoredStamps(database, MAIN)
        desk = Desk(OutsideStamping(caller, settings.tsp_url), profile, stamps)
        so_far = Stamped(await stamps.size())

        async def stamp() -> None:
            nonlocal so_far
            at = running.now()
            so_far = await stamp_head(running.node, running.journal, desk, so_far, at)

        yield stamp
    finally:
        await database.close()
        await caller.close()
