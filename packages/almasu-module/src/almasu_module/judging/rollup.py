"""Open entries: the same thing again is counted, not repeated; the count is never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from almasu_module.judging.entries import Entry, opened
from almasu_module.reading import Finding

MOST_AT_ONCE = 2000
EPISODES = (6, 7, 8)  # these go on as long as tries follow one another; the others are counted per window


class Windows(msgspec.Struct, frozen=True):
    """Lengths in microseconds."""

    rollup: int
    logons: int
    scan: int
    report: int  # by our clock: how long an entry may wait before its signal goes out

    def of(self, kind: int) -> int:
        """Return the window of a kind."""
        if kind in EPISODES:
            return self.scan if kind == EPISODES[0] else self.logons
        return self.rollup


class Rollup:
    """Entries by key, oldest first, and the closed ones that wait to become signals."""

    def __init__(self, windows: Windows, most: int, entries: dict[str, Entry] | None = None) -> None:
        self.entries = entries if entries is not None else {}
        self.closed: list[Entry] = []
        self.closing: Callable[[Entry], None] = lambda _: None  # what still belongs to an entry is counted by then
        self._windows = windows
        self._most = most

    def living(self, key: str, kind: int, at: int) -> Entry | None:
        """Return the open entry of a key when a moment belongs to it."""
        entry = self.entries.get(key)
        return entry if entry is not None and entry.alive(at, self._windows.of(kind)) else None

    def entry(self, key: str, finding: Finding, at: int, now: int) -> Entry:
        """Return the entry to count in: the living one, or a new one after closing the old."""
        found = self.living(key, finding.kind, at)
        if found is not None:
            return found
        self.close(key)
        if len(self.entries) >= self._most:
            self.close(next(iter(self.entries)))
        self.entries[key] = opened(finding, at, now)
        return self.entries[key]

    def close(self, key: str) -> None:
        """Take an entry out; it becomes a signal if it counted anything."""
        entry = self.entries.pop(key, None)
        if entry is None:
            return
        self.closing(entry)
        if entry.count:
            self.closed.append(entry)

    def mature(self, now: int) -> None:
        """Close what waited long enough; long episodes report what they have and go on."""
        ripe = (key for key, entry in self.entries.items() if now - entry.opened >= self._windows.report)
        for key in list(islice(ripe, MOST_AT_ONCE)):
            entry = self.entries[key]
            idle = now - entry.touched > self._windows.of(entry.finding.kind)
            if entry.finding.kind not in EPISODES or idle:
                self.close(key)
            elif entry.count:
                self.closed.append(msgspec.structs.replace(entry))
                entry.begin_again()
                entry.opened = now

    def release(self) -> None:
        """Close up to a limit of entries, so that what is made durable at once stays small."""
        for key in list(islice(self.entries, MOST_AT_ONCE)):
            self.close(key)

    def flush(self) -> None:
        """Close everything."""
        for key in list(self.entries):
            self.close(key)

    def taken(self) -> Iterator[Entry]:
        """Yield the closed entries, earliest first, and forget them."""
        ready, self.closed = self.closed, []
        return iter(sorted(ready, key=lambda entry: entry.first))
