"""The journal under load: acts with their leaf, ordering, co-signing, verifying, proving, each beside its limit."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import uvloop

from almasu.kernel.journal.keys import keys_of
from almasu.store.database import Database
from almasu.store.journal import MAIN
from almasu.store.journal_ledger import Ledger
from almasu.wiring.journal import JournalPlace, OneGeneration, keeper_of, policy_of
from almasu.wiring.measuring.figures import Figure, figure
from almasu.wiring.measuring.journal import acts, ordering, verifying, vouching
from almasu.wiring.measuring.journal.place import ORIGIN, SECRET, Place, kept, place
from almasu.wiring.measuring.journal.slow_flush import slowing_library

NO_COMPILER = "The variant with 2 ms added to each flush was not measured: this machine has no C compiler (cc)."


@dataclass(frozen=True, slots=True)
class Length:
    """How long things are measured.

    `turns` of `turn` seconds per kind of act, `acts` seconds for all of them at most; `vouching` seconds of steady
    load; `leaves` ordered; `entries` verified in `runs` runs.
    """

    turns: int
    turn: float
    acts: float
    vouching: float
    leaves: int
    entries: int
    runs: int


SHORT = Length(turns=3, turn=1.0, acts=10.0, vouching=2.0, leaves=60_000, entries=1_000_000, runs=1)
FULL = Length(turns=10, turn=2.0, acts=120.0, vouching=20.0, leaves=500_000, entries=1_000_000, runs=3)


def measured(length: Length) -> tuple[Sequence[Figure], Sequence[str]]:
    """Return the figures, and notes on what could not be measured here."""
    figures: list[Figure] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with place() as where:
            with kept(where):
                figures += _run(_acts(where, length, ""))
            figures += _run(_ordering(where, length))
            figures += _verifying(where, folder, length)
        library = slowing_library(folder)
        if library is None:
            notes.append(NO_COMPILER)
        else:
            with place(library) as where, kept(where):
                figures += _run(_acts(where, length, "_2ms"))
    return figures, notes


def _run(measuring: Coroutine[Any, Any, list[Figure]]) -> list[Figure]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measuring)


async def _acts(where: Place, length: Length, suffix: str) -> list[Figure]:
    """Measure acts and the way to their co-signed checkpoint, on the usual disk or on the slowed one."""
    database = await Database.open(where.url, acts.CLIENTS + 2)
    measures = [acts.load(where.url, script) for script in ("plain", "with_leaf", "chained")]
    stored = where.slowed_by is None
    if stored:
        measures += [acts.through_store(database, leaf=False), acts.through_store(database, leaf=True)]
    rates = await acts.compare(
        database, measures, length.turns, length.turn, length.acts if stored else length.acts / 2
    )
    await acts.drained(database)
    alone = await vouching.commit_time(database)
    delays = await vouching.delays(database, length.vouching)
    await database.close()

    def beside(name: str, one: int, other: int) -> Figure:
        pair = round(rates.rate(one), 1), round(rates.rate(other), 1)
        return Figure(name + suffix, pair[0], "acts/s", pair[1], round(rates.ratio(one, other), 3))

    return [
        beside("acts_with_leaf", 1, 0),
        beside("acts_with_leaf_to_chained", 1, 2),
        *([beside("acts_with_leaf_through_the_store", 4, 3)] if stored else []),
        figure(f"act_to_cosigned_checkpoint_p99{suffix}", vouching.p99(delays) * 1000, "ms", alone * 1000),
    ]


async def _ordering(where: Place, length: Length) -> list[Figure]:
    """Measure ordering, alone and with the archive, once the keeper has let go."""
    database = await Database.open(where.url, 4)
    keys = keys_of(ORIGIN, SECRET)
    floor = await ordering.moved(database, length.leaves, 0)
    async with aiohttp.ClientSession() as session:
        to = JournalPlace(ORIGIN, where.folder / "again")
        keeper = await keeper_of(database, to, OneGeneration(keys), policy_of(keys, [], 0), session)
        rate = await ordering.ordered(database, Ledger(database, MAIN, ORIGIN, "bench"), length.leaves)
        await ordering.fill(database, length.leaves)
        with_files = await ordering.archived(keeper, length.leaves)
    await database.close()
    return [
        figure("leaves_ordered", rate, "leaves/s", floor),
        figure("leaves_ordered_and_archived", with_files, "leaves/s", floor),
    ]


def _verifying(where: Place, folder: Path, length: Length) -> list[Figure]:
    """Measure verification from files and proofs from the database, on the same made-up log."""
    log = folder / "log"
    edge, full, note = verifying.make_files(log, length.entries)
    seconds = verifying.verified(log, length.runs)
    bare = verifying.hashing(length.entries)

    async def proofs() -> list[Figure]:
        database = await Database.open(where.url, 2)
        stored = await verifying.load(database, edge, full, note)
        one, read = await verifying.proving(stored, length.entries, 200)
        await database.close()
        return [figure("inclusion_proof", one * 1000, "ms", read * 1000)]

    return [figure(f"verify_{length.entries}_entries", seconds, "s", bare), *_run(proofs())]
