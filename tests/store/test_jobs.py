"""The contract of the jobs: in the act's transaction, one process at a time, never lost, ended once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from almasu.store import jobs
from almasu.store.database import Database

NOW = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def put(database: Database, count: int = 1, *, kind: str = "ask", run_at: datetime = NOW, **lease) -> list[int]:
    async with database.transaction() as connection:
        numbers = [
            await jobs.enqueue(connection, kind=kind, payload={"n": n}, run_at=run_at, **lease) for n in range(count)
        ]
    assert None not in numbers
    return numbers


async def take(database: Database, owner: str = "one", *, at: datetime = NOW, most: int = 10, kinds=("ask",)):
    async with database.transaction() as connection:
        return await jobs.claim(connection, kinds=kinds, owner=owner, at=at, lease_until=at + MINUTE, most=most)


async def test_a_job_disappears_with_the_act_that_failed(database):
    async def act() -> None:
        async with database.transaction() as connection:
            await jobs.enqueue(connection, kind="ask", payload={}, run_at=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act()
    assert await take(database) == ()


async def test_jobs_come_in_the_order_they_are_due_with_what_was_put_in(database):
    late = await put(database, 1, run_at=NOW - MINUTE)
    later = await put(database, 2)
    taken = await take(database)
    assert [job.number for job in taken] == late + later
    assert [(job.kind, job.payload, job.attempt) for job in taken] == [
        ("ask", {"n": 0}, 1), ("ask", {"n": 0}, 1), ("ask", {"n": 1}, 1),
    ]  # fmt: skip


async def test_a_job_is_not_taken_before_it_is_due_nor_by_who_does_another_kind(database):
    await put(database, run_at=NOW + MINUTE)
    await put(database, kind="send")
    assert await take(database) == ()
    assert len(await take(database, kinds=("send",))) == 1
    assert len(await take(database, at=NOW + MINUTE)) == 1


async def test_the_same_key_is_kept_once_per_kind_even_when_done(database):
    async def keep(kind: str) -> int | None:
        async with database.transaction() as connection:
            return await jobs.enqueue(connection, kind=kind, payload={}, run_at=NOW, dedupe_key="request-1")

    first = await keep("ask")
    assert first is not None
    assert await keep("ask") is None
    assert await keep("send") is not None
    (job,) = await take(database)
    async with database.transaction() as connection:
        assert await jobs.complete(connection, job.number, owner="one", at=NOW)
    assert await keep("ask") is None


async def test_a_job_leased_to_who_asked_is_left_to_them_until_the_lease_runs_out(database):
    (number,) = await put(database, lease_owner="portal", lease_until=NOW + MINUTE)
    assert await take(database, "worker") == ()
    async with database.transaction() as connection:
        assert await jobs.release_expired(connection, at=NOW + MINUTE) == 1
    (job,) = await take(database, "worker", at=NOW + MINUTE)
    assert (job.number, job.attempt) == (number, 2)


async def test_many_workers_share_the_jobs_and_none_gets_anothers(database_url):
    database = await Database.open(database_url, size=8)
    numbers = await put(database, 200)

    async def work(owner: str) -> list[int]:
        done: list[int] = []
        while taken := await take(database, owner, most=7):
            for job in taken:
                async with database.transaction() as connection:
                    assert await jobs.complete(connection, job.number, owner=owner, at=NOW)
                done.append(job.number)
        return done

    shares = await asyncio.gather(*(work(f"worker-{n}") for n in range(8)))
    await database.close()
    assert sorted(number for share in shares for number in share) == sorted(numbers)


async def test_a_worker_that_died_while_taking_leaves_the_jobs_free(database):
    await put(database, 3)

    async def die_while_taking() -> None:
        async with database.transaction() as connection:
            taken = await jobs.claim(connection, kinds=["ask"], owner="dead", at=NOW, lease_until=NOW + MINUTE, most=10)
            assert len(taken) == 3
            assert await take(database, "other") == (), "they are passed over while another takes them"
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await die_while_taking()
    assert len(await take(database, "other")) == 3


async def test_a_dead_workers_lease_runs_out_and_another_does_its_job(database):
    await put(database)
    (job,) = await take(database, "dead")
    after = NOW + MINUTE + timedelta(seconds=1)
    assert await take(database, "other", at=after) == ()
    async with database.transaction() as connection:
        assert await jobs.release_expired(connection, at=NOW) == 0
        assert await jobs.release_expired(connection, at=after) == 1
    (again,) = await take(database, "other", at=after)
    assert (again.number, again.attempt) == (job.number, 2)


@pytest.mark.parametrize("ending", ["complete", "retry_at", "fail", "extend"])
async def test_who_lost_the_lease_is_told_so(database, ending):
    await put(database)
    (job,) = await take(database, "slow")
    async with database.transaction() as connection:
        await jobs.release_expired(connection, at=NOW + MINUTE)
    await take(database, "quick", at=NOW + MINUTE)
    async with database.transaction() as connection:
        match ending:
            case "complete":
                assert not await jobs.complete(connection, job.number, owner="slow", at=NOW)
            case "retry_at":
                assert not await jobs.retry_at(connection, job.number, owner="slow", run_at=NOW, error="")
            case "fail":
                assert not await jobs.fail(connection, job.number, owner="slow", at=NOW, error="")
            case "extend":
                held = await jobs.extend(connection, [job.number], owner="slow", lease_until=NOW + MINUTE)
                assert held == frozenset()


async def test_an_extended_lease_does_not_run_out(database):
    await put(database)
    (job,) = await take(database)
    async with database.transaction() as connection:
        held = await jobs.extend(connection, [job.number], owner="one", lease_until=NOW + 3 * MINUTE)
        assert held == {job.number}
        assert await jobs.release_expired(connection, at=NOW + 2 * MINUTE) == 0


async def test_a_job_to_try_again_comes_back_at_its_moment_and_remembers_why(database):
    await put(database)
    (job,) = await take(database)
    async with database.transaction() as connection:
        assert await jobs.retry_at(connection, job.number, owner="one", run_at=NOW + MINUTE, error="x" * 9000)
    assert await take(database) == ()
    (again,) = await take(database, "two", at=NOW + MINUTE)
    assert again.attempt == 2
    async with database.transaction() as connection:
        assert await jobs.fail(connection, job.number, owner="two", at=NOW + MINUTE, error="down")
        row = await (await connection.execute("select state, attempts, last_error from jobs")).fetchone()
    assert row == ("failed", 2, "down")
    assert await take(database, at=NOW + 9 * MINUTE) == ()


async def test_a_job_is_done_once_with_what_it_did(database):
    await put(database)
    (job,) = await take(database)
    for expected in (True, False):
        async with database.transaction() as connection:
            assert await jobs.complete(connection, job.number, owner="one", at=NOW) is expected
