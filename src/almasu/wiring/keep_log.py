"""Keeping a log: rounds without end, a few a second, through outages of everything around it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from almasu.actions.keep_journal import Keeper, Standing, keep_once
from almasu.actions.open_journal import JournalBehind, JournalForked, open_journal

log = logging.getLogger(__name__)

ROUND_SECONDS = 0.2
"""Longer rounds cost less each second, but what comes in between them holds up the signals that come one by one."""
IDLE_SECONDS = 0.5
AFTER_FAULT_SECONDS = 1.0


async def keep_log(keeper: Keeper, stop: asyncio.Event, told: Callable[[Standing], None] = lambda _: None) -> None:
    """Keep the log until told to stop; `told` hears of every round.

    Ends with JournalBehind or JournalForked at the start: then nothing may be signed and a person must look. Any
    other trouble is logged and tried again: leaves keep waiting safely in the database meanwhile.
    """
    standing: Standing | None = None
    while not stop.is_set():
        began = time.monotonic()
        pause = ROUND_SECONDS
        try:
            if standing is None or standing.turn is None:
                standing = await open_journal(keeper)
            if standing is None:
                pause = IDLE_SECONDS
            else:
                standing = await keep_once(keeper, standing)
                told(standing)
        except (JournalBehind, JournalForked):
            raise
        except Exception:
            log.exception("keeping the log %s failed; trying again", keeper.ledger.origin)
            standing = None
            pause = AFTER_FAULT_SECONDS
        await _until(stop, began + pause - time.monotonic())
    if standing is not None and standing.turn is not None:
        await keeper.ledger.give_up(standing.turn)


async def _until(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    if seconds <= 0:
        await asyncio.sleep(0)
        return
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
