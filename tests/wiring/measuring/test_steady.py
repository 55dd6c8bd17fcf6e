"""A steady rate: every act is begun, none waits for another, and what took long shows in the tail."""

from __future__ import annotations

import asyncio

from almasu.store.database import Database
from almasu.wiring.measuring.steady import at_rate, commits, tail


async def test_acts_begin_though_others_have_not_ended() -> None:
    begun = 0
    all_begun = asyncio.Event()

    async def act() -> None:
        nonlocal begun
        begun += 1
        if begun == 5:
            all_begun.set()
        await all_begun.wait()

    assert len(await at_rate(act, 5, 1_000.0)) == 5


def test_a_tail_tells_what_half_most_and_nearly_all_took() -> None:
    found = tail([number / 1_000 for number in range(1, 201)])
    assert (found.p50, found.p90, found.p99) == (101.0, 181.0, 199.0)


async def test_commits_of_nothing_are_made_in_a_database_as_it_is(database: Database) -> None:
    assert len(await commits(database, 3, 1_000.0)) == 3
