"""Tiles and entry bundles: the log as a finite set of static files (C2SP tlog-tiles).

A tile holds up to 256 hashes of one level; an entry bundle holds the data of up to 256 entries, each after its length
in two bytes. Our entries are the 32-byte commitments, so outsiders get hashes only. `opened` bundles carry the
canonical bytes behind the commitments in the same form; they are kept apart and never served to outsiders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import HASH_SIZE, TILE_HEIGHT, TILE_WIDTH, node_hash

MAX_LEVEL = 63
MAX_ENTRY = 65_535
MAX_BUNDLE = TILE_WIDTH * (2 + MAX_ENTRY)

_INDEX = r"((?:x\d{3}/)*\d{3})"
_WIDTH = r"(?:\.p/([1-9]\d{0,2}))?"
_TILE = re.compile(rf"tile/(0|[1-9]\d?)/{_INDEX}{_WIDTH}", re.ASCII)
_BUNDLE = re.compile(rf"(tile/entries|opened)/{_INDEX}{_WIDTH}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tile:
    """The name of a tile: its level 0..63, its index in the level, its width in hashes 1..256."""

    level: int
    index: int
    width: int = TILE_WIDTH

    def path(self) -> str:
        """Return the path of the tile below the log's prefix."""
        return f"tile/{self.level}/{_written(self.index, self.width)}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The name of an entry bundle: its index and its width in entries 1..256; `opened` for canonical bytes."""

    index: int
    width: int = TILE_WIDTH
    opened: bool = False

    def path(self) -> str:
        """Return the path of the bundle below the log's prefix."""
        return f"{'opened' if self.opened else 'tile/entries'}/{_written(self.index, self.width)}"


def _written(index: int, width: int) -> str:
    groups = []
    rest = index
    while True:
        groups.append(f"{rest % 1000:03}")
        rest //= 1000
        if not rest:
            break
    path = "/".join([f"x{group}" for group in groups[:0:-1]] + [groups[0]])
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def read_path(path: str) -> Tile | Bundle:
    """Return what a path names; Malformed where it is not exactly in the form the specification gives."""
    if tile := _TILE.fullmatch(path):
        level = int(tile[1])
        if level > MAX_LEVEL:
            raise Malformed(f"there is no tile level {level}")
        return Tile(level, *_place(tile[2], tile[3]))
    if bundle := _BUNDLE.fullmatch(path):
        return Bundle(*_place(bundle[2], bundle[3]), opened=bundle[1] == "opened")
    raise Malformed("not the path of a tile or an entry bundle")


def _place(index: str, width: str | None) -> tuple[int, int]:
    number = int(index.replace("x", "").replace("/", ""))
    wide = TILE_WIDTH if width is None else int(width)
    if index.startswith("x000/") or number >> 63 or (width is not None and wide >= TILE_WIDTH):
        raise Malformed("the index or the width is not written as the specification asks")
    return number, wide


def tiles_of(size: int) -> Iterator[tuple[int, int, int]]:
    """Yield (level, number of full tiles, width of the partial tile or 0) for a tree of `size`, lowest level first."""
    level = 0
    while size >> (TILE_HEIGHT * level):
        nodes = size >> (TILE_HEIGHT * level)
        yield level, nodes // TILE_WIDTH, nodes % TILE_WIDTH
        level += 1


def width_at(level: int, index: int, size: int) -> int:
    """Return how many hashes the tile has in a tree of `size`: 0 where the tree does not reach it."""
    nodes = size >> (TILE_HEIGHT * level)
    return max(0, min(TILE_WIDTH, nodes - index * TILE_WIDTH))


def split_hashes(data: bytes, width: int) -> list[bytes]:
    """Return the hashes of a tile of the given width; Malformed for any other length."""
    if len(data) != width * HASH_SIZE:
        raise Malformed(f"a tile of width {width} has {width * HASH_SIZE} bytes, not {len(data)}")
    return [data[start : start + HASH_SIZE] for start in range(0, len(data), HASH_SIZE)]


def joined_bundle(entries: Sequence[bytes]) -> bytes:
    """Return entries as a bundle; Malformed where one is longer than 65,535 bytes."""
    lengths = set(map(len, entries))
    if max(lengths, default=0) > MAX_ENTRY:
        raise Malformed(f"an entry has at most {MAX_ENTRY} bytes")
    if len(lengths) == 1:
        prefix = lengths.pop().to_bytes(2, "big")
        return prefix + prefix.join(entries)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def split_bundle(data: bytes, width: int) -> list[bytes]:
    """Return the entries of a bundle; Malformed where it is cut short, runs over or counts other than `width`."""
    if len(data) == width * (2 + HASH_SIZE) and data[:: 2 + HASH_SIZE] == b"\x00" * width:
        stride = 2 + HASH_SIZE
        if data[1::stride] == bytes([HASH_SIZE]) * width:
            return [data[start : start + HASH_SIZE] for start in range(2, len(data), stride)]
    return _split_slowly(data, width)


def _split_slowly(data: bytes, width: int) -> list[bytes]:
    entries: list[bytes] = []
    at = 0
    while at < len(data) and len(entries) < width:
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        if start > len(data) or at > len(data):
            raise Malformed("the bundle is cut short")
        entries.append(data[start:at])
    if at != len(data) or len(entries) != width:
        raise Malformed(f"the bundle does not hold exactly {width} entries")
    return entries


def narrowed(data: bytes, named: Tile | Bundle, width: int) -> bytes:
    """Return what a tile or bundle of `width` held when it was as wide as `named`; Malformed where it is broken."""
    match named:
        case Tile():
            return b"".join(split_hashes(data, width)[: named.width])
        case Bundle():
            return joined_bundle(split_bundle(data, width)[: named.width])


@lru_cache(maxsize=128)
def pyramid(data: bytes, width: int) -> tuple[tuple[bytes, ...], ...]:
    """Return the rows of whole nodes over a tile's hashes, the tile's own row first; Malformed for another length.

    Tiles of the upper levels stand in every proof, so the last rows are remembered.
    """
    rows = [tuple(split_hashes(data, width))]
    while len(rows[-1]) > 1:
        below = iter(rows[-1])
        rows.append(tuple(node_hash(left, right) for left, right in zip(below, below, strict=False)))
    return tuple(rows)


class TiledNodes:
    """A source of node hashes for proofs over a tree of `size`, fed from tiles.

    `tile` is called at most once per tile with (level, index, width) and returns the tile's bytes.
    """

    def __init__(self, size: int, tile: Callable[[int, int, int], bytes]) -> None:
        self._size = size
        self._tile = tile
        self._tiles: dict[tuple[int, int], bytes] = {}

    def __call__(self, height: int, index: int) -> bytes:
        """Return the hash of the perfect subtree of 2**height leaves number `index` of its height."""
        level, above = divmod(height, TILE_HEIGHT)
        number, at = divmod(index << above, TILE_WIDTH)
        width = width_at(level, number, self._size)
        if (level, number) not in self._tiles:
            self._tiles[level, number] = self._tile(level, number, width)
        return pyramid(self._tiles[level, number], width)[above][at >> above]
