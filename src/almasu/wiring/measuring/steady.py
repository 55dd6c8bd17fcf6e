"""Acts begun at a steady rate, and how long they took: half of them within p50, all but a hundredth within p99."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from almasu.store.database import Database
from almasu.store.sql import load
from almasu.wiring.measuring.figures import percentile

Act = Callable[[], Awaitable[None]]
STATEMENTS = load("exchange_bench")


@dataclass(frozen=True, slots=True)
class Tail:
    """How long acts took, in milliseconds."""

    p50: float
    p90: float
    p99: float


def tail(seconds: Sequence[float]) -> Tail:
    """Return the tail of what was measured in seconds."""
    return Tail(*(percentile(seconds, share) * 1e3 for share in (0.5, 0.9, 0.99)))


async def at_rate(act: Act, times: int, per_second: float) -> list[float]:
    """Begin an act at a steady rate, whatever the others do, and return how long each took, in seconds.

    It is counted from the moment when an act was due, so what keeps the load generator from beginning it counts too.
    """
    took: list[float] = []

    async def one(due: float) -> None:
        await act()
        took.append(time.perf_counter() - due)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(times):
            due = began + number / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(due))
    return took


async def commits(database: Database, times: int, per_second: float) -> list[float]:
    """Begin a commit of nothing at a steady rate and return how long each took: what the disk gives at this moment."""
    statement = STATEMENTS["commit_nothing"]

    async def one() -> None:
        async with database.connection() as connection:
            await connection.execute(statement)

    return await at_rate(one, times, per_second)


async def write_ahead(database: Database, megabytes: int) -> None:
    """Make a new database's log as that of one in use: its files exist, and are used again.

    A new database lays out each file of its log, 16 MB, when it first needs it, and every commit waits for that: 35 to
    126 ms where one that is used again costs 1 to 7 ms. A database in use seldom does it, a node under load for the
    first time does it every three seconds.
    """
    async with database.connection() as connection:
        await connection.execute(STATEMENTS["write_log"], {"megabytes": megabytes})
        await connection.execute(STATEMENTS["let_files_be_used_again"])
