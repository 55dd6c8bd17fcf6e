"""How long a test waits for a state: as long as a slow machine with other work needs, and not a moment more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

PATIENCE = 60.0
"""Seconds."""
PATIENCE_MS = PATIENCE * 1_000


async def looks(pause: float = 0.2) -> AsyncIterator[None]:
    """Yield for one look after the other, until the loop is left or the patience is over."""
    ends = time.monotonic() + PATIENCE
    yield
    while time.monotonic() < ends:
        await asyncio.sleep(pause)
        yield
