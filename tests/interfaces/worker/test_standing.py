"""The worker goes on through an outage of its database, says so, and ends when it is told to."""

from __future__ import annotations

import asyncio
import logging

import pytest
from psycopg import OperationalError

from almasu.interfaces.worker.standing import again_and_again
from almasu.store.database import Database

LOSE_ALL = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"


async def test_work_is_done_again_after_it_failed_and_the_failure_is_said(caplog):
    stop, done = asyncio.Event(), []

    async def work():
        done.append(len(done))
        if len(done) < 3:
            raise OperationalError("the server closed the connection")
        stop.set()

    with caplog.at_level(logging.ERROR):
        await again_and_again("taking over", work, 0.001, stop)
    assert done == [0, 1, 2]
    assert [record.getMessage() for record in caplog.records] == ["taking over failed; trying again in 0.001 s"] * 2


async def test_work_goes_on_when_a_lost_database_is_back(database: Database):
    stop, read = asyncio.Event(), []

    async def work():
        async with database.transaction() as connection:
            if not read:
                read.append("lost")
                await connection.execute(LOSE_ALL)
            read.append(await (await connection.execute("select 1")).fetchone())
            stop.set()

    async with asyncio.timeout(30):
        await again_and_again("sweeping", work, 0.01, stop)
    assert read == ["lost", (1,)]


async def test_a_worker_told_to_stop_does_not_wait_for_the_next_turn():
    stop = asyncio.Event()

    async def work():
        stop.set()

    async with asyncio.timeout(10):
        await again_and_again("sweeping", work, 3600.0, stop)


async def test_being_cancelled_is_no_failure_to_go_on_after():
    async def work():
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await again_and_again("sweeping", work, 0.001, asyncio.Event())
