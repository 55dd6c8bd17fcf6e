"""Chance that can be repeated: streams of numbers by seed and topic, and draws by seed, topic and row."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Thing = TypeVar("Thing")
Ints = NDArray[np.int64]

_MASK = (1 << 64) - 1


def stream(seed: int, topic: str) -> np.random.Generator:
    """Return the numbers of one topic; topics do not disturb each other when one of them changes."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed & _MASK, zlib.crc32(topic.encode())])))


class Draw:
    """Draws for one row: the same seed, topic and row always give the same sequence (splitmix64)."""

    __slots__ = ("_state",)

    def __init__(self, seed: int, topic: int, row: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + topic * 0xD1B54A32D192ED03 + row * 0x8CB92BA72F3D8DD7) & _MASK

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to, not including, the limit."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % limit

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Return true in so many cases of a hundred."""
        return self.below(100) < percent

    def one(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things, all equally likely."""
        return things[self.below(len(things))]


class Numbering:
    """Numbers that look unordered and lead back: row -> number -> row, without any table.

    `size` numbers exist; the step must share no factor with it.
    """

    __slots__ = ("_back", "_offset", "_step", "size")

    def __init__(self, size: int, step: int, offset: int) -> None:
        self.size = size
        self._step = step % size
        self._back = pow(step, -1, size)
        self._offset = offset % size

    def of(self, row: int) -> int:
        """Return the number of a row below `size`."""
        return (row * self._step + self._offset) % self.size

    def row(self, number: int) -> int:
        """Return the row that has this number."""
        return (number - self._offset) * self._back % self.size


class Index:
    """Where a value stands in a column of whole numbers; built once, asked in microseconds."""

    __slots__ = ("_order", "_sorted", "_type")

    def __init__(self, column: NDArray[np.integer]) -> None:
        self._order = np.argsort(column, kind="stable").astype(np.int32)
        self._sorted = column[self._order]
        self._type = column.dtype.type

    def rows(self, value: int) -> list[int]:
        """Return the rows that hold the value, in ascending order."""
        # A value of another width would make numpy copy the whole column.
        wanted = self._type(value)
        low = int(np.searchsorted(self._sorted, wanted, side="left"))
        high = int(np.searchsorted(self._sorted, wanted, side="right"))
        found: list[int] = self._order[low:high].tolist()
        return found
