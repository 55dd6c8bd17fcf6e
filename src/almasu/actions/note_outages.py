"""Note outages of registers as they are noticed: a leaf when a register stops answering, and when it is back.

The emergency journal of the operator opens an entry of itself with each (SIO25-14.2).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.operating.emergencies import noted
from almasu.kernel.exchange.circuit import State
from almasu.kernel.journal.entry import EntryKind


class Outages:
    """Hears the circuits of one process and writes what they say."""

    def __init__(self, node: Node, now: Callable[[], datetime]) -> None:
        self._node = node
        self._now = now
        self._writing: set[asyncio.Task[None]] = set()

    def told(self, number: int, state: State, failures: int) -> None:
        """Hear that the circuit of a register changed; a probe under way is no news."""
        match state:
            case State.OPEN:
                kind = EntryKind.SERVICE_OUTAGE
            case State.CLOSED:
                kind = EntryKind.SERVICE_RESTORED
            case State.HALF_OPEN:
                return
            case _:
                assert_never(state)
        task = asyncio.get_running_loop().create_task(self._write(kind, number, failures))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def written(self) -> None:
        """Wait until everything heard so far is written."""
        await asyncio.gather(*self._writing)

    async def _write(self, kind: EntryKind, number: int, failures: int) -> None:
        place, at = f"resource:{number}", self._now()
        entry = leaf(self._node, kind, at, "system:exchange", place, {"failures": failures})
        async with self._node.store.single() as store:
            await store.journal.append(entry)
        await noted(self._node, kind, place, at, f"{failures} failures in a row")
