"""PostgreSQL that ends under a statement: told apart from whatever else a statement may meet."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
import pytest
from psycopg import AsyncConnection
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from almasu.kernel.parties.session import token_hash
from almasu.law.problem import OutOfReach
from almasu.store.database import Database, Limits
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault

END = (
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database()"
    " and pid <> pg_backend_pid() and state <> 'idle'"
)
SLEEP = "select pg_sleep(30)"


def store_over(database: Database, folder: Path) -> NodeStore:
    return NodeStore(database, Sealer(FileVault.create(folder / "vault"), lambda size: b"r" * size))


async def ended(url: str) -> None:
    """End what runs on the database, as soon as something does."""
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        for _ in range(200):
            if await (await connection.execute(END)).fetchall():
                return
            await asyncio.sleep(0.05)
    raise AssertionError("nothing ran")


@pytest.mark.parametrize("around", ["transaction", "single"])
async def test_a_server_that_ends_under_a_statement_is_out_of_reach_and_the_next_one_is_answered(
    database: Database, database_url: str, tmp_path: Path, around: str
) -> None:
    store = store_over(database, tmp_path)

    async def asks(statement: str) -> None:
        async with getattr(store, around)() as means:
            await means.journal.connection.execute(statement)

    ending = asyncio.create_task(ended(database_url))
    with pytest.raises(OutOfReach):
        await asks(SLEEP)
    await ending
    await asks("select 1")


async def test_whoever_shares_a_statement_is_told_that_the_database_is_away(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    store = store_over(database, tmp_path)
    async with await AsyncConnection.connect(database_url) as holding:
        await holding.execute("lock table sessions in access exclusive mode")
        hashes = [token_hash(f"token {number}") for number in range(3)]
        waiting = [asyncio.create_task(store.together.session(one)) for one in hashes]
        async with await AsyncConnection.connect(database_url, autocommit=True) as other:
            waits = f"{END} and wait_event_type = 'Lock'"
            while not all(one.done() for one in waiting):
                await other.execute(waits)
                await asyncio.sleep(0.05)
        told = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(one) for one in told] == [OutOfReach] * 3
    assert await store.together.session(hashes[0]) is None


async def test_a_statement_that_took_too_long_is_no_server_that_ended(database_url: str, tmp_path: Path) -> None:
    hasty = await Database.open(database_url, 1, limits=Limits(statement="50ms", lock="50ms"))
    try:
        with pytest.raises(QueryCanceled):
            async with store_over(hasty, tmp_path).transaction() as transaction:
                await transaction.journal.connection.execute(SLEEP)
    finally:
        await hasty.close()


@pytest.mark.parametrize("kind", [DeadlockDetected, LockNotAvailable])
async def test_what_others_hold_is_no_server_that_ended(
    database: Database, tmp_path: Path, kind: type[psycopg.OperationalError]
) -> None:
    with pytest.raises(kind):
        async with store_over(database, tmp_path).transaction():
            raise kind


async def test_where_no_connection_comes_free_in_time_the_database_is_away(database_url: str, tmp_path: Path) -> None:
    narrow = await Database.open(database_url, 1, patience=0.3)
    try:
        store = store_over(narrow, tmp_path)
        async with store.single():
            with pytest.raises(OutOfReach):
                async with store.transaction():
                    pass
            told = await asyncio.gather(
                *(store.together.session(token_hash(f"token {number}")) for number in range(3)), return_exceptions=True
            )
            assert [type(one) for one in told] == [OutOfReach] * 3
        assert await store.together.session(token_hash("token")) is None
    finally:
        await narrow.close()
