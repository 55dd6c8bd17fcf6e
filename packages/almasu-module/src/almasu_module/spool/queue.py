"""The queue: segments of commits. A commit is durable before anything it holds is sent, and positions go with
signals.
"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import Final

import msgspec

from almasu_module.judging.judge import Open
from almasu_module.spool.acknowledged import Acknowledged
from almasu_module.spool.frames import HEAD, Commit, Position, commits, framed, header, header_of
from almasu_module.spool.reserve import ROOM, Reserve
from almasu_module.spool.snapshots import Snapshots

SEGMENT: Final = 8 * 1024 * 1024
NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Full(Exception):
    """There is no room for another commit: inputs wait until the centre has taken some."""


class Part(msgspec.Struct):
    """One segment: its file, its first number and the number after its last."""

    path: Path
    first: int
    end: int
    size: int


class Queue:
    """Opened by one process at a time. What it found on opening stands in `told`."""

    def __init__(self, folder: Path, most_bytes: int, durable: bool = True, segment: int = SEGMENT) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.told: list[str] = []
        self.positions: dict[str, Position] = {}
        self._folder, self._most, self._durable, self._segment = (
            folder,
            most_bytes,
            durable,
            min(segment, most_bytes // 8),
        )
        self._snapshots = Snapshots(folder, durable)
        self._snapshot = (0, 0)
        self.parts: list[Part] = []
        self.epoch = b""
        self._recover()
        self._file = self._opened_last()
        self.acknowledged = Acknowledged(folder / "acknowledged")
        if self.acknowledged.number >= self.next:
            self.told.append("acknowledged.ahead")
            self.acknowledged.write(self.next - 1)
        self._forget()
        self._reserve = Reserve(folder / "reserve")

    @property
    def next(self) -> int:
        """The number that the next signal gets."""
        return self.parts[-1].end

    @property
    def held_from(self) -> int:
        """The lowest number that is still on disk."""
        return self.parts[0].first

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(part.size for part in self.parts)

    def open_state(self) -> Open:
        """Return what was open at the last commit; say so when it is lost."""
        number, checksum = self._snapshot
        found = self._snapshots.read(number, checksum) if number else None
        if number and found is None:
            self.told.append("snapshot.lost")
        return found or Open(entries={}, trails={})

    def commit(self, signals: list[bytes], positions: dict[str, Position], opened: Open) -> None:
        """Make signals and positions durable together; raise `Full`, leaving the queue as it was, when there is no
        room.
        """
        crowded = self.size > self._most
        if crowded and self.acknowledged.number + 1 < self.next:
            raise Full("queue_bytes")
        number = self._snapshot[0] + 1
        try:
            checksum = self._snapshots.write(number, opened)
            data = framed(Commit(self.next, signals, positions, number, checksum))
            self._roll(len(data), anyway=crowded)
            self._append(data)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            self._cut_back()
            self._make_room()
            raise Full(os.strerror(error.errno or 0)) from error
        last = self.parts[-1]
        last.size += len(data)
        last.end += len(signals)
        self.positions, self._snapshot = positions, (number, checksum)
        if crowded:
            self._forget()
        self._reserve.keep()

    def acknowledge(self, number: int) -> None:
        """Forget what the centre has confirmed."""
        self.acknowledged.write(min(number, self.next - 1))
        self._forget()

    def close(self) -> None:
        """Close the files."""
        os.close(self._file)
        self.acknowledged.close()

    def _append(self, data: bytes) -> None:
        """Write at the end of the last segment and make it durable."""
        written = 0
        while written < len(data):
            written += os.write(self._file, data[written:])
        if self._durable:
            os.fdatasync(self._file)

    def _cut_back(self) -> None:
        """Take back what a failed write left behind."""
        os.ftruncate(self._file, self.parts[-1].size)
        os.lseek(self._file, self.parts[-1].size, os.SEEK_SET)

    def _make_room(self) -> None:
        """Where all is confirmed, write how far inputs were read into a segment of its own, so that the segment which
        fills the disk with what nobody needs can go: otherwise it would wait for itself.
        """
        if self.acknowledged.number + 1 < self.next or self.size <= ROOM:
            return
        self._reserve.give_up()
        data = framed(Commit(self.next, [], self.positions, *self._snapshot))
        try:
            self._roll(len(data), anyway=True)
            self._append(data)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            self._cut_back()
            return
        self.parts[-1].size += len(data)
        self._forget()

    def _roll(self, coming: int, *, anyway: bool) -> None:
        """Begin a new segment when the last one is long enough, or anyway, so that it can be forgotten."""
        last = self.parts[-1]
        if (last.size + coming <= self._segment and not anyway) or last.size == HEAD.size:
            return
        part = self._began(last.end)
        os.close(self._file)
        self.parts.append(part)
        self._file = self._opened_last()

    def _began(self, first: int) -> Part:
        """Make an empty segment."""
        path = self._folder / f"{first:020}-{secrets.token_hex(4)}.segment"
        try:
            with path.open("wb") as file:
                file.write(header(self.epoch, first))
                file.flush()
                if self._durable:
                    os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        self._sync_folder()
        return Part(path, first, first, HEAD.size)

    def _sync_folder(self) -> None:
        """Make names durable."""
        if self._durable:
            descriptor = os.open(self._folder, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)

    def _opened_last(self) -> int:
        """Open the last segment for writing at its end."""
        descriptor = os.open(self.parts[-1].path, os.O_RDWR)
        os.lseek(descriptor, self.parts[-1].size, os.SEEK_SET)
        return descriptor

    def _forget(self) -> None:
        """Remove segments whose signals are all confirmed; the newest commit always stays, for its positions."""
        while (
            len(self.parts) > 1
            and self.parts[0].end <= self.acknowledged.number + 1
            and self.parts[-1].size > HEAD.size
        ):
            self.parts.pop(0).path.unlink(missing_ok=True)

    def _recover(self) -> None:
        """Read the segments that are there: cut what is torn, leave out what is nobody's, begin where none is whole."""
        for path in sorted(self._folder.glob("*.segment")):
            with path.open("rb") as file:
                found = header_of(file)
                if found is None or (self.epoch and found[0] != self.epoch):
                    self.told.append("segment.torn")
                    path.unlink()
                    continue
                self.epoch = found[0]
                part = Part(path, found[1], found[1], HEAD.size)
                for end, commit in commits(file):
                    part.size, part.end = end, commit.first + len(commit.signals)
                    self.positions, self._snapshot = commit.positions, (commit.snapshot, commit.checksum)
            torn = path.stat().st_size - part.size
            if torn:
                self.told.append(f"tail.cut {torn}")
                os.truncate(path, part.size)
            self.parts.append(part)
        if not self.parts:
            self.epoch = secrets.token_bytes(16)
            self.parts.append(self._began(1))
