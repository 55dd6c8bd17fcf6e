"""Measure the provider of links: how fast it answers both levels, beside one row by its primary key."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from almasu.kernel.relations.called import Called
from almasu.kernel.relations.kinds import EVERY
from almasu.provider.relations.asking import SESSION, Asker
from almasu.provider.relations.filling import edition, fill
from almasu.provider.relations.statements import statements
from almasu.store.postgres import embedded
from almasu.testing.country.dice import stream
from almasu.testing.country.land import Land
from almasu.testing.country.links import facts_of_land
from almasu.testing.country.settle import settle
from almasu.wiring.measuring.busy import Busy
from almasu.wiring.measuring.figures import Figure, figure, megabytes, memory_peak, percentile
from almasu.wiring.relations import own_database
from almasu.wiring.running import now

PEOPLE, PEOPLE_OF_FULL = 60_000, 1_000_000
SEED = 2026
IN_HOSTEL = 200
"""One in so many people is registered at one and the same address."""
ASKED, ASKED_OF_FULL = 1_500, 5_000
HUBS = 40
LEVEL_1_MS, LEVEL_2_MS = 2.0, 10.0
PURPOSES = sorted(EVERY)


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Fill a graph of its own with a made-up country and ask it."""
    people, asked = (PEOPLE_OF_FULL, ASKED_OF_FULL) if full else (PEOPLE, ASKED)
    land = settle(SEED, people, (), lambda what, share: None)
    told(f"a country of {land.people.size} people")
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with embedded(folder / "postgres") as server:
            url = own_database(server, folder)
            began = time.perf_counter()
            facts = fill(
                url,
                "bench",
                chain(_names(land), facts_of_land(land, people // IN_HOSTEL)),
                now(),
                lambda step, share: told(f"{share:4.0%} {step}"),
            )
            seconds = time.perf_counter() - began
            told("asking")
            figures = asyncio.run(_asked(url, land, asked))
            made, size = edition(url), megabytes(url, statements()["size"])
    return [
        figure("people", land.people.size, "people", None),
        figure("links", made.links if made else 0, "rows", None),
        figure("filling", facts / seconds, "facts/s", None),
        *figures,
        figure("graph_size", size, "MB", None),
        figure("memory_peak", memory_peak(), "MB", None),
    ]


def _names(land: Land) -> Iterator[Called]:
    for row in range(land.people.size + land.businesses.size):
        if land.ids[row]:
            yield Called(int(land.ids[row]), land.party_name(row))


async def _asked(url: str, land: Land, times: int) -> list[Figure]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION)
    async with connection:
        asker = Asker(connection)
        chosen = stream(SEED, "asked").integers(0, land.people.size + land.businesses.size, times)
        parties = [int(one) for one in land.ids[chosen] if one]
        hubs = await _largest(url)
        plain = await _timed(lambda party, _: _one_row(connection, party), parties)
        first = await _timed(lambda party, purpose: asker.level_1(party, purpose, now()), parties)
        second = await _timed(lambda party, purpose: asker.level_2(party, purpose, now()), parties)
        busy = Busy(connection)
        busy_1 = await _busy(lambda party, purpose: asker.level_1(party, purpose, now()), parties, busy)
        busy_2 = await _busy(lambda party, purpose: asker.level_2(party, purpose, now()), parties, busy)
        hub_1 = await _timed(lambda party, purpose: asker.level_1(party, purpose, now()), hubs)
        hub_2 = await _timed(lambda party, purpose: asker.level_2(party, purpose, now()), hubs)
    row, late_row = percentile(plain, 0.5), percentile(plain, 0.95)
    return [
        figure("primary_key_p50", row, "ms", None),
        figure("primary_key_p95", late_row, "ms", None),
        figure("level_1_p50_beside_primary_key", percentile(first, 0.5), "ms", row),
        figure("level_2_p50_beside_primary_key", percentile(second, 0.5), "ms", row),
        figure("level_1_p95_beside_primary_key", percentile(first, 0.95), "ms", late_row),
        figure("level_2_p95_beside_primary_key", percentile(second, 0.95), "ms", late_row),
        figure("level_1_p95", percentile(first, 0.95), "ms", LEVEL_1_MS),
        figure("level_2_p95", percentile(second, 0.95), "ms", LEVEL_2_MS),
        figure("level_1_p99", percentile(first, 0.99), "ms", None),
        figure("level_2_p99", percentile(second, 0.99), "ms", None),
        figure("level_1_busy_p95", percentile(busy_1, 0.95), "ms", LEVEL_1_MS),
        figure("level_2_busy_p95", percentile(busy_2, 0.95), "ms", LEVEL_2_MS),
        figure("largest_hubs_level_1_p95", percentile(hub_1, 0.95), "ms", None),
        figure("largest_hubs_level_2_p95", percentile(hub_2, 0.95), "ms", None),
    ]


async def _timed(ask: Callable[[int, str], Awaitable[object]], parties: Sequence[int]) -> list[float]:
    """Return the milliseconds of each question, the purposes by turns, after a few that are not counted."""
    for party in parties[:30]:
        await ask(party, PURPOSES[0])
    took: list[float] = []
    for turn, party in enumerate(parties):
        began = time.perf_counter()
        await ask(party, PURPOSES[turn % len(PURPOSES)])
        took.append((time.perf_counter() - began) * 1e3)
    return took


async def _busy(ask: Callable[[int, str], Awaitable[object]], parties: Sequence[int], busy: Busy) -> list[float]:
    """Return the processor's milliseconds of each question, the purposes by turns."""
    took: list[float] = []
    for turn, party in enumerate(parties):
        before = busy.milliseconds()
        await ask(party, PURPOSES[turn % len(PURPOSES)])
        took.append(busy.milliseconds() - before)
    return took


async def _one_row(connection: psycopg.AsyncConnection[TupleRow], party: int) -> None:
    cursor = connection.cursor(binary=True)
    await cursor.execute(statements()["one_degree"], {"near": party, "kind": 1}, prepare=True)
    await cursor.fetchall()


async def _largest(url: str) -> list[int]:
    """Return the parties with most links; looking through all of them may take longer than any question."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cursor = await connection.execute(statements()["largest_hubs"], {"most": HUBS})
        return [int(row[0]) for row in await cursor.fetchall()]
