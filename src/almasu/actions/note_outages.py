"""Note outages of registers as they are noticed: a leaf when a register stops answering, and when it is back.

The emergency journal of the operator is filled from these (SIO25-14.2).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from almasu.actions.entering import leaf
from almasu.actions.node import Node
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

    async def _write(self, kind: EntryKind, number: int, failures: int) -> None:
        entry = leaf(self._node, kind, self._now(), "system:exchange", f"resource:{number}", {"failures": failures})
        async with self._node.store.single() as store:
            await store.journal.append(entry)
