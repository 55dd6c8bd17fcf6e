"""The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): hashes, roots, growth by whole tiles.

The empty tree is decided as RFC 6962 decides it: its root is the SHA-256 of nothing, it holds no entry, nothing is
included in it, and no proof leads from it to a larger tree, because every tree continues the empty one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = hashlib.sha256(b"").digest()

_LEAF = hashlib.sha256(b"\x00", usedforsecurity=False)
_NODE = hashlib.sha256(b"\x01", usedforsecurity=False)


def leaf_hash(data: bytes) -> bytes:
    """Return the leaf hash of one entry's data: SHA-256 of 0x00 and the data."""
    hashed = _LEAF.copy()
    hashed.update(data)
    return hashed.digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Return the leaf hashes of many entries: the same as `leaf_hash` of each, in less time."""
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + data, usedforsecurity=False).digest() for data in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 of 0x01 and both children."""
    hashed = _NODE.copy()
    hashed.update(left + right)
    return hashed.digest()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a row of 2**k node hashes; ValueError for any other count."""
    if not hashes or len(hashes) & (len(hashes) - 1):
        raise ValueError("a perfect subtree has a power of two of nodes")
    row = list(hashes)
    copy = _NODE.copy
    while len(row) > 1:
        above = []
        for left in range(0, len(row), 2):
            hashed = copy()
            hashed.update(row[left] + row[left + 1])
            above.append(hashed.digest())
        row = above
    return row[0]


def peaks(hashes: Sequence[bytes]) -> list[bytes]:
    """Return the roots of the perfect subtrees a row of nodes falls into, the largest (leftmost) first."""
    found = []
    start = 0
    while start < len(hashes):
        width = 1 << ((len(hashes) - start).bit_length() - 1)
        found.append(perfect_root(hashes[start : start + width]))
        start += width
    return found


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a growing tree: per tile level the hashes of its last, partial tile (0 to 255 of them).

    The edge alone suffices to grow the tree and to know its root.
    """

    size: int
    rows: tuple[tuple[bytes, ...], ...]

    def root(self) -> bytes:
        """Return the tree's root hash."""
        root: bytes | None = None
        for row in self.rows:
            for peak in reversed(peaks(row)):
                root = peak if root is None else node_hash(peak, root)
        return EMPTY_ROOT if root is None else root


EMPTY_EDGE = Edge(0, ())


@dataclass(frozen=True, slots=True)
class FullTile:
    """A tile that just filled: its level, its index in the level and its 256 hashes as 8,192 bytes."""

    level: int
    index: int
    hashes: bytes


def grown(edge: Edge, leaf_hashes: Sequence[bytes]) -> tuple[Edge, list[FullTile]]:
    """Return the edge after appending leaf hashes, and the tiles that filled on the way, lower levels first."""
    size = edge.size + len(leaf_hashes)
    filled: list[FullTile] = []
    rows: list[tuple[bytes, ...]] = []
    coming: Sequence[bytes] = leaf_hashes
    level = 0
    while coming or level < len(edge.rows):
        held = edge.rows[level] if level < len(edge.rows) else ()
        row = [*held, *coming]
        first = (edge.size >> (TILE_HEIGHT * level)) // TILE_WIDTH
        above = []
        whole = len(row) - len(row) % TILE_WIDTH
        for start in range(0, whole, TILE_WIDTH):
            tile = row[start : start + TILE_WIDTH]
            filled.append(FullTile(level, first + start // TILE_WIDTH, b"".join(tile)))
            above.append(perfect_root(tile))
        rows.append(tuple(row[whole:]))
        coming = above
        level += 1
    return Edge(size, tuple(rows)), filled


def root_of(entries: Sequence[bytes]) -> bytes:
    """Return the root of the tree over whole entry data, computed from nothing."""
    return grown(EMPTY_EDGE, leaf_hashes(entries))[0].root()
