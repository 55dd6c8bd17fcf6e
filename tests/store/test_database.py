"""The pool and its transactions, against a real PostgreSQL."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from almasu.law.problem import Problem
from almasu.store.database import Database

END_ALL_OTHERS = (
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)


async def test_a_transaction_keeps_what_it_did(database: Database):
    async with database.transaction() as connection:
        await connection.execute("create table kept (n integer)")
        await connection.execute("insert into kept values (1)")
    async with database.connection() as connection:
        row = await (await connection.execute("select n from kept")).fetchone()
    assert row == (1,)


async def test_a_transaction_that_raises_leaves_nothing(database: Database):
    async def fail_half_way() -> None:
        async with database.transaction() as connection:
            await connection.execute("create table gone (n integer)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_half_way()
    async with database.connection() as connection:
        row = await (await connection.execute("select to_regclass('gone')")).fetchone()
    assert row == (None,)


async def test_moments_come_back_in_utc_whatever_the_server_says(database: Database):
    async with database.connection() as connection:
        row = await (await connection.execute("select timestamptz '2025-03-01 00:00+05'")).fetchone()
    assert row is not None
    assert row[0].isoformat() == "2025-02-28T19:00:00+00:00"


async def test_a_database_that_is_not_there_is_a_problem_with_a_remedy(tmp_path):
    with pytest.raises(Problem, match=r"database\.unreachable"):
        await Database.open(f"postgresql://nobody@/none?host={tmp_path}", patience=0.2)


@pytest.mark.parametrize(("prepared", "expected"), [(True, True), (False, False)])
async def test_statements_are_prepared_unless_a_pooler_forbids_it(database_url, prepared, expected):
    database = await Database.open(database_url, size=1, prepared=prepared)
    async with database.connection() as connection:
        for _ in range(8):
            await connection.execute("select 42 where %(n)s = 1", {"n": 1})
        row = await (await connection.execute("select count(*) > 0 from pg_prepared_statements")).fetchone()
    await database.close()
    assert row == (expected,)


async def numbers(database: Database, many: int) -> list[int]:
    """What several readers at once get, each on a connection of its own."""

    async def one(number: int) -> int:
        async with database.connection() as connection:
            row = await (await connection.execute("select %s::int, pg_sleep(0.05)", [number])).fetchone()
        assert row is not None
        return int(row[0])

    return list(await asyncio.gather(*(one(number) for number in range(many))))


async def test_readers_after_every_connection_was_ended_get_their_answers(database: Database, database_url: str):
    assert await numbers(database, 3) == [0, 1, 2]
    with psycopg.connect(database_url) as connection:
        assert len(connection.execute(END_ALL_OTHERS).fetchall()) >= 1
    assert await numbers(database, 3) == [0, 1, 2]
