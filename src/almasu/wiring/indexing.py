"""Filling the index of signals: rounds without end, several a second, through outages of everything around it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime

from almasu.actions.sector.find_campaigns import offer_campaigns
from almasu.actions.sector.index_signals import index_signals
from almasu.kernel.sector.port import SectorStore
from almasu.kernel.sector.signals_port import LostTurn

log = logging.getLogger(__name__)

ROUND_SECONDS = 0.25
AFTER_FAULT_SECONDS = 1.0


async def keep_index(
    store: SectorStore, holder: str, now: Callable[[], datetime], stop: asyncio.Event, campaigns_every: float
) -> None:
    """Fill the index and offer campaigns until told to stop; `holder` names this process, one works at a time."""
    fence: int | None = None
    campaigns_at = float("-inf")
    while not stop.is_set():
        pause = ROUND_SECONDS
        try:
            if fence is None:
                fence = await store.take_index_turn(holder)
            if fence is not None:
                await index_signals(store, fence)
                if time.monotonic() - campaigns_at >= campaigns_every:
                    await offer_campaigns(store, now(), fence)
                    campaigns_at = time.monotonic()
        except LostTurn:
            fence = None
        except Exception:
            log.exception("filling the index of signals failed; trying again in %g s", AFTER_FAULT_SECONDS)
            pause = AFTER_FAULT_SECONDS
        await _until(stop, pause)
    if fence is not None:
        await store.give_up_index_turn(fence)


async def _until(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
