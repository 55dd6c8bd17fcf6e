"""Put what was taken in into the index, so that it is found within two seconds."""

from __future__ import annotations

from almasu.kernel.sector.port import SectorStore

AT_ONCE = 64
"""Deliveries that one transaction indexes."""


async def index_signals(store: SectorStore) -> int:
    """Index deliveries until none waits; return how many. One commit indexes and notes a delivery: never twice."""
    done = 0
    while True:
        async with store.transaction() as transaction:
            count = await transaction.index.index(AT_ONCE)
        done += count
        if count < AT_ONCE:
            return done
