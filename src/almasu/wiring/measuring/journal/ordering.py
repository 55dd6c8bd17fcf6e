"""Ordering waiting leaves into the tree, beside the same rows merely moved."""

from __future__ import annotations

import asyncio
import time

from almasu.actions.keep_journal import Keeper, archive_growth
from almasu.actions.keep_journal import Ledger as LedgerPort
from almasu.kernel.journal.keeping import Turn
from almasu.store.database import Database
from almasu.store.journal_ledger import BATCH, Ledger
from almasu.wiring.measuring.journal.place import STATEMENTS


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


async def ordered(database: Database, ledger: Ledger, count: int) -> float:
    """Return leaves a second ordered into the tree."""
    await fill(database, count)
    turn = await _turn(ledger)
    ends = turn.edge.size + count
    began = time.perf_counter()
    while turn.edge.size < ends:
        turn = await ledger.order(turn)
    rate = count / (time.perf_counter() - began)
    await ledger.give_up(turn)
    return rate


async def archived(keeper: Keeper, count: int) -> float:
    """Return leaves a second ordered and flushed to the archive's files."""
    turn = await _turn(keeper.ledger)
    done, ends = turn.edge.size, turn.edge.size + count
    began = time.perf_counter()
    while turn.edge.size < ends:
        turn = await keeper.ledger.order(turn)
        await archive_growth(keeper, done, turn.edge.size)
        done = turn.edge.size
    return count / (time.perf_counter() - began)


async def _turn(ledger: LedgerPort) -> Turn:
    """Take the turn, once the keeper that ended has let go of it."""
    for _ in range(100):
        turn = await ledger.take_turn()
        if turn is not None:
            return turn
        await asyncio.sleep(0.05)
    raise TimeoutError("another process keeps the bench's log")
