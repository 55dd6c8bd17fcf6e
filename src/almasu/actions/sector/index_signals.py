"""Put what was taken in into the index, so that it is found within two seconds."""

from __future__ import annotations

from almasu.kernel.sector.port import SectorStore

AT_ONCE = 64
"""Deliveries that one transaction indexes."""


async def index_signals(store: SectorStore, fence: int | None = None) -> int:
    """Index deliveries until none waits; return how many. One commit indexes and notes a delivery: never twice.

    With the fence of a turn, LostTurn where another process fills the index now.
    """
    done = 0
    while True:
        async with store.transaction() as transaction:
            if fence is not None:
                await transaction.index.hold(fence)
            count = await transaction.index.index(AT_ONCE)
        done += count
        if count < AT_ONCE:
            return done
