"""Published files in our database: each edition sealed with all that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.interchange.collection import WIDTHS
from almasu.kernel.interchange.shelf import File, Shelf
from almasu.kernel.sector.confidentiality import Degree
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("published_files")


@dataclass(frozen=True, slots=True)
class StoredShelves:
    """Implements `almasu.kernel.interchange.shelf.Shelves` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def put(self, shelf: Shelf, file: File) -> None:
        """Keep a file, or its new edition."""
        values = {
            "shelf": shelf.value,
            "name": file.name,
            "first_at": file.first_at,
            "at": file.at,
            "degree": WIDTHS.index(file.degree),
            "body": self.sealer.for_log(_place(shelf, file), file.body),
        }
        await self.connection.execute(_SQL["put_file"], values)

    async def files(self, shelf: Shelf, narrowest: Degree, most: int) -> Sequence[File]:
        """Return the files down to a degree, newest first."""
        values = {"shelf": shelf.value, "narrowest": WIDTHS.index(narrowest), "most": most}
        found = await self.connection.execute(_SQL["files"], values)
        return [self._opened(shelf, row) for row in await found.fetchall()]

    async def file(self, shelf: Shelf, name: str, narrowest: Degree) -> File | None:
        """Return a file, None where there is none down to this degree."""
        values = {"shelf": shelf.value, "narrowest": WIDTHS.index(narrowest), "name": name}
        row = await (await self.connection.execute(_SQL["file"], values)).fetchone()
        return None if row is None else self._opened(shelf, row)

    def _opened(self, shelf: Shelf, row: Row) -> File:
        """Return the file of a row; Fault where somebody else than this store wrote a part of it."""
        name, first_at, at, degree, sealed = row
        bare = File(name, first_at, at, WIDTHS[degree], b"")
        return File(name, first_at, at, bare.degree, self.sealer.from_log(_place(shelf, bare), sealed))


def _place(shelf: Shelf, file: File) -> str:
    moments = f"{file.first_at.timestamp():.6f}/{file.at.timestamp():.6f}"
    return f"published_files/body/{shelf.value}/{file.name}/{moments}/{file.degree.value}"
