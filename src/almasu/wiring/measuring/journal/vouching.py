"""From the commit of an act to the co-signed checkpoint that holds it, as somebody who watches the log sees it."""

from __future__ import annotations

import asyncio
import statistics
import time
from bisect import bisect_right

from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.note import read_note
from almasu.store.database import Database
from almasu.store.journal import MAIN, append
from almasu.store.journal_reading import StoredLog
from almasu.wiring.measuring.journal.acts import ACT, entry
from almasu.wiring.measuring.journal.place import STATEMENTS

PAUSE = 0.02
CLIENTS = 8


async def delays(database: Database, seconds: float) -> list[float]:
    """Return per act the seconds from its commit to the moment its checkpoint could be read, at an even load."""
    log = StoredLog(database, MAIN)
    committed: list[tuple[bytes, float]] = []
    heads: list[tuple[int, float]] = []
    ends = time.monotonic() + seconds

    async def client() -> None:
        while time.monotonic() < ends:
            async with database.transaction() as connection:
                await connection.execute(STATEMENTS["act"], ACT)
                waiting = await append(connection, entry())
            committed.append((waiting.commitment, time.monotonic()))
            await asyncio.sleep(PAUSE)

    watching = asyncio.create_task(_watch(log, heads))
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    found = await _published(log, [commitment for commitment, _ in committed], heads)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    sizes = [size for size, _ in heads]
    at = dict(committed)
    return [heads[bisect_right(sizes, position)][1] - at[commitment] for commitment, position in found.items()]


async def _watch(log: StoredLog, heads: list[tuple[int, float]]) -> None:
    """Note when each checkpoint could be read first."""
    while True:
        note = await log.checkpoint()
        if note is not None:
            size = read_checkpoint(read_note(note).text).size
            if not heads or size > heads[-1][0]:
                heads.append((size, time.monotonic()))
        await asyncio.sleep(0.005)


async def _published(log: StoredLog, commitments: list[bytes], heads: list[tuple[int, float]]) -> dict[bytes, int]:
    """Return the places of all acts once every one of them is under a checkpoint."""
    found: dict[bytes, int] = {}
    ends = time.monotonic() + 20
    for commitment in commitments:
        while (position := await log.position_of(commitment)) is None or not heads or heads[-1][0] <= position:
            if time.monotonic() > ends:
                raise TimeoutError("the log is not kept")
            await asyncio.sleep(0.01)
        found[commitment] = position
    return found


async def commit_time(database: Database) -> float:
    """Return the median seconds of one act's transaction alone: what no delay can be below."""
    times = []
    for _ in range(50):
        began = time.monotonic()
        async with database.transaction() as connection:
            await connection.execute(STATEMENTS["act"], ACT)
        times.append(time.monotonic() - began)
    return statistics.median(times)


def p99(values: list[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return statistics.quantiles(values, n=100)[-1] if len(values) > 1 else values[0]
