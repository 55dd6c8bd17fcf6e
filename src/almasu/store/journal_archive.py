"""The log as files that need no database to be read: DIR/checkpoint, tile/..., tile/entries/..., opened/...

Files are complete or absent: each is written aside, flushed, renamed, and its folder flushed. `opened` holds the
content of entries and is readable by the node's user alone; everything else can be copied and served as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from almasu.kernel.journal.tiles import MAX_BUNDLE, Bundle, narrowed, read_path, split_bundle
from almasu.kernel.journal.tree import TILE_WIDTH

PRIVATE = "opened"
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class FileArchive:
    """The folder of one log (also a `Source` for verification; reading asks for no more than reading rights)."""

    folder: Path

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Return files by their paths below the folder; None for one that is absent or larger than any can be.

        Where a partial file has grown since, its beginning is cut from the wider one that took its place.
        """
        return [self._one(path) or self._cut(path) for path in paths]

    def _cut(self, path: str) -> bytes | None:
        if ".p/" not in path:
            return None
        named = read_path(path)
        for width in range(named.width + 1, TILE_WIDTH + 1):
            if (data := self._one(replace(named, width=width).path())) is not None:
                return narrowed(data, named, width)
        return None

    def _one(self, path: str) -> bytes | None:
        try:
            with (self.folder / path).open("rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                return file.read(size) if size <= MAX_BUNDLE else None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def former(self) -> list[str]:
        """Return the paths of all partial tiles and bundles of the public part, in order; wider ones may have come."""
        found = self.folder.glob("tile/**/*.p/*")
        return sorted(str(file.relative_to(self.folder)) for file in found if not file.name.startswith("."))

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Write files that never change and flush them; what is there already with this length is left alone.

        A full tile or bundle replaces its partial ones; of partial `opened` bundles only the widest is kept.
        """
        self._prepare()
        wanted = [(self.folder / path, data) for path, data in files.items()]
        lacking = [(place, data) for place, data in wanted if not _has(place, len(data))]
        folders = {folder for place, _ in lacking for folder in _made(place.parent)}
        # The disk takes many flushes at once in little more than the time of one.
        with ThreadPoolExecutor(min(AT_ONCE, len(lacking) or 1)) as threads:
            list(threads.map(_write, lacking))
            list(threads.map(_flush, folders))
        for path in files:
            self._drop_narrower(path)

    def publish(self, note: bytes) -> None:
        """Put the co-signed checkpoint in place of the last one."""
        self._prepare()
        _write((self.folder / "checkpoint", note))
        _flush(self.folder)

    def contents(self, first: int) -> list[bytes]:
        """Return the content of every entry from position `first` to the end of the archive, in order."""
        found: list[bytes] = []
        while True:
            at = first + len(found)
            index, skip = divmod(at, TILE_WIDTH)
            held = self._bundle(index)
            found += held[skip:]
            if len(held) < TILE_WIDTH:
                return found

    def _bundle(self, index: int) -> list[bytes]:
        """Return the widest opened bundle of this index, empty where there is none; Malformed where it is broken."""
        full = self.folder / Bundle(index, opened=True).path()
        if full.is_file():
            return split_bundle(full.read_bytes(), TILE_WIDTH)
        partials = full.with_name(f"{full.name}.p")
        widths = [int(file.name) for file in partials.iterdir() if file.name.isdecimal()] if partials.is_dir() else []
        if not widths:
            return []
        widest = max(widths)
        return split_bundle((partials / str(widest)).read_bytes(), widest)

    def _prepare(self) -> None:
        private = self.folder / PRIVATE
        if not private.is_dir():
            private.mkdir(mode=0o700, parents=True)

    def _drop_narrower(self, path: str) -> None:
        place = self.folder / path
        if place.parent.suffix != ".p":
            _remove(place.with_name(f"{place.name}.p"))
        elif path.startswith(f"{PRIVATE}/"):
            for other in place.parent.iterdir():
                if other != place:
                    other.unlink()


def _has(place: Path, size: int) -> bool:
    try:
        return place.stat().st_size == size
    except FileNotFoundError:
        return False


def _made(folder: Path) -> set[Path]:
    """Make a folder with those above it, and return the ones to flush once files are in it."""
    touched = {folder}
    above = folder
    while not above.is_dir():
        above = above.parent
        touched.add(above)
    folder.mkdir(parents=True, exist_ok=True)
    return touched


def _write(wanted: tuple[Path, bytes]) -> None:
    """Write one file whole or not at all."""
    place, data = wanted
    aside = place.with_name(f".{place.name}.new")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(place)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(partials: Path) -> None:
    if partials.is_dir():
        for file in partials.iterdir():
            file.unlink()
        partials.rmdir()
