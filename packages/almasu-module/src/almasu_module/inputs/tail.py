"""Follows a file through rotation by rename, by copy and truncation, and into gz of rotated files; resumes where it
stopped.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec

from almasu_module.inputs.lines import Records
from almasu_module.spool.frames import Position

CHUNK: Final = 128 * 1024
HEAD: Final = 256


class Piece(msgspec.Struct):
    """Whole records read in one go."""

    records: list[bytes]
    too_long: int = 0
    told: list[str] = []


class Opened(msgspec.Struct):
    """A file being read. `offset` is how far bytes were taken; what waits for its line feed is not yet a record."""

    file: BinaryIO
    device: int
    inode: int
    offset: int
    head: int
    headed: int
    lines: Records
    packed: bool = False


class Tail:
    """Reads one path. `read` gives records; `position` says after which byte the last of them ended."""

    def __init__(self, path: Path, most_line: int, position: Position | None, grace: int = 20) -> None:
        self._path = path
        self._grace = grace  # empty looks at a renamed file, which its writer may not have left yet
        self._looks = 0
        self._most = most_line
        self._queue: list[tuple[Path, int]] = []  # rotated files to read before the current one, with where to begin
        self._opened: Opened | None = None
        self._was = position
        self.told: list[str] = []

    @property
    def position(self) -> Position | None:
        """Return how far whole records were read."""
        one = self._opened
        if one is None:
            return self._was
        return Position(one.device, one.inode, one.offset - one.lines.rest, one.head, one.headed)

    def begin(self) -> None:
        """Open the file, so that its position is known before anything of it was read."""
        if self._opened is None:
            self._open()

    def read(self) -> Piece:
        """Read at most one chunk; an empty piece means that there is nothing new."""
        if self._opened is None and not self._open():
            return Piece([])
        one = cast("Opened", self._opened)
        if self._cut_short(one):
            self.told.append("tail.truncated")
            self._begin(one.file, one.device, one.inode, 0)
            one = cast("Opened", self._opened)
        data = one.file.read(CHUNK)
        if data:
            one.offset += len(data)
            self._note_head(one)
            cut = one.lines.take(data)
            return Piece(cut.records, cut.too_long)
        return self._moved_on(one)

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            self._was = self.position
            self._opened.file.close()
            self._opened = None

    def _moved_on(self, one: Opened) -> Piece:
        """At the end of a file: stay while the path still leads to it, else finish it and take the next."""
        if not one.packed and not self._queue and self._current() in (None, (one.device, one.inode)):
            self._looks = 0
            return Piece([])
        self._looks += 1
        if self._looks < self._grace and not one.packed and not self._queue:
            return Piece([])
        self._looks = 0
        left = one.lines.end()
        self._was = None
        one.file.close()
        self._opened = None
        self._open()
        if self._opened is None:
            self._was = Position(one.device, one.inode, one.offset, one.head, one.headed)
        return Piece(left)

    def _current(self) -> tuple[int, int] | None:
        """Return which file the path leads to."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _open(self) -> bool:
        """Open what is to be read next: where we stopped, rotated files since then, the current file."""
        if self._was is not None and not self._queue:
            self._queue = self._missed(self._was)
        self._was = None if self._queue or self._current() is not None else self._was
        while self._queue:
            path, offset = self._queue.pop(0)
            try:
                self._begin_path(path, offset)
            except OSError:
                self.told.append(f"tail.unreadable {path.name}")
                continue
            return True
        try:
            self._begin_path(self._path, 0)
        except FileNotFoundError:
            return False
        except OSError as error:
            self.told.append(f"tail.unreadable {error.strerror}")
            return False
        return True

    def _begin_path(self, path: Path, offset: int) -> None:
        """Open a path at an offset."""
        packed = path.suffix == ".gz"
        file = cast("BinaryIO", gzip.GzipFile(path)) if packed else path.open("rb", buffering=0)
        status = path.stat()
        self._begin(file, status.st_dev, status.st_ino, offset, packed)

    def _begin(self, file: BinaryIO, device: int, inode: int, offset: int, packed: bool = False) -> None:
        """Stand at an offset of an open file."""
        file.seek(0)
        head = file.read(HEAD)
        file.seek(offset)
        self._opened = Opened(file, device, inode, offset, zlib.crc32(head), len(head), Records(self._most), packed)

    def _note_head(self, one: Opened) -> None:
        """Remember how the file begins, as far as it has been written."""
        if one.headed < HEAD and not one.packed:
            head = os.pread(one.file.fileno(), HEAD, 0)
            one.head, one.headed = zlib.crc32(head), len(head)

    def _cut_short(self, one: Opened) -> bool:
        """Tell whether the file was truncated: it is shorter than what we read, or begins with something else."""
        if one.packed:
            return False
        if os.fstat(one.file.fileno()).st_size < one.offset:
            return True
        head = os.pread(one.file.fileno(), HEAD, 0)[: one.headed]
        return len(head) < one.headed or zlib.crc32(head) != one.head

    def _missed(self, was: Position) -> list[tuple[Path, int]]:
        """Return the rotated files since we stopped, oldest first; where ours is gone say so and begin with the
        current.
        """
        siblings = sorted(self._siblings(), key=lambda path: (path.stat().st_mtime_ns, path.name))
        for place, path in enumerate(siblings):
            if is_same(path, was):
                own = was.offset if size_of(path) >= was.offset else 0
                later = [(one, 0) for one in siblings[place + 1 :] if one != self._path]
                return [(path, own), *later, *([(self._path, 0)] if path != self._path and self._path.exists() else [])]
        if self._path.exists():
            self.told.append("tail.lost")
        return []

    def _siblings(self) -> Iterator[Path]:
        """Yield the path and what rotation may have made of it."""
        for path in self._path.parent.glob(f"{glob_escaped(self._path.name)}*"):
            if path.is_file():
                yield path
        stem = self._path.stem
        for path in self._path.parent.glob(f"{glob_escaped(stem)}-*{self._path.suffix}*"):
            if path.is_file() and not path.name.startswith(self._path.name):
                yield path


def is_same(path: Path, was: Position) -> bool:
    """Tell whether a file is the one a position speaks of: by inode and beginning, or a gz of it by its beginning."""
    try:
        status = path.stat()
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            head = file.read(was.headed)
    except (OSError, EOFError, zlib.error):
        return False
    begins = len(head) == was.headed and zlib.crc32(head) == was.head
    if path.suffix == ".gz":
        return begins and was.headed > 0
    return begins and ((status.st_dev, status.st_ino) == (was.device, was.inode) or was.headed == HEAD)


def size_of(path: Path) -> int:
    """Return a file's size; of a gz the size is not known before reading."""
    return 2**62 if path.suffix == ".gz" else path.stat().st_size


def glob_escaped(name: str) -> str:
    """Return a name that globbing takes as it is."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
