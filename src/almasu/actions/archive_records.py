"""Archive the log journal as it is filled: records of requests and summaries of results, for ever (SIO25-15.2).

A part is archived once its 256 leaves are ordered; a leaf then names the digest of its file. A record that somebody
changed in the database does not stop the others: the part names it, and so does every verification.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.tree import TILE_WIDTH
from almasu.kernel.requests.archived import ArchivedPart, archived, faults_of_part, part_digest, told_by
from almasu.kernel.requests.request import Request
from almasu.law.canonical import Json
from almasu.law.problem import Fault

log = logging.getLogger(__name__)

AT_ONCE = 64


class LogRead(Protocol):
    """Reading the ordered leaves of the log (`almasu.store.journal_reading`)."""

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1."""
        ...


class Records(Protocol):
    """Where parts are kept (`almasu.store.record_archive`). Blocking: called in a thread."""

    def has(self, part: int) -> bool:
        """Tell whether a part is archived."""
        ...

    def keep(self, part: int, data: bytes) -> bytes:
        """Seal and write a part; return the SHA-256 of its file."""
        ...

    def read(self, part: int) -> bytes | None:
        """Return a part, opened."""
        ...


async def archive_records(node: Node, journal: LogRead, records: Records, part: int, at: datetime) -> int:
    """Archive the full parts from one on, a few at once; return the first part that is not archived yet."""
    for _ in range(AT_ONCE):
        if not await asyncio.to_thread(records.has, part):
            entries = await _entries(journal, part)
            if len(entries) < TILE_WIDTH:
                break
            await _archive(node, records, part, entries, at)
        part += 1
    return part


async def faults_in_records(journal: LogRead, records: Records) -> Sequence[str]:
    """Return what is wrong with the archive of every full part of the log; nothing where all of it is there."""
    faults, part = list[str](), 0
    while len(entries := await _entries(journal, part)) == TILE_WIDTH:
        try:
            data = await asyncio.to_thread(records.read, part)
        except Fault as fault:
            faults.append(f"part {part}: {fault}")
        else:
            if data is None:
                faults.append(f"part {part} is missing")
            else:
                found = faults_of_part(msgspec.json.decode(data, type=ArchivedPart), entries)
                faults += [f"part {part}: {one}" for one in found]
        part += 1
    return faults


async def _archive(node: Node, records: Records, part: int, entries: Sequence[bytes], at: datetime) -> None:
    told = told_by(entries)
    opened, unopened = list[Request](), list[UUID]()
    async with node.store.single() as store:
        for number in told.requests:
            try:
                request = await store.requests.one(number)
            except Fault:
                log.exception("the record of the request %s is not archived", number)
                request = None
            if request is None:
                unopened.append(number)
            else:
                opened.append(request)
    first = part * TILE_WIDTH
    whole = ArchivedPart(first, part_digest(entries), tuple(map(archived, opened)), told.results, tuple(unopened))
    digest = await asyncio.to_thread(records.keep, part, msgspec.json.encode(whole))
    says: dict[str, Json] = {
        "first": first,
        "requests": len(opened),
        "results": len(told.results),
        "unopened": len(unopened),
        "file": digest.hex(),
    }
    async with node.store.single() as store:
        entry = leaf(node, EntryKind.RECORDS_ARCHIVED, at, "system:journal", f"log_part:{part}", says)
        await store.journal.append(entry)


async def _entries(journal: LogRead, part: int) -> Sequence[bytes]:
    first = part * TILE_WIDTH
    return (await journal.stretch(first, first + TILE_WIDTH)).contents
