"""The rows of a block as bytes: columns packed and deflated, and read again within limits.

A segment is sealed as a whole. Keys are found by an index of keyed hashes of eight bytes, a candidate is compared with
the opened row: the index tells nobody what a key was, and is shredded with its delivery.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from almasu.kernel.provision.feeds.block import Column
from almasu.kernel.provision.feeds.checking import Rows
from almasu.law.problem import Fault

LARGEST = 256 << 20
HASH_BYTES = 8
BUCKET_ROWS = 1_024
"""How many entries a bucket of the index holds, about."""
ENTRY = np.dtype([("hash", ">u8"), ("segment", ">u4"), ("row", ">u2")])


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    first: int
    lines: list[int] | None
    gone: list[bool] | None
    columns: list[list[str | None]]


def packed(rows: Rows) -> bytes:
    """Return the rows as bytes."""
    lines = rows.lines
    is_range = isinstance(lines, range) and lines.step == 1
    told = _Packed(
        lines[0] if lines else 0,
        None if is_range else list(lines),
        None if rows.gone is None else list(rows.gone),
        list(rows.columns),  # type: ignore[arg-type]  # tuples are packed as lists are
    )
    return zlib.compress(msgspec.msgpack.encode(told), 1)


def unpacked(data: bytes) -> Rows:
    """Return the rows that bytes hold; Fault where they hold something else."""
    try:
        inflating = zlib.decompressobj()
        plain = inflating.decompress(data, LARGEST)
        if not inflating.eof:
            raise Fault("a segment is larger than a block may be")
        told = msgspec.msgpack.decode(plain, type=_Packed)
    except (zlib.error, msgspec.MsgspecError) as wrong:
        raise Fault("a segment holds no rows") from wrong
    count = len(told.columns[0]) if told.columns else 0
    lines: Sequence[int] = range(told.first, told.first + count) if told.lines is None else told.lines
    return Rows(tuple(told.columns), lines, told.gone)


def hashes(secret: bytes, column: Column) -> bytes:
    """Return the keyed hash of each value of a key, eight bytes each; `secret` is of one key of one data set."""
    keyed = hashlib.blake2b(key=secret, digest_size=HASH_BYTES)
    found = []
    for value in column:
        one = keyed.copy()
        one.update((value or "").encode())
        found.append(one.digest())
    return b"".join(found)


def hash_of(secret: bytes, value: str) -> int:
    """Return the keyed hash of one value as a number."""
    return int.from_bytes(hashes(secret, [value]), "big")


def bits_of(rows: int) -> int:
    """Return into how many buckets an index of so many rows is parted, as a power of two."""
    return max(rows // BUCKET_ROWS, 1).bit_length()


def bucket_of(hashed: int, bits: int) -> int:
    """Return the bucket that an entry lies in: the first bits of its hash."""
    return hashed >> (HASH_BYTES * 8 - bits)


@dataclass(slots=True)
class Hashes:
    """The hashes of one key of a whole delivery, gathered a segment at a time: five million rows take 40 MB."""

    _told: bytearray = field(default_factory=bytearray)
    _segments: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])

    def add(self, segment: int, told: bytes) -> None:
        """Add the hashes of the rows of a segment."""
        self._told += told
        self._segments.append(segment)
        self._starts.append(len(self._told) // HASH_BYTES)

    def buckets(self, bits: int) -> Iterator[tuple[int, bytes]]:
        """Yield the buckets of an index that hold any entries, each as bytes: entries in the order of their hashes.

        What was gathered is used up. It is put in order a part at a time: five million rows take 100 MB.
        """
        whole = np.frombuffer(self._told, dtype=">u8").astype(np.uint64)
        self._told = bytearray()
        segments, starts = np.array(self._segments, dtype=np.int64), np.array(self._starts, dtype=np.int64)
        order = np.argsort(whole, kind="stable")
        number, end = 0, 0
        while end < len(order):
            beginning = end
            number = bucket_of(int(whole[order[end]]), bits)
            last = (number + 1) << (HASH_BYTES * 8 - bits)
            end = int(np.searchsorted(whole, np.uint64(last), sorter=order)) if last < 1 << 64 else len(order)
            rows = order[beginning:end]
            part = np.zeros(len(rows), dtype=ENTRY)
            place = np.searchsorted(starts, rows, side="right") - 1
            part["hash"], part["segment"], part["row"] = whole[rows], segments[place], rows - starts[place]
            yield number, part.tobytes()


def candidates(bucket: bytes, hashed: int) -> list[tuple[int, int]]:
    """Return segment and row of each entry of a hash, the last row first."""
    whole = np.frombuffer(bucket, dtype=ENTRY)
    found = whole[whole["hash"] == hashed]
    return sorted(((int(one["segment"]), int(one["row"])) for one in found), reverse=True)
