"""Find campaigns: what several organisations met within a window, the most surprising first (ASOI-3.3, ASOI-10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from almasu.kernel.sector.campaign import LEAST_ORGANISATIONS, MOST_CAMPAIGNS, WINDOW, Campaign, campaigns_of
from almasu.kernel.sector.port import SectorStore

EARLIER = timedelta(days=28)
"""How far back it is asked who had met a mark before."""


async def find_campaigns(
    store: SectorStore,
    at: datetime,
    harmless: Collection[str] = (),
    window: timedelta = WINDOW,
    least: int = LEAST_ORGANISATIONS,
) -> Sequence[Campaign]:
    """Return the campaigns within a window before a moment; `harmless` are terms that are known to be no threat."""
    async with store.transaction() as transaction:
        seen = await transaction.index.seen(at - window, at - EARLIER, least, MOST_CAMPAIGNS + len(harmless))
        connected = await transaction.index.organisations(at - EARLIER)
    return campaigns_of(seen, connected, harmless, least)


async def offer_campaigns(store: SectorStore, at: datetime, fence: int) -> Sequence[Campaign]:
    """Find the campaigns of this moment and offer them, and no others, to the sectoral centre; return them."""
    found = await find_campaigns(store, at)
    async with store.transaction() as transaction:
        await transaction.index.hold(fence)
        await transaction.index.offer(found, at)
    return found
