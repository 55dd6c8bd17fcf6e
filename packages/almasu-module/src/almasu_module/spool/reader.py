"""Reads the queue in order for sending; keeps its place between batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from almasu_module.spool.frames import HEAD, commits
from almasu_module.spool.queue import Queue

MOST_BYTES: Final = 2 * 1024 * 1024


class Slice(msgspec.Struct, frozen=True):
    """Signals with consecutive numbers, as JSON."""

    first: int
    signals: list[bytes]


class Reader:
    """Stands before one number of the queue."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._waiting: deque[bytes] = deque()
        self.number = queue.acknowledged.number + 1
        self._place: tuple[Path, int] | None = None

    def stand_at(self, number: int) -> None:
        """Go to a number, or to the lowest held one above it."""
        self.number = max(number, self._queue.held_from)
        self._waiting.clear()
        self._place = None

    def next(self, most: int) -> Slice | None:
        """Return the next signals without moving on, at most so many and at most 2 MB; nothing when there are none."""
        while len(self._waiting) < most and self._fill():
            pass
        signals: list[bytes] = []
        size = 0
        for one in self._waiting:
            if len(signals) == most or size + len(one) > MOST_BYTES:
                break
            signals.append(one)
            size += len(one) + 1
        return Slice(self.number, signals) if signals else None

    def passed(self, number: int) -> None:
        """Move behind a number that the centre confirmed."""
        step = number + 1 - self.number
        if not 0 <= step <= len(self._waiting):
            self.stand_at(number + 1)
            return
        for _ in range(step):
            self._waiting.popleft()
        self.number = number + 1

    def _fill(self) -> bool:
        """Read the next commit that holds signals; tell whether there was one."""
        wanted = self.number + len(self._waiting)
        for path, start in self._places(wanted):
            with path.open("rb") as file:
                file.seek(start)
                for end, commit in commits(file):
                    self._place = (path, end)
                    if commit.first + len(commit.signals) > wanted:
                        if commit.first > wanted and not self._waiting:
                            self.number = wanted = commit.first  # what lay between is lost on this disk
                        self._waiting.extend(commit.signals[max(wanted - commit.first, 0) :])
                        return True
        return False

    def _places(self, wanted: int) -> Iterator[tuple[Path, int]]:
        """Yield where to read on: the place of last time, then the segments after it."""
        parts = [part for part in self._queue.parts if part.end > wanted]
        for part in parts:
            same = self._place is not None and self._place[0] == part.path
            yield part.path, self._place[1] if same and self._place else HEAD.size
