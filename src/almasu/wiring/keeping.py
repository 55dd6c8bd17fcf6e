"""The process that keeps a node's journal, takes over what other processes left, and forgets what has run out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp

from almasu.actions.keep_journal import Keeper, Standing, keep_once
from almasu.actions.open_journal import open_journal
from almasu.connectors.egress.places import Pins, networks, pinned
from almasu.store.database import Database
from almasu.wiring.journal import JournalPlace, keeper_of, write_public
from almasu.wiring.restricted import open_node
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings
from almasu.wiring.supervising import announce

BUSY, IDLE = 0.02, 0.15
"""Seconds between two rounds of the journal: while leaves come, and while none do."""
LOOK_FOR_WORK = 1.0
SWEEP_EVERY = 60.0
SWEEP_AFTER = timedelta(minutes=10)
AT_ONCE = 32

log = logging.getLogger(__name__)


async def keep(settings: Settings) -> None:
    """Do the node's standing work until cancelled."""
    async with open_node(settings) as running, AsyncExitStack() as stack:
        keeper = await open_keeper(settings, running, stack)
        announce()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keep_journal(keeper))
            tasks.create_task(take_over(running))
            tasks.create_task(sweep(running))


async def open_keeper(settings: Settings, running: Running, stack: AsyncExitStack) -> Keeper:
    """Return the keeper of the node's main log, with a database pool and a way out to the witnesses of its own."""
    keys, policy = running.log_keys, running.policy
    place = JournalPlace(settings.origin, settings.data / "tiles")
    write_public(place, policy, keys)
    inner = networks(settings.inner_ranges)
    pins = Pins(pinned(one.url, inner) for one in settings.witnesses)
    connector = aiohttp.TCPConnector(resolver=pins, use_dns_cache=False)
    session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector, trust_env=False))
    database = await Database.open(settings.database_url, 4)
    stack.push_async_callback(database.close)
    return await keeper_of(database, place, keys, policy, session)


async def keep_journal(keeper: Keeper) -> None:
    """Order leaves and publish heads, round after round; another process may have the turn meanwhile."""
    standing: Standing | None = None
    while True:
        if standing is None or standing.turn is None:
            standing = await open_journal(keeper)
            if standing is None:
                await asyncio.sleep(1.0)
                continue
        before = standing.turn.edge.size if standing.turn else 0
        standing = await keep_once(keeper, standing)
        after = standing.turn.edge.size if standing.turn else 0
        await asyncio.sleep(BUSY if after > before else IDLE)


async def take_over(running: Running) -> None:
    """Ask silent registers again when they are due, and those of requests whose process died."""
    while True:
        taken = await running.carrying_out.take_over(AT_ONCE)
        if taken:
            log.info("asking the registers of %d requests again", taken)
        await asyncio.sleep(LOOK_FOR_WORK)


async def sweep(running: Running) -> None:
    """Forget prepared acts and nonces that would be refused as expired anyway."""
    while True:
        async with running.node.store.transaction() as transaction:
            await transaction.accounts.sweep(running.now() - SWEEP_AFTER)
        await asyncio.sleep(SWEEP_EVERY)
