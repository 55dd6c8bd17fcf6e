"""Explaining a request between states from the node's settings: vault and database, without the rest of the node."""

from __future__ import annotations

import secrets
from uuid import UUID

from almasu.actions.interstate.explain_request import Explained, Explaining, explain_request
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.interstate import agreement_law
from almasu.wiring.journal import process_name
from almasu.wiring.law_of_node import law_of
from almasu.wiring.running import now
from almasu.wiring.settings import Settings


async def explained(settings: Settings, number: UUID) -> Explained:
    """Return what the law says of a request or an offer of the node; Problem `paper.unknown` where there is none."""
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(settings.open_vault(), secrets.token_bytes))
        law = agreement_law(law_of(settings), settings.state)
        explaining = Explaining(store, law, secrets.token_bytes, f"process:{process_name()}")
        return await explain_request(explaining, number, now())
    finally:
        await database.close()
