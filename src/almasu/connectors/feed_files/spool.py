"""The spool: files of deliveries while they come in and are read, in a folder that the node alone may open."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

AT_ONCE = 1 << 20
UNPACKED = ".unpacked"
MOST_TIMES = 200
"""How many times its packed size a file may have: more is no data but a bomb."""


@dataclass(frozen=True, slots=True)
class FolderSpool:
    """Implements `almasu.kernel.provision.deliveries_port.Spool` in a folder."""

    folder: Path

    def place(self, delivery: UUID) -> Path:
        """Return where the file of a delivery lies."""
        return self.folder / f"{delivery.hex}.part"

    def size(self, delivery: UUID) -> int:
        """Return how many bytes came in, 0 where nothing did."""
        try:
            return self.place(delivery).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, delivery: UUID, offset: int, data: bytes) -> int:
        """Add bytes at the end and return the new size; nothing is added where `offset` is not the end.

        Of several that add at the same place one does, whatever process they are in.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.place(delivery), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if (end := file.seek(0, os.SEEK_END)) != offset:
                return end
            file.write(data)
            file.flush()
            return file.tell()

    def fresh(self, delivery: UUID) -> BinaryIO:
        """Return the file of a delivery to write from its beginning; FileExistsError where there is one."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        return os.fdopen(os.open(self.place(delivery), flags, 0o600), "wb")

    def unpack(self, delivery: UUID, most: int) -> int:
        """Unpack the file, gzip (RFC 1952), and return its size; ValueError where it is none, or larger than `most`.

        It may hold `MOST_TIMES` its own size at most. The packed file stands until the unpacked one is whole.
        """
        place = self.place(delivery)
        beside, most = place.with_suffix(UNPACKED), min(most, place.stat().st_size * MOST_TIMES)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        size = 0
        try:
            with gzip.open(place, "rb") as packed, os.fdopen(descriptor, "wb") as plain:
                while data := packed.read(AT_ONCE):
                    size += len(data)
                    plain.write(data[: max(most - size + len(data), 0)])
                    if size > most:
                        break
        except (OSError, EOFError, zlib.error, ValueError) as wrong:
            beside.unlink(missing_ok=True)
            raise ValueError(str(wrong)) from wrong
        if size > most:
            beside.unlink()
            raise ValueError("it unpacks to more than it may")
        beside.replace(place)
        return size

    def digest(self, delivery: UUID) -> str:
        """Return the SHA-256 of what came in, as hexadecimal digits."""
        with self.place(delivery).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def drop(self, delivery: UUID) -> None:
        """Remove the file, where there is one."""
        self.place(delivery).unlink(missing_ok=True)
        self.place(delivery).with_suffix(UNPACKED).unlink(missing_ok=True)

    def untouched_since(self, moment: datetime) -> Sequence[UUID]:
        """Return the deliveries whose file nobody has written to since a moment."""
        found = [place for end in (".part", UNPACKED) for place in self.folder.glob(f"{'[0-9a-f]' * 32}{end}")]
        touched: dict[UUID, float] = {}
        for place in found:
            number = UUID(place.stem)
            with suppress(FileNotFoundError):
                touched[number] = max(touched.get(number, 0.0), place.stat().st_mtime)
        return [number for number, last in touched.items() if last < moment.timestamp()]
