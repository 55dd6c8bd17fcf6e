"""The completeness of a list: between two co-signed checkpoints the journal accepts exactly the requests it holds.

Every entry of the stretch is looked at: its content must have its commitment, and the commitments must lead from one
head to the other. Then each accepted request of the body and time is in the list, and nothing else is (SIO25-15.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import msgspec
import numpy

from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import HASH_SIZE, Edge, grown, leaf_hashes
from almasu.law.moment import in_astana

_ACCEPTED = f'"kind":"{EntryKind.REQUEST_ACCEPTED.value}"'.encode()
SHOWN = 100
"""How many differences are named."""


class _Says(msgspec.Struct, frozen=True):
    body: str = ""


class _Told(msgspec.Struct, frozen=True):
    kind: str
    at: datetime
    says: _Says


_TOLD = msgspec.json.Decoder(_Told)


class Accepted(NamedTuple):
    """A request that the journal accepted: its leaf, when, and its body's BIN, empty where the leaf names none."""

    leaf: bytes
    at: datetime
    body: str


def accepted_among(commitments: Sequence[bytes], contents: Sequence[bytes]) -> Iterator[Accepted]:
    """Yield what entries accepted; Malformed where a content is not what its commitment says."""
    for told, content in zip(commitments, contents, strict=True):
        if commitment(content) != told:
            raise Malformed(f"the content of the entry {told.hex()} is not its own")
        if _ACCEPTED in content:
            try:
                entry = _TOLD.decode(content)
            except (msgspec.MsgspecError, RecursionError) as wrong:
                raise Malformed(f"the entry {told.hex()} cannot be read") from wrong
            if entry.kind == EntryKind.REQUEST_ACCEPTED:
                yield Accepted(told, entry.at, entry.says.body)


class Completeness(msgspec.Struct, frozen=True):
    """What a recount came to. `missing` are leaves the list lacks, `unknown` those the journal lacks, hexadecimal.

    `unnamed` counts accepted requests whose leaf names no body: those from before leaves did.
    """

    entries: int
    accepted: int
    listed: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    unnamed: int

    @property
    def holds(self) -> bool:
        """Tell whether nothing is missing and nothing is too much."""
        return not self.missing and not self.unknown and self.accepted == self.listed


@dataclass
class Recount:
    """A recount under way: the edge of the tree, grown entry by entry, and the leaves that must be in the list.

    `expected` are those leaves by the day of Astana, 32 bytes each, one after the other. `of_day` counts what was
    accepted on a day, of every body.
    """

    body: str
    since: datetime
    until: datetime
    edge: Edge
    entries: int = 0
    unnamed: int = 0
    expected: dict[date, bytearray] = field(default_factory=dict)
    of_day: Counter[date] = field(default_factory=Counter)

    def take(self, commitments: Sequence[bytes], contents: Sequence[bytes]) -> None:
        """Take in the next entries; Malformed where a content is not what its commitment says."""
        self.edge, _ = grown(self.edge, leaf_hashes(commitments))
        self.entries += len(commitments)
        for told in accepted_among(commitments, contents):
            if self.since <= told.at < self.until:
                self._expect(in_astana(told.at).date(), told.body, told.leaf)

    def pass_over(self, edge: Edge, accepted: Iterable[tuple[date, str, bytes]]) -> None:
        """Take in entries up to an edge that were counted before: the leaves accepted there by day and body.

        The time of this recount must begin and end with days of Astana.
        """
        self.entries, self.edge = self.entries + edge.size - self.edge.size, edge
        since, until = in_astana(self.since).date(), in_astana(self.until).date()
        for day, body, leaves in accepted:
            if since <= day < until:
                self._expect(day, body, leaves)

    def _expect(self, day: date, body: str, leaves: bytes) -> None:
        count = len(leaves) // HASH_SIZE
        self.of_day[day] += count
        self.unnamed += 0 if body else count
        if body == self.body:
            self.expected.setdefault(day, bytearray()).extend(leaves)

    def compared(self, size: int, root: bytes, listed: Iterable[str]) -> Completeness:
        """Return what the list lacks or has too much; Malformed where the entries do not lead to the head."""
        if (self.edge.size, self.edge.root()) != (size, root):
            raise Malformed("the entries do not lead to the checkpoint")
        leaves, nonsense = _read(listed)
        wanted, told = _sorted(bytearray().join(self.expected.values())), _sorted(leaves)
        missing, unknown = _shown(_beyond(wanted, told)), (*nonsense, *_shown(_beyond(told, wanted)))
        count = len(told) + len(nonsense)
        return Completeness(self.entries, len(wanted), count, missing, unknown[:SHOWN], self.unnamed)


class Traced(msgspec.Struct, frozen=True):
    """What a log of commitments alone tells of a list: whether each request stands in it, not whether one is missing.

    `unknown` are leaves of the list that the log lacks, hexadecimal.
    """

    entries: int
    listed: int
    unknown: tuple[str, ...]


@dataclass
class Tracing:
    """The leaves of a list, looked for among commitments without contents; the edge grows with each of them."""

    edge: Edge
    left: set[bytes]
    listed: int
    entries: int = 0

    def take(self, commitments: Sequence[bytes]) -> None:
        """Take in the next entries."""
        self.edge, _ = grown(self.edge, leaf_hashes(commitments))
        self.entries += len(commitments)
        self.left.difference_update(commitments)

    def compared(self, size: int, root: bytes) -> Traced:
        """Return what the log lacks of the list; Malformed where the entries do not lead to the head."""
        if (self.edge.size, self.edge.root()) != (size, root):
            raise Malformed("the entries do not lead to the checkpoint")
        return Traced(self.entries, self.listed, tuple(sorted(one.hex() for one in self.left)[:SHOWN]))


def tracing(edge: Edge, listed: Iterable[str]) -> Tracing:
    """Begin to look for the leaves of a list; Malformed for what is no leaf, or stands in it twice."""
    left: set[bytes] = set()
    for count, leaf in enumerate(listed, 1):
        try:
            left.add(bytes.fromhex(leaf))
        except ValueError as wrong:
            raise Malformed("a request of the list names no leaf") from wrong
        if len(left) < count:
            raise Malformed(f"the list holds the leaf {leaf} twice")
    return Tracing(edge, left, len(left))


def edge_tiles(size: int) -> list[tuple[int, int, int]]:
    """Return level, number and width of the tiles in which the right edge of a tree stands."""
    tiles, level = [], 0
    while size >> (8 * level):
        number, width = divmod(size >> (8 * level), 256)
        tiles.append((level, number, width))
        level += 1
    return tiles


def edge_from(size: int, root: bytes, tiles: dict[tuple[int, int], bytes]) -> Edge:
    """Return the right edge of a tree from its tiles; Malformed where it is not that of the root."""
    rows = []
    for level, number, width in edge_tiles(size):
        data = tiles.get((level, number), b"")
        rows.append(tuple(data[at * 32 : at * 32 + 32] for at in range(width)))
    edge = Edge(size, tuple(rows))
    if edge.root() != root:
        raise Malformed("the tiles are not those of the checkpoint")
    return edge


Leaves = numpy.ndarray[tuple[int], numpy.dtype[numpy.bytes_]]


def _read(listed: Iterable[str]) -> tuple[bytearray, list[str]]:
    """Return the leaves of a list, one after the other, and what of it is no leaf."""
    found, nonsense = bytearray(), list[str]()
    for leaf in listed:
        try:
            one = bytes.fromhex(leaf)
        except ValueError:
            one = b""
        if len(one) == HASH_SIZE:
            found += one
        else:
            nonsense.append(leaf)
    return found, nonsense


def _sorted(leaves: bytearray) -> Leaves:
    """Put leaves in their order, where they stand: a million of them need little more than their own bytes."""
    found = numpy.frombuffer(leaves, dtype=f"S{HASH_SIZE}")
    found.sort()
    return found


def _beyond(some: Leaves, others: Leaves) -> Leaves:
    """Return what the one has more than the other, each as often as it has it more."""
    first = numpy.searchsorted(some, some, side="left")
    held = numpy.searchsorted(others, some, side="right") - numpy.searchsorted(others, some, side="left")
    return some[numpy.arange(len(some)) - first >= held]


def _shown(leaves: Leaves) -> tuple[str, ...]:
    return tuple(bytes(leaf).ljust(HASH_SIZE, b"\0").hex() for leaf in leaves[:SHOWN])
