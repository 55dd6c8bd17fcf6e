"""A folder where each file is one record: mails, verdicts. A file is read once it has stopped growing between two
looks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from almasu_module.inputs.tail import Piece
from almasu_module.spool.frames import Position

MOST_AT_ONCE: Final = 64


class Folder:
    """Reads new files in the order they came. What was read before is known by the newest (time, inode).

    The time is that of the inode's change, which moving a file into the folder sets and copying does not keep.
    """

    def __init__(self, path: Path, match: str, most: int, position: Position | None, settled: bool = False) -> None:
        self._path, self._match, self._most = path, match, most
        self._mark = (position.offset, position.inode) if position else (-1, 0)
        self._sizes: dict[Path, int] = {}
        self._settled = settled  # nothing grows any more: one look is enough
        self.told: list[str] = []

    @property
    def position(self) -> Position | None:
        """Return the newest file that was read."""
        return Position(0, self._mark[1], self._mark[0]) if self._mark[0] >= 0 else None

    def begin(self) -> None:
        """Nothing has to be opened."""

    def read(self) -> Piece:
        """Read the next files."""
        piece = Piece([])
        for when, inode, path, size in self._new()[:MOST_AT_ONCE]:
            if not self._settled and self._sizes.get(path) != size:
                self._sizes[path] = size
                break  # files are taken in order, so that the mark never passes one that was left out
            self._sizes.pop(path, None)
            self._mark = (when, inode)
            if size > self._most:
                piece.too_long += 1
                continue
            try:
                piece.records.append(path.read_bytes())
            except OSError:
                self.told.append(f"tail.unreadable {path.name}")
        return piece

    def _new(self) -> list[tuple[int, int, Path, int]]:
        """Return the files after the mark, oldest first."""
        found = []
        for path in self._path.glob(self._match):
            try:
                status = path.stat()
            except OSError:
                continue
            if path.is_file() and (status.st_ctime_ns, status.st_ino) > self._mark:
                found.append((status.st_ctime_ns, status.st_ino, path, status.st_size))
        return sorted(found)

    def close(self) -> None:
        """Nothing stays open."""
