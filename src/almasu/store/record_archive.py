"""Sealed files of records and summaries beside the tiles of the log: `opened/records/NNNNNNNNN`, 256 leaves each.

They open with the vault's log key alone, and without the database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from almasu.store.journal_archive import PRIVATE, FileArchive
from almasu.store.sealer import Sealer


@dataclass(frozen=True, slots=True)
class RecordArchive:
    """The archived parts of one log."""

    files: FileArchive
    sealer: Sealer
    origin: str

    def has(self, part: int) -> bool:
        """Tell whether a part is archived."""
        return (self.files.folder / _path(part)).is_file()

    def keep(self, part: int, data: bytes) -> bytes:
        """Seal and write a part, flushed; return the SHA-256 of its file."""
        sealed = self.sealer.for_log(self._place(part), data)
        self.files.keep({_path(part): sealed})
        return hashlib.sha256(sealed).digest()

    def read(self, part: int) -> bytes | None:
        """Return a part, opened; None where there is none, Fault where it was changed or is another's."""
        place = self.files.folder / _path(part)
        return self.sealer.from_log(self._place(part), place.read_bytes()) if place.is_file() else None

    def _place(self, part: int) -> str:
        return f"record_archive/{self.origin}/{part}"


def _path(part: int) -> str:
    return f"{PRIVATE}/records/{part:09d}"
