"""Explaining a kept signature from a node's settings: vault, database and trust, without the rest of the node."""

from __future__ import annotations

import secrets
from uuid import UUID

from almasu.actions.explain_signature import Explained, Explaining, explain_signature
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.journal import process_name
from almasu.wiring.running import now
from almasu.wiring.settings import Settings
from almasu.wiring.trust import trust_of


async def signature_of(settings: Settings, number: UUID) -> Explained:
    """Return the kept signature of an act or a request of the node, which may run meanwhile.

    Problems: what the settings lack, `signature.unknown`.
    """
    trust = trust_of(settings)
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(settings.open_vault(), secrets.token_bytes))
        explaining = Explaining(store, trust, secrets.token_bytes, f"process:{process_name()}")
        return await explain_signature(explaining, number, now())
    finally:
        await database.close()
