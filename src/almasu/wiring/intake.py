"""The intake's parts put together: what comes at the same moment is kept by one transaction."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from almasu.actions.sector.hear_modules import Heartbeat, hear_modules
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.sector.intake import Kept, Offered
from almasu.law.problem import Problem
from almasu.store.database import Database
from almasu.store.gathering import Gathering, Pace
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector
from almasu.wiring.running import now
from almasu.wiring.vaults import KeyTokenSettings, open_vault

MOST_TOGETHER = 256
"""Offers that one transaction keeps; more than wait at once would only make each wait longer."""
TOGETHER = Pace(every=0.02, busy=1_000)
"""From a thousand requests a second on, commits begin fifty times a second: one of forty signals costs the processor
little more than one of fifteen. Where fewer come, nobody waits for company."""


class IntakeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One process of the intake: the sector's database and vault, where it listens, and its TLS files in PEM.

    `authority` is who issues the certificates of modules; nobody else speaks to the intake at all.
    """

    database: str
    vault: Path
    certificate: Path
    key: Path
    authority: Path
    host: str = "127.0.0.1"
    port: int = 9443
    most_connections: int = 2_000
    campaigns_every: float = 60.0
    """Seconds after which campaigns are looked for again, by the process that fills the index."""
    key_token: KeyTokenSettings | None = None
    """The token that keeps the keys, as in the settings of the node."""


Taking = Callable[[Offered], asyncio.Future[Kept | Problem]]
Hearing = Callable[[Heartbeat], asyncio.Future[int | Problem]]


@asynccontextmanager
async def open_intake(settings: IntakeSettings) -> AsyncIterator[tuple[Taking, Hearing]]:
    """Open the sector's database and yield what takes signals in and what hears of modules.

    Problem where the database or vault is not there.
    """
    async with open_store(settings) as store:
        yield taking(store, now), hearing(store, now)


@asynccontextmanager
async def open_store(settings: IntakeSettings) -> AsyncIterator[StoredSector]:
    """Open the sector's database and yield its store; Problem where the database or vault is not there."""
    database = await Database.open(settings.database)
    try:
        yield sector_store(database, open_vault(settings.vault, settings.key_token))
    finally:
        await database.close()


def sector_store(database: Database, vault: Vault) -> StoredSector:
    """Return the store of the sector's node."""
    return StoredSector(database, Sealer(vault, secrets.token_bytes))


def taking(store: StoredSector, clock: Callable[[], datetime]) -> Taking:
    """Return what takes an offer in and answers when it is durable; offers that wait together share a commit."""
    intake = Intake(store, secrets.token_bytes)

    async def together(offers: Sequence[Offered]) -> Sequence[Kept | Problem]:
        return await take_signals(intake, offers, clock())

    return Gathering(together, MOST_TOGETHER, TOGETHER).put


def hearing(store: StoredSector, clock: Callable[[], datetime]) -> Hearing:
    """Return what hears of modules that have nothing to send; heartbeats that wait together share a commit."""

    async def together(heartbeats: Sequence[Heartbeat]) -> Sequence[int | Problem]:
        return await hear_modules(store, heartbeats, clock())

    return Gathering(together, MOST_TOGETHER).put
