"""What is under way at workplaces in this process, and its end when a session ends, however that came about."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.at_workplace import watch

log = logging.getLogger(__name__)
Came = TypeVar("Came")
TICK = 0.3
"""Seconds between two looks at all open sessions: what ends is cut within a second, whoever ended it."""
MOST_AT_ONCE = 12
"""Exchanges and streams of one session that are under way at a time."""


@dataclass(slots=True)
class UnderWay:
    """What of one session is under way: `cut` is set when it must end."""

    cut: asyncio.Event = field(default_factory=asyncio.Event)
    held: int = 0


class TooMany(Exception):
    """A session has as much under way as it may."""


class Cutting:
    """Everything that is under way, by session."""

    def __init__(self, node: Node, clock: Callable[[], datetime]) -> None:
        self._node = node
        self._clock = clock
        self._under_way: dict[UUID, UnderWay] = {}

    @contextmanager
    def one_of(self, sitting: UUID) -> Iterator[asyncio.Event]:
        """Count something under way while it lasts and yield what is set when it must end; TooMany at the bound."""
        ours = self._under_way.setdefault(sitting, UnderWay())
        if ours.held >= MOST_AT_ONCE:
            raise TooMany
        ours.held += 1
        try:
            yield ours.cut
        finally:
            ours.held -= 1
            if not ours.held and self._under_way.get(sitting) is ours:
                del self._under_way[sitting]

    async def run(self) -> None:
        """Look at all sessions again and again until cancelled.

        While the database cannot be asked nobody knows who may go on, so nobody does.
        """
        while True:
            known = list(self._under_way)
            try:
                going_on = await watch(self._node, self._clock())
            except Exception:
                log.exception("the sessions at workplaces could not be looked at")
                going_on = frozenset()
            for sitting in known:
                if sitting not in going_on and sitting in self._under_way:
                    self._under_way.pop(sitting).cut.set()
            await asyncio.sleep(TICK)


async def unless_cut(cut: asyncio.Event, work: Coroutine[Any, Any, Came]) -> Came | None:
    """Return what work comes to, None where it was cut first; then the work is cancelled."""
    doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(cut.wait())
    try:
        await asyncio.wait((doing, waiting), return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() and not cut.is_set() else None
    finally:
        for one in (doing, waiting):
            one.cancel()
        await asyncio.gather(doing, waiting, return_exceptions=True)
