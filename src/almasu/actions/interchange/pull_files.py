"""Fetch what a source publishes: each file is kept as it came, by itself, so that a pull cut off anywhere goes on.

What the list of a source was is noted only where all of it was read: until then the next pull reads the list again and
passes over what is held already.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from almasu.actions.interchange.exchange import SALT_BYTES, Exchange
from almasu.kernel.interchange.epss import years_of
from almasu.kernel.interchange.incoming import (
    Fetched,
    FileKind,
    FileSource,
    Known,
    ListRead,
    PulledFile,
    Refused,
    SourceStands,
    pulled,
)
from almasu.kernel.interchange.pulling import Stop, Stopped
from almasu.kernel.interchange.reading import fault_of
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.law.canonical import Json
from almasu.law.problem import Fault

ACTOR = "system:pulling"
TURN = timedelta(minutes=20)
"""For how long nobody else reads a source: one that was cut off is read again after that."""
MOST_REFUSED_TOLD = 200
TRY_AGAIN = timedelta(days=7)
"""After so long a file that could not be read is fetched once more: we may have learnt to read it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source: our name for it, what kind of files it gives, and for whom they are fetched (a BIN, empty: centre)."""

    name: str
    kind: FileKind
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a pull brought."""

    kept: int
    refused: int
    stopped: Stopped


async def pull_files(exchange: Exchange, files: FileSource, source: Source, at: datetime) -> Told | None:
    """Fetch what is new at a source; None where somebody else is reading it now."""
    async with exchange.store.transaction() as transaction:
        taken = await transaction.incoming.take(source.name, at, at + TURN)
        tags = await transaction.incoming.tags(source.kind, source.name, at - TRY_AGAIN)
    if taken is None:
        return None
    told, read = Told(0, 0, Stopped(Stop.SILENT, "cut off")), None
    try:
        told, read = await _read(exchange, files, source, replace(taken, tags=tags), at)
    finally:
        stands = SourceStands(
            source.name, at, told.stopped.why.value, told.stopped.detail[:100], told.kept, told.refused
        )
        async with exchange.store.transaction() as transaction:
            await transaction.incoming.end(source.name, stands, read)
    return told


async def _read(
    exchange: Exchange, files: FileSource, source: Source, known: Known, at: datetime
) -> tuple[Told, ListRead | None]:
    kept = refused = 0
    read: ListRead | None = None
    async for one in files.files(known):
        match one:
            case Fetched():
                why = fault_of(source.kind, one.body)
                await _told(exchange, source, one.name, one.body, why, at, one)
                kept, refused = (kept, refused + 1) if why else (kept + 1, refused)
            case Refused():
                refused += 1
                if refused <= MOST_REFUSED_TOLD:
                    await _told(exchange, source, one.name, b"", one.why, at)
            case ListRead():
                read = one
            case Stopped():
                return Told(kept, refused, one), read
    raise Fault(f"the source {source.name} ended without saying why")


async def _told(
    exchange: Exchange, source: Source, name: str, body: bytes, why: str, at: datetime, one: Fetched | None = None
) -> None:
    """Keep a file that came, unless there is something wrong with it, and tell the journal either way."""
    says: dict[str, Json] = {
        "source": hashlib.sha256(source.name.encode()).hexdigest(),
        "name": hashlib.sha256(name.encode()).hexdigest(),
        "format": source.kind.value,
        "digest": hashlib.sha256(body).hexdigest(),
        "refused": bool(why),
        "checked": "" if one is None else one.checked,
    }
    async with exchange.store.transaction() as transaction:
        if one is not None and why:
            await transaction.incoming.refuse(source.kind, source.name, name, one.tag, at)
        elif one is not None:
            file = pulled(source.kind, source.name, source.organisation, one, at)
            await transaction.incoming.put(file)
            for part in _parts(file):
                await transaction.incoming.put(part)
        about, salt = f"source:{says['source']}", exchange.random(SALT_BYTES)
        await transaction.journal.append(Entry(EntryKind.FILES_PULLED, at, ACTOR, about, says, salt))


def _parts(file: PulledFile) -> list[PulledFile]:
    """Return what is kept beside a file to find something in it: of the scores of EPSS each year by itself."""
    if file.kind is not FileKind.EPSS:
        return []
    kind, made = FileKind.EPSS_OF_YEAR, years_of(file.body).items()
    return [
        pulled(kind, file.source, file.organisation, Fetched(year, file.tag, body), file.came_at) for year, body in made
    ]
