"""The standing work of the provision zone: what the worker does again and again, without anybody's order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from almasu.wiring.running import Running


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of standing work: its name in the log, how to do it once, and after how many seconds it is done again."""

    name: str
    work: Callable[[], Awaitable[None]]
    every: float


def jobs_of(running: Running) -> tuple[Job, ...]:
    """Return the standing work over one node."""
    return ()
