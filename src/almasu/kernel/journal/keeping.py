"""What passes between the parts that keep a log: the sequencer's turn, and what a witness answers to the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from almasu.kernel.journal.note import Signature
from almasu.kernel.journal.proofs import NodeAt
from almasu.kernel.journal.tiles import TiledNodes, width_at
from almasu.kernel.journal.tree import EMPTY_ROOT, HASH_SIZE, TILE_HEIGHT, TILE_WIDTH, Edge
from almasu.law.problem import Fault


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to order leaves: the fence that proves it, and the tree as it stands."""

    fence: int
    edge: Edge


class LostTurn(Fault):
    """Another sequencer has taken over; what was about to be written was not."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive entries of a log: their commitments and their canonical bytes."""

    commitments: Sequence[bytes]
    contents: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Vouched:
    """The witness co-signed; the lines are not verified yet."""

    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Knows:
    """The witness last co-signed another size than the one named."""

    size: int


@dataclass(frozen=True, slots=True)
class Refuses:
    """The witness will not co-sign: the HTTP status and its words."""

    status: int
    says: str


@dataclass(frozen=True, slots=True)
class Silent:
    """The witness does not answer, or answers nonsense."""

    because: str


Reply = Vouched | Knows | Refuses | Silent

TileNames = frozenset[tuple[int, int]]


def tiles_for(plan: Callable[[NodeAt], object]) -> TileNames:
    """Return the (level, index) of every tile that a computation over a tree will ask for.

    The computation is run once on an empty hash for every node: which nodes it takes never depends on their hashes.
    """
    asked: set[tuple[int, int]] = set()

    def empty(height: int, index: int) -> bytes:
        level, above = divmod(height, TILE_HEIGHT)
        asked.add((level, (index << above) // TILE_WIDTH))
        return EMPTY_ROOT

    plan(empty)
    return frozenset(asked)


def nodes_from(size: int, tiles: dict[tuple[int, int], bytes]) -> TiledNodes:
    """Return node hashes of the tree of `size` from tiles that may have grown beyond it. KeyError where one lacks."""

    def cut(level: int, index: int, width: int) -> bytes:
        return tiles[level, index][: HASH_SIZE * width]

    return TiledNodes(size, cut)


def archived_stretches(old: int, new: int, at_most: int = 64) -> list[tuple[int, int]]:
    """Return the stretches (first, last) of entries, whole bundles each but the last, to archive after growth."""
    first = old // TILE_WIDTH * TILE_WIDTH
    step = at_most * TILE_WIDTH
    return [(start, min(start + step, new)) for start in range(first, new, step)]


def grown_tiles(old: int, new: int) -> list[tuple[int, int, int]]:
    """Return (level, index, width) of the tiles that a tree has at size `new` and had not, or narrower, at `old`."""
    changed = []
    level = 0
    while new >> (8 * level):
        before, after = old >> (8 * level), new >> (8 * level)
        if before != after:
            last = -(-after // TILE_WIDTH)
            changed += [(level, index, width_at(level, index, new)) for index in range(before // TILE_WIDTH, last)]
        level += 1
    return changed
