"""Explaining by which way a set of a state body is given, from a node's settings: vault and database alone."""

from __future__ import annotations

import secrets

from almasu.actions.provision.ladders import KIND, ladder_in
from almasu.actions.provision.see_ways import Explained, told_by
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.problems import NO_LADDER
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.law_of_node import law_of
from almasu.wiring.running import now
from almasu.wiring.settings import Settings


async def way_of(settings: Settings, body: str, data_set: str) -> Explained:
    """Return why a set of a body (BIN) is given by its way now; Problem `provision.ladder.none`."""
    pace = law_of(settings).fma_provision.house.pace
    number, at = ladder_number(settings.audience, body, data_set), now()
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(settings.open_vault(), secrets.token_bytes))
        async with store.transaction() as transaction:
            paper = await transaction.papers.latest(number, KIND)
    finally:
        await database.close()
    if paper is None:
        raise NO_LADDER.at("data_set")
    return told_by(number, ways.climbed(ladder_in(paper), at), at, pace)
