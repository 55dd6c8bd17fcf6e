"""Calls that wait at the same moment are done together, and none of them pays for another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from psycopg import OperationalError

from almasu.store.gathering import RATE_OVER, Gathering, Pace


class Doing:
    """Doubles numbers, notes each batch, fails as told: at a number, or wholly as a database that went away."""

    def __init__(self, bad: int | None = None, gone: bool = False) -> None:
        self.batches: list[list[int]] = []
        self.bad = bad
        self.gone = gone

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0)
        if self.gone:
            raise OperationalError("the server closed the connection")
        if self.bad in numbers:
            raise ValueError(f"{self.bad} cannot be kept")
        return [2 * number for number in numbers]


async def test_calls_of_the_same_moment_share_one_doing_and_each_gets_its_own_outcome():
    doing = Doing()
    gathering = Gathering(doing)
    assert await asyncio.gather(*(gathering.ask(number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert doing.batches == [[0, 1, 2, 3, 4]]


async def test_no_batch_is_larger_than_its_limit_and_none_is_left_out():
    doing = Doing()
    gathering = Gathering(doing, most=2)
    assert await asyncio.gather(*(gathering.ask(number) for number in range(5))) == [0, 2, 4, 6, 8]
    assert doing.batches == [[0, 1], [2, 3], [4]]


async def test_one_that_cannot_be_kept_hinders_nobody_else():
    gathering = Gathering(Doing(bad=1))
    done = await asyncio.gather(*(gathering.ask(number) for number in range(3)), return_exceptions=True)
    assert (done[0], done[2]) == (0, 4)
    assert isinstance(done[1], ValueError)


async def test_where_the_database_went_away_nothing_is_done_twice_and_all_are_told():
    doing = Doing(gone=True)
    gathering = Gathering(doing)
    done = await asyncio.gather(*(gathering.ask(number) for number in range(3)), return_exceptions=True)
    assert [type(one) for one in done] == [OperationalError] * 3
    assert doing.batches == [[0, 1, 2]]


async def test_a_caller_who_goes_away_takes_nobody_along():
    gathering = Gathering(Doing())
    leaving, staying = asyncio.create_task(gathering.ask(1)), asyncio.create_task(gathering.ask(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == 4
    with pytest.raises(asyncio.CancelledError):
        await leaving


class Rests:
    """Notes how long is rested, and rests until it is told to go on."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.begun = asyncio.Event()
        self.over = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        self.begun.set()
        await self.over.wait()


async def test_a_call_after_a_quiet_moment_waits_for_nobody_and_those_soon_after_it_go_together():
    doing, rests = Doing(), Rests()
    gathering = Gathering(doing, pace=Pace(every=3600), rest=rests)
    assert await asyncio.gather(*(gathering.ask(0) for _ in range(RATE_OVER))) == [0] * RATE_OVER
    assert rests.asked == []
    second = gathering.put(1)
    await rests.begun.wait()
    third = gathering.put(2)
    rests.over.set()
    assert await asyncio.gather(second, third) == [2, 4]
    assert doing.batches == [[0] * RATE_OVER, [1, 2]]
    assert 0 < rests.asked[0] <= 3600


async def test_where_few_come_a_second_nobody_waits_for_the_next_step():
    doing, rests = Doing(), Rests()
    gathering = Gathering(doing, pace=Pace(every=3600, busy=1e9), rest=rests)
    assert [await gathering.ask(number) for number in range(2 * RATE_OVER)] == list(range(0, 4 * RATE_OVER, 2))
    assert rests.asked == []


async def test_each_batch_lingers_for_those_that_are_just_coming():
    doing, rests = Doing(), Rests()
    gathering = Gathering(doing, pace=Pace(linger=3600), rest=rests)
    first = gathering.put(0)
    await rests.begun.wait()
    second = gathering.put(1)
    rests.over.set()
    assert await asyncio.gather(first, second) == [0, 2]
    assert doing.batches == [[0, 1]]
    assert rests.asked == [3600]


async def test_a_full_batch_waits_for_no_more():
    doing, rests = Doing(), Rests()
    gathering = Gathering(doing, most=2, pace=Pace(linger=3600), rest=rests)
    assert await asyncio.gather(gathering.put(0), gathering.put(1)) == [0, 2]
    assert rests.asked == []
