"""Calls that wait at the same moment are done by one statement: one round trip and one commit for all of them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from psycopg import OperationalError

from almasu.law.problem import OutOfReach

Q = TypeVar("Q")
R = TypeVar("R")

MOST = 64
RATE_OVER = 8
"""So many calls tell how many come a second."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long calls wait for neighbours, in seconds.

    `every` is the least time between the beginnings of two batches: a call that comes after a quiet moment waits for
    nobody. It holds from `busy` calls a second on: where fewer come, nobody is worth waiting for. `linger` is what each
    batch waits for those that are just coming.
    """

    every: float = 0.0
    busy: float = 0.0
    linger: float = 0.0


AT_ONCE = Pace()


class Gathering(Generic[Q, R]):
    """Does calls together: `do` is given those that wait and returns an outcome for each, in their order.

    Where `do` raises, all of it was undone: then each call is done alone, so that one that cannot be kept hinders
    nobody else and its caller alone is told. Where the database itself failed (OutOfReach, psycopg's OperationalError)
    nobody knows what it kept: nothing is done twice, and all are told. While one batch is under way the next one
    gathers; `pace` lets it gather longer.
    """

    def __init__(
        self,
        do: Callable[[Sequence[Q]], Awaitable[Sequence[R]]],
        most: int = MOST,
        pace: Pace = AT_ONCE,
        rest: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._do = do
        self._most = most
        self._pace = pace
        self._rest = rest
        self._not_before = 0.0
        self._came: deque[float] = deque(maxlen=RATE_OVER)
        self._waiting: list[tuple[Q, asyncio.Future[R]]] = []
        self._draining: asyncio.Task[None] | None = None

    async def ask(self, one: Q) -> R:
        """Do one call and return its outcome; raises what doing it alone raised."""
        return await self.put(one)

    def put(self, one: Q) -> asyncio.Future[R]:
        """Let a call wait and return what will be its outcome, or what doing it alone raised."""
        outcome: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, outcome))
        self._came.append(asyncio.get_running_loop().time())
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._drain())
        return outcome

    async def _drain(self) -> None:
        while self._waiting:
            await self._gathered()
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            await self._done(batch)

    async def _gathered(self) -> None:
        """Let the next batch gather as long as the pace says; one that is full already begins at once."""
        clock = asyncio.get_running_loop().time
        until_step = self._not_before - clock() if self._is_busy() else 0.0
        pause = max(until_step, self._pace.linger)
        if pause > 0 and len(self._waiting) < self._most:
            await self._rest(pause)
        self._not_before = clock() + self._pace.every

    def _is_busy(self) -> bool:
        """Tell whether so many come a second, by the last of them, that the pace is kept."""
        took = self._came[-1] - self._came[0]
        return len(self._came) == RATE_OVER and self._pace.busy * took <= RATE_OVER - 1

    async def _done(self, batch: Sequence[tuple[Q, asyncio.Future[R]]]) -> None:
        try:
            outcomes = await self._do([one for one, _ in batch])
        except Exception as fault:  # noqa: BLE001 - handed to the callers whose calls these are
            if len(batch) > 1 and not isinstance(fault, (OutOfReach, OperationalError)):
                for one in batch:
                    await self._done([one])
                return
            for _, waiting in batch:
                if not waiting.done():
                    waiting.set_exception(fault)
            return
        for (_, waiting), outcome in zip(batch, outcomes, strict=True):
            if not waiting.done():
                waiting.set_result(outcome)
