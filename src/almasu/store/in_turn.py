"""Calls that block, made beside the loop: one thread, in the order of asking, and no more of them than told."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Told = TypeVar("Told")


class TooManyWait(Exception):
    """As many calls wait already as may."""


class InTurn:
    """Runs calls one after another in a thread of this process; `most` is how many may wait or run at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = 0
        self._process = 0
        self._thread: ThreadPoolExecutor | None = None

    async def do(self, work: Callable[[], Told]) -> Told:
        """Return what a call returns, or raise what it raises; TooManyWait where there is no room for it.

        A call that is given up is not begun any more; one that runs already runs to its end.
        """
        if self._waiting >= self._most:
            raise TooManyWait
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._of_process(), work)
        finally:
            self._waiting -= 1

    def _of_process(self) -> ThreadPoolExecutor:
        """Return this process's own thread: a child is born without those of its parent."""
        if self._thread is None or self._process != os.getpid():
            self._process, self._waiting = os.getpid(), 1
            self._thread = ThreadPoolExecutor(1, "in-turn")
        return self._thread
