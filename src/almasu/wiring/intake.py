"""The intake's parts put together: what comes at the same moment is kept by one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.sector.intake import Kept, Offered
from almasu.law.problem import Problem
from almasu.store.database import Database
from almasu.store.gathering import Gathering
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector

MOST_TOGETHER = 256
"""Offers that one transaction keeps; more than wait at once would only make each wait longer."""


def sector_store(database: Database, vault: Vault) -> StoredSector:
    """Return the store of the sector's node."""
    return StoredSector(database, Sealer(vault, secrets.token_bytes))


def taking(store: StoredSector, now: Callable[[], datetime]) -> Callable[[Offered], Awaitable[Kept | Problem]]:
    """Return what takes an offer in and answers when it is durable; offers that wait together share a commit."""
    intake = Intake(store, secrets.token_bytes)

    async def together(offers: Sequence[Offered]) -> Sequence[Kept | Problem]:
        return await take_signals(intake, offers, now())

    return Gathering(together, MOST_TOGETHER).ask
