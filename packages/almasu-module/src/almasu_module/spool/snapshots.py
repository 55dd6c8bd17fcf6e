"""What is open between two commits, in two slots that take turns: the one a durable commit names is never
overwritten.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import msgspec

from almasu_module.judging.judge import Open

DECODER = msgspec.msgpack.Decoder(Open)


class Snapshots:
    """Two files beside the queue."""

    def __init__(self, folder: Path, durable: bool) -> None:
        self._folder = folder
        self._durable = durable

    def write(self, number: int, opened: Open) -> int:
        """Write a snapshot into its slot and return its checksum; raise OSError when there is no room."""
        data = msgspec.msgpack.encode(opened)
        with self._slot(number).open("wb") as file:
            file.write(data)
            file.flush()
            if self._durable:
                os.fsync(file.fileno())
        return zlib.crc32(data)

    def read(self, number: int, checksum: int) -> Open | None:
        """Return the snapshot a commit names, nothing when the slot does not hold it."""
        try:
            data = self._slot(number).read_bytes()
            return DECODER.decode(data) if zlib.crc32(data) == checksum else None
        except (OSError, msgspec.DecodeError):
            return None

    def _slot(self, number: int) -> Path:
        """Return the file of a number."""
        return self._folder / f"open.{number % 2}"
