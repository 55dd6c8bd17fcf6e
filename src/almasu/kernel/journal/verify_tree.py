"""Recomputing the tree from published files: entries, leaf tiles, upper tiles, root. Work falls into spans of tiles."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol

import msgspec

from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.findings import FaultName, Finding
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tiles import Bundle, Tile, split_bundle, split_hashes, tiles_of, width_at
from almasu.kernel.journal.tree import EMPTY_ROOT, TILE_WIDTH, leaf_hashes, node_hash, peaks, perfect_root

SPAN_TILES = 64
MOST_FINDINGS = 100


class Source(Protocol):
    """Where the files of a log are read: a folder, a server, a dictionary. Absent files are None, never an error."""

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Return the files in the order of their paths."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of leaf tiles to check: tiles first..last-1 of a log of `size`.

    `wanted` are commitments whose place is asked for; `opened` asks for the canonical bytes as well. A span travels
    to another process together with its source.
    """

    source: Source
    first: int
    last: int
    size: int
    wanted: frozenset[bytes]
    opened: bool


@dataclass(frozen=True, slots=True)
class SpanChecked:
    """What a span yields.

    `roots` per full tile, None where unknown; `partial` the row of the last, partial tile; `found` the places of the
    wanted commitments; `times` the opened entries' moments in seconds, `announced` where a clock was set, and `rotated`
    the opened leaves about a change of the log's key with their places.
    """

    roots: tuple[bytes | None, ...]
    partial: tuple[bytes, ...]
    findings: tuple[Finding, ...]
    found: tuple[tuple[bytes, int], ...]
    times: array[float]
    announced: tuple[int, ...]
    rotated: tuple[tuple[int, bytes], ...] = ()


Spread = Callable[[Callable[[Span], SpanChecked], Iterable[Span]], Iterable[SpanChecked]]
"""How spans are worked off: `map` here, a process pool's map where there are more cores."""


def spans_of(source: Source, size: int, wanted: frozenset[bytes], opened: bool) -> list[Span]:
    """Return the spans that together cover a log of `size`."""
    tiles = -(-size // TILE_WIDTH)
    starts = range(0, tiles, SPAN_TILES)
    return [Span(source, at, min(at + SPAN_TILES, tiles), size, wanted, opened) for at in starts]


def check_span(span: Span) -> SpanChecked:
    """Check every entry of the span against its leaf tile; a fault in one is named and does not hide the next."""
    widths = [width_at(0, index, span.size) for index in range(span.first, span.last)]
    bundles = span.source.read([Bundle(span.first + at, width).path() for at, width in enumerate(widths)])
    tiles = span.source.read([Tile(0, span.first + at, width).path() for at, width in enumerate(widths)])
    findings: list[Finding] = []
    found: list[tuple[bytes, int]] = []
    roots: list[bytes | None] = []
    partial: tuple[bytes, ...] = ()
    told = _Noted(array("d"), [], [])
    for at, width in enumerate(widths):
        index = span.first + at
        entries = _entries(bundles[at], Bundle(index, width), findings)
        row = _checked_row(entries, tiles[at], Tile(0, index, width), findings)
        if width == TILE_WIDTH:
            roots.append(perfect_root(row) if row else None)
        else:
            partial = tuple(row)
        if span.wanted and not span.wanted.isdisjoint(entries):
            places = enumerate(entries, index * TILE_WIDTH)
            found += [(entry, place) for place, entry in places if entry in span.wanted]
        if span.opened:
            _check_opened(span.source, Bundle(index, width, opened=True), entries, findings, told)
    most = tuple(findings[:MOST_FINDINGS])
    return SpanChecked(tuple(roots), partial, most, tuple(found), *told.parts())


def _entries(data: bytes | None, bundle: Bundle, findings: list[Finding]) -> list[bytes]:
    if data is None:
        findings.append(Finding(FaultName.ENTRIES_MISSING, bundle.path(), "no such file"))
        return []
    try:
        return split_bundle(data, bundle.width)
    except Malformed as broken:
        findings.append(Finding(FaultName.ENTRIES_MALFORMED, bundle.path(), str(broken)))
        return []


def _checked_row(entries: list[bytes], data: bytes | None, tile: Tile, findings: list[Finding]) -> list[bytes]:
    """Return the leaf hashes to go on with: the tile's, so that a changed entry stays one fault; else the entries'."""
    leaves = leaf_hashes(entries)
    if data is not None and leaves and b"".join(leaves) == data:
        return leaves
    row = _row(data, tile, findings)
    if not row:
        return leaves
    for at, (leaf, listed) in enumerate(zip(leaves, row, strict=False)):
        if leaf != listed:
            place = tile.index * TILE_WIDTH + at
            findings.append(Finding(FaultName.ENTRY_CHANGED, f"entry {place}", f"its leaf is {leaf.hex()}"))
    return row


def _row(data: bytes | None, tile: Tile, findings: list[Finding]) -> list[bytes]:
    if data is None:
        findings.append(Finding(FaultName.TILE_MISSING, tile.path(), "no such file"))
        return []
    try:
        return split_hashes(data, tile.width)
    except Malformed as broken:
        findings.append(Finding(FaultName.TILE_MALFORMED, tile.path(), str(broken)))
        return []


class _Told(msgspec.Struct):
    kind: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]


_TOLD = msgspec.json.Decoder(_Told)


@dataclass(frozen=True, slots=True)
class _Noted:
    times: array[float]
    announced: list[int]
    rotated: list[tuple[int, bytes]]

    def parts(self) -> tuple[array[float], tuple[int, ...], tuple[tuple[int, bytes], ...]]:
        return self.times, tuple(self.announced), tuple(self.rotated)


def _check_opened(source: Source, bundle: Bundle, entries: list[bytes], findings: list[Finding], noted: _Noted) -> None:
    """Check the canonical bytes behind the entries against the commitments and note each entry's moment."""
    first = bundle.index * TILE_WIDTH
    contents = _contents(source, bundle)
    if not contents:
        findings.append(Finding(FaultName.OPENED_MISSING, bundle.path(), "absent or malformed"))
        noted.times.extend([math.nan] * bundle.width)
        return
    for at, content in enumerate(contents, first):
        if at - first < len(entries) and commitment(content) != entries[at - first]:
            findings.append(Finding(FaultName.OPENED_CHANGED, f"entry {at}", "its content has another commitment"))
        noted.times.append(_moment(at, content, findings, noted))


def _contents(source: Source, bundle: Bundle) -> list[bytes]:
    [data] = source.read([bundle.path()])
    try:
        return [] if data is None else split_bundle(data, bundle.width)
    except Malformed:
        return []


def _moment(index: int, content: bytes, findings: list[Finding], noted: _Noted) -> float:
    """Return the moment an entry names in seconds, and note where it says that the clock was set or the key changed."""
    try:
        told = _TOLD.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        findings.append(Finding(FaultName.OPENED_CHANGED, f"entry {index}", "not the canonical form of an entry"))
        return math.nan
    if told.kind == EntryKind.CLOCK_CHANGED:
        noted.announced.append(index)
    if told.kind == EntryKind.LOG_KEY_ROTATED:
        noted.rotated.append((index, content))
    return told.at.timestamp()


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The tree as recomputed: its root (None where a part is unknown) and what was met in the upper tiles."""

    root: bytes | None
    findings: tuple[Finding, ...]


def fold(source: Source, size: int, checked: Sequence[SpanChecked]) -> Recomputed:
    """Check all upper tiles against the level below and return the root over everything."""
    findings: list[Finding] = []
    row = [root for span in checked for root in span.roots]
    partials: list[Sequence[bytes]] = [checked[-1].partial if checked else ()]
    for level, full, width in tiles_of(size):
        if level:
            row, rest = _checked_level(source, (level, full, width), row, findings)
            partials.append(rest)
    if _is_lacking(size, partials):
        return Recomputed(None, tuple(findings))
    root: bytes | None = None
    for partial in partials:
        for peak in reversed(peaks(partial)):
            root = peak if root is None else node_hash(peak, root)
    return Recomputed(EMPTY_ROOT if root is None else root, tuple(findings))


def _is_lacking(size: int, partials: Sequence[Sequence[bytes]]) -> bool:
    return any(len(partials[level]) != width for level, _, width in tiles_of(size))


def _checked_level(
    source: Source, shape: tuple[int, int, int], below: Sequence[bytes | None], findings: list[Finding]
) -> tuple[list[bytes | None], list[bytes]]:
    """Compare one level's tiles with the roots below; return the roots of its full tiles and its partial row.

    What was computed wins over what the tile says; the tile fills in only where the level below is unknown.
    """
    level, full, width = shape
    tiles = [Tile(level, index) for index in range(full)]
    if width:
        tiles.append(Tile(level, full, width))
    roots: list[bytes | None] = []
    partial: list[bytes] = []
    for tile, data in zip(tiles, source.read([tile.path() for tile in tiles]), strict=True):
        computed = below[tile.index * TILE_WIDTH : tile.index * TILE_WIDTH + tile.width]
        row = _agreed(tile, data, computed, findings)
        if tile.width == TILE_WIDTH:
            roots.append(perfect_root(row) if row else None)
        else:
            partial = row
    return roots, partial


def _agreed(tile: Tile, data: bytes | None, computed: Sequence[bytes | None], findings: list[Finding]) -> list[bytes]:
    listed: Sequence[bytes | None] = _row(data, tile, findings) or [None] * tile.width
    agreed: list[bytes] = []
    for at, (own, told) in enumerate(zip(computed, listed, strict=True)):
        if own is not None and told is not None and own != told:
            where = f"{tile.path()} hash {at}"
            findings.append(Finding(FaultName.TILE_CHANGED, where, f"{own.hex()} lies below, the tile has another"))
        known = own if own is not None else told
        if known is None:
            return []
        agreed.append(known)
    return agreed
