"""Explaining a document of the sector from the node's settings: vault and database, without the rest of the node."""

from __future__ import annotations

import secrets
from uuid import UUID

from almasu.actions.sector.explain_document import Explaining, explain_document
from almasu.law.rule import Finding
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.journal import process_name
from almasu.wiring.law_of_node import law_of
from almasu.wiring.running import now
from almasu.wiring.sector import sector_law
from almasu.wiring.settings import Settings


async def verdicts_of(settings: Settings, document: UUID) -> tuple[Finding, ...]:
    """Return what the law says of a document of the node; Problem `paper.unknown` where there is none."""
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(settings.open_vault(), secrets.token_bytes))
        law = sector_law(law_of(settings))
        explaining = Explaining(store, law, secrets.token_bytes, f"process:{process_name()}")
        return await explain_document(explaining, document, now())
    finally:
        await database.close()
