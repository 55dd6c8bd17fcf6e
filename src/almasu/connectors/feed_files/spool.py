"""The spool: files of deliveries while they come in and are read, in a folder that the node alone may open."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID


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
        """Add bytes at the end and return the new size; nothing is added where `offset` is not the end."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.place(delivery), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            if file.tell() != offset:
                return file.tell()
            file.write(data)
            file.flush()
            return file.tell()

    def fresh(self, delivery: UUID) -> BinaryIO:
        """Return the file of a delivery to write from its beginning; FileExistsError where there is one."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        return os.fdopen(os.open(self.place(delivery), flags, 0o600), "wb")

    def digest(self, delivery: UUID) -> str:
        """Return the SHA-256 of what came in, as hexadecimal digits."""
        with self.place(delivery).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def drop(self, delivery: UUID) -> None:
        """Remove the file, where there is one."""
        self.place(delivery).unlink(missing_ok=True)
