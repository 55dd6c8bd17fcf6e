"""Ordering waiting leaves into the tree, beside the same rows merely moved."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from almasu.actions.keep_journal import Keeper, archive_growth
from almasu.interfaces.cli.bench.journal_parts.place import STATEMENTS
from almasu.kernel.journal.keeping import Turn
from almasu.store.database import Database
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_ledger import BATCH, Ledger
from almasu.store.journal_reading import StoredLog


async def fill(database: Database, count: int) -> None:
    """Let so many leaves wait and write everything out."""
    async with database.connection() as connection:
        await connection.execute(STATEMENTS["let_wait"], {"count": count})
        await connection.execute(STATEMENTS["settle"])


async def moved(database: Database, count: int, before: int) -> float:
    """Return rows a second that PostgreSQL moves between two such tables, in the same batches."""
    await fill(database, count)
    began = time.perf_counter()
    for size in range(before, before + count, BATCH):
        async with database.transaction() as connection:
            await connection.execute(STATEMENTS["move_rows"], {"most": BATCH, "size": size})
    return count / (time.perf_counter() - began)


async def ordered(database: Database, ledger: Ledger, count: int) -> tuple[float, Turn]:
    """Return leaves a second ordered into the tree, and the turn at the end."""
    await fill(database, count)
    turn = await ledger.take_turn()
    if turn is None:
        raise TimeoutError("another process keeps the bench's log")
    ends = turn.edge.size + count
    began = time.perf_counter()
    while turn.edge.size < ends:
        turn = await ledger.order(turn)
    return count / (time.perf_counter() - began), turn


async def archived(keeper: Keeper, count: int) -> float:
    """Return leaves a second ordered and flushed to the archive's files."""
    database = keeper.ledger
    turn = await database.take_turn()
    if turn is None:
        raise TimeoutError("another process keeps the bench's log")
    done, ends = turn.edge.size, turn.edge.size + count
    began = time.perf_counter()
    while turn.edge.size < ends:
        turn = await database.order(turn)
        await archive_growth(keeper, done, turn.edge.size)
        done = turn.edge.size
    return count / (time.perf_counter() - began)


def parts(database: Database, origin: str, folder: Path) -> tuple[Ledger, StoredLog, FileArchive]:
    """Return the store's side of a log for a measurement in this process."""
    log = "main"
    return Ledger(database, log, origin, "bench"), StoredLog(database, log), FileArchive(folder)


async def settle(seconds: float) -> None:
    """Let a lease of a process that ended run out."""
    await asyncio.sleep(seconds)
