"""Tells the centre that the module lives while it has nothing to send (ASOI-9): the silence of a broken line differs so
from that of a quiet night.

A heartbeat never stands in the way of signals: whatever comes of it, the next batch is sent as if there were none.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from almasu_wire.alive import ALIVE_ADDRESS, ALIVE_ANSWER, BEATS, Alive

from almasu_module.delivery.client import Client, Reply, Unreachable
from almasu_module.delivery.patience import Patience
from almasu_module.delivery.sender import OK, Told

AT_LEAST: Final = 1.0


class Heartbeat:
    """Knows when the centre heard of the module last. Moments are seconds of a clock that only goes forward.

    The first heartbeat is due at once: a module that was installed is seen before its first signal.
    """

    def __init__(self, client: Client, patience: Patience, every: float, agent: str, told: Told) -> None:
        self._client, self._patience, self._every = client, patience, every
        self._body = msgspec.json.encode(Alive(agent))
        self._told = told
        self._next = 0.0

    def is_due(self, now: float) -> bool:
        """Tell whether the centre has heard nothing for so long that it has to be told."""
        return now >= self._next

    def heard(self, now: float) -> None:
        """Note that the centre heard of the module."""
        self._next = now + self._every

    def beat(self) -> Reply | Unreachable:
        """Tell the centre; what cannot be reached is returned."""
        try:
            return self._client.post(self._body, ALIVE_ADDRESS)
        except Unreachable as unreachable:
            return unreachable

    def settle(self, reply: Reply | Unreachable, now: float, at: datetime) -> None:
        """Take the answer in: `now` by the clock that only goes forward, `at` by the calendar's."""
        if isinstance(reply, Unreachable):
            self._failed(f"unreachable: {reply}", now)
        elif reply.status != OK:
            said = reply.body[:200].decode("utf-8", "replace")
            self._failed(f"the centre does not take our heartbeat ({reply.status}): {said}", now)
        else:
            self._answered(reply, now, at)

    def _answered(self, reply: Reply, now: float, at: datetime) -> None:
        try:
            silence = ALIVE_ANSWER.decode(reply.body).silence
        except (msgspec.DecodeError, RecursionError) as error:
            self._failed(f"the answer to a heartbeat cannot be read: {error}", now)
            return
        self._every = max(AT_LEAST, min(self._every, silence / BEATS))
        self._patience.worked()
        self._told.trouble, self._told.alive = "", at.isoformat(timespec="seconds")
        self.heard(now)

    def _failed(self, why: str, now: float) -> None:
        self._told.trouble = why
        self._next = now + self._patience.failed()
