"""Fetched files in our database: each sealed with all that stands beside it, and how their sources stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.interchange.incoming import FileKind, Known, ListRead, PulledFile, SourceStands
from almasu.kernel.page import Place
from almasu.law.moment import in_utc
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("pulled_files")


@dataclass(frozen=True, slots=True)
class StoredIncoming:
    """Implements `almasu.kernel.interchange.incoming.Incoming` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def put(self, file: PulledFile) -> None:
        """Keep a file, or its next edition."""
        values = {
            "id": file.id,
            "kind": file.kind.value,
            "source": file.source,
            "name": file.name,
            "organisation": file.organisation,
            "tag": file.tag,
            "came_at": file.came_at,
            "body": self.sealer.for_log(_place(file), file.body),
        }
        await self.connection.execute(_SQL["put_pulled_file"], values)
        named = {name: values[name] for name in ("kind", "source", "name")}
        await self.connection.execute(_SQL["forget_refused_file"], named)

    async def refuse(self, kind: FileKind, source: str, name: str, tag: str, at: datetime) -> None:
        """Note that an edition of a file cannot be read: it is not fetched again while it is the same."""
        values = {"kind": kind.value, "source": source, "name": name, "tag": tag, "at": at}
        await self.connection.execute(_SQL["note_refused_file"], values)

    async def tags(self, kind: FileKind, source: str, since: datetime) -> Mapping[str, Collection[str]]:
        """Return the tags of the editions of a source that are held, or were refused since a moment, by name."""
        values = {"kind": kind.value, "source": source, "since": since}
        tags: dict[str, set[str]] = {}
        for name, tag in await (await self.connection.execute(_SQL["pulled_tags"], values)).fetchall():
            tags.setdefault(name, set()).add(tag)
        return tags

    async def page(
        self, organisation: str, kinds: Sequence[FileKind], before: Place | None, most: int
    ) -> Sequence[PulledFile]:
        """Return files of some kinds that were fetched for an organisation, newest first."""
        values = {
            "organisation": organisation,
            "kinds": [kind.value for kind in kinds],
            "before": None if before is None else before.at,
            "before_id": None if before is None else before.id,
            "most": most,
        }
        found = await self.connection.execute(_SQL["pulled_page"], values)
        return [self._opened(row) for row in await found.fetchall()]

    async def one(self, number: UUID, organisation: str) -> PulledFile | None:
        """Return a file that was fetched for an organisation; None where there is none."""
        found = await self.connection.execute(_SQL["pulled_file"], {"id": number, "organisation": organisation})
        row = await found.fetchone()
        return None if row is None else self._opened(row)

    async def take(self, source: str, at: datetime, until: datetime) -> Known | None:
        """Become the one who reads a source until a moment; None while somebody else does."""
        await self.connection.execute(_SQL["begin_source"], {"source": source})
        found = await self.connection.execute(_SQL["take_source"], {"source": source, "at": at, "until": until})
        row = await found.fetchone()
        return None if row is None else Known(*row)

    async def end(self, source: str, told: SourceStands, read: ListRead | None) -> None:
        """Note what came of reading; `read` is what the list is now, where all of it was read."""
        values = {
            "source": source,
            "whole": read is not None,
            "etag": "" if read is None else read.etag,
            "modified": "" if read is None else read.modified,
            "at": told.ended_at,
            "stopped": told.stopped,
            "detail": told.detail,
            "kept": told.kept,
            "refused": told.refused,
        }
        await self.connection.execute(_SQL["end_source"], values)

    async def sources(self) -> Sequence[SourceStands]:
        """Return how sources stand."""
        found = await self.connection.execute(_SQL["sources"])
        return [SourceStands(*row) for row in await found.fetchall()]

    def _opened(self, row: Row) -> PulledFile:
        """Return the file of a row; Fault where somebody else than this store wrote a part of it."""
        number, kind, source, name, organisation, tag, came_at, sealed = row
        bare = PulledFile(number, FileKind(kind), source, name, organisation, tag, came_at, b"")
        body = self.sealer.from_log(_place(bare), sealed)
        return PulledFile(number, bare.kind, source, name, organisation, tag, came_at, body)


def _place(file: PulledFile) -> str:
    said = (file.kind.value, file.source, file.name, file.organisation, file.tag, in_utc(file.came_at).isoformat())
    return f"pulled_files/body/{file.id}/{'/'.join(said)}"
