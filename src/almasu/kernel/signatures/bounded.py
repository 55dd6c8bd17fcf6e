"""A memory that forgets: so many entries, the longest unused one goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Bounded(Generic[Key, Value]):
    """At most `capacity` values by key. Belongs to one owner in one thread."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("a memory holds at least one entry")
        self._capacity = capacity
        self._entries: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        """Return the value and make it the freshest, or None."""
        value = self._entries.get(key)
        if value is not None:
            self._entries.move_to_end(key)
        return value

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value as the freshest and forget the stalest beyond the capacity."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def forget(self, key: Key) -> None:
        """Forget a key, known or not."""
        self._entries.pop(key, None)
