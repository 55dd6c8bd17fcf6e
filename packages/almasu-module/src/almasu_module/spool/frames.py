"""How commits lie in a segment: length, checksum, payload. What a power cut tore is recognised and cut off."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec

MAGIC: Final = b"ALMASUQ1"
HEAD: Final = struct.Struct("<8s16sQI")  # magic, epoch, number of the first signal, checksum of these
FRAME: Final = struct.Struct("<II")  # length, checksum of the payload
MOST_PAYLOAD: Final = 64 * 1024 * 1024


class Position(msgspec.Struct, frozen=True, array_like=True):
    """How far an input was read: the file's identity, the byte after the last whole record, and what the file begins
    with.
    """

    device: int = 0
    inode: int = 0
    offset: int = 0
    head: int = 0
    headed: int = 0


ENCODER: Final = msgspec.msgpack.Encoder()


class Commit(msgspec.Struct, frozen=True, array_like=True):
    """One durable step: signals from `first` on as JSON, how far inputs were read, and the snapshot of what is open."""

    first: int
    signals: list[bytes]
    positions: dict[str, Position]
    snapshot: int
    checksum: int


DECODER: Final = msgspec.msgpack.Decoder(Commit)


def framed(commit: Commit) -> bytes:
    """Return a commit as it lies on disk."""
    payload = ENCODER.encode(commit)
    return FRAME.pack(len(payload), zlib.crc32(payload)) + payload


def header(epoch: bytes, first: int) -> bytes:
    """Return the beginning of a segment."""
    head = HEAD.pack(MAGIC, epoch, first, 0)[:-4]
    return head + struct.pack("<I", zlib.crc32(head))


def header_of(file: BinaryIO) -> tuple[bytes, int] | None:
    """Return epoch and first number of a segment, nothing when its beginning is torn."""
    data = file.read(HEAD.size)
    if len(data) != HEAD.size:
        return None
    magic, epoch, first, checksum = HEAD.unpack(data)
    return (epoch, first) if magic == MAGIC and zlib.crc32(data[:-4]) == checksum else None


def commits(file: BinaryIO) -> Iterator[tuple[int, Commit]]:
    """Yield each whole commit with the byte after it, from where the file stands; end at the first torn one."""
    while True:
        head = file.read(FRAME.size)
        if len(head) != FRAME.size:
            return
        length, checksum = FRAME.unpack(head)
        payload = file.read(length) if length <= MOST_PAYLOAD else b""
        if len(payload) != length or zlib.crc32(payload) != checksum:
            return
        try:
            commit = DECODER.decode(payload)
        except (msgspec.DecodeError, RecursionError):
            return
        yield file.tell(), commit
