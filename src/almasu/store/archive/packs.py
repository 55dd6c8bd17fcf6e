"""Packs on disk: made in a private folder that is emptied, kept sealed piece by piece under the log key.

A piece is bound to its pack, file and place in it; that none is missing at the end is told by the manifest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from almasu.kernel.control.facts import FactColumns, RequestFact, Surroundings
from almasu.kernel.control.oddity import Oddity
from almasu.kernel.control.pack import MANIFEST, FileNamed, Summary, Totals, printed_of
from almasu.store.archive.brought import KNOWN
from almasu.store.archive.facts_table import FactsTable, facts_table, in_arrays
from almasu.store.archive.summary import set_by, summary_pdf
from almasu.store.archive.tables import listed, totals, write_tables
from almasu.store.archive.workshop import sweep, workshop
from almasu.store.sealer import Sealer

PIECE = 1 << 20
PDF, PRINTED, ODDITIES = "summary.pdf", "summary.json", "oddities.json"


@dataclass(frozen=True, slots=True)
class StoredPacks:
    """Implements `almasu.kernel.control.pack.Packs` in a folder of the node."""

    folder: Path
    sealer: Sealer

    @contextmanager
    def begin(self, pack: UUID) -> Iterator[PackWork]:
        """Begin a pack; what it is made in is a folder only this user can read, gone with the work or the process."""
        with workshop(self.folder) as folder, facts_table(folder) as table:
            yield PackWork(self, pack, table, folder)

    def sweep(self) -> int:
        """Remove what packs that were never finished left in the open; return how many there were."""
        return sweep(self.folder)

    def keep(self, pack: UUID, name: str, source: Path) -> FileNamed:
        """Seal a file into the pack and return its length and digest."""
        target = self.folder / str(pack)
        target.mkdir(mode=0o700, exist_ok=True)
        digest, length, number = hashlib.sha256(), 0, 0
        with source.open("rb") as plain, (target / name).open("wb") as sealed:
            while piece := plain.read(PIECE):
                digest.update(piece)
                length += len(piece)
                data = self.sealer.for_log(f"packs/{pack}/{name}/{number}", piece)
                sealed.write(len(data).to_bytes(4, "big") + data)
                number += 1
        return FileNamed(length, digest.hexdigest())

    def read(self, pack: UUID, name: str) -> Iterator[bytes]:
        """Return a kept file piece by piece; KeyError where there is none, Fault where somebody changed it."""
        path = self.folder / str(pack) / name
        if "/" in name or not path.is_file():
            raise KeyError(name)
        with path.open("rb") as sealed:
            number = 0
            while head := sealed.read(4):
                data = sealed.read(int.from_bytes(head, "big"))
                yield self.sealer.from_log(f"packs/{pack}/{name}/{number}", data)
                number += 1


@dataclass(frozen=True, slots=True)
class PackWork:
    """Implements `almasu.kernel.control.pack.PackInWork`."""

    packs: StoredPacks
    pack: UUID
    table: FactsTable
    folder: Path

    def add(self, facts: Sequence[RequestFact]) -> None:
        """Take in requests."""
        self.table.add(facts)

    def add_columns(self, told: FactColumns) -> None:
        """Take in requests that stand in columns."""
        self.table.add_columns(in_arrays(told))

    def surround(self, known: Surroundings) -> None:
        """Take in what is known beside them."""
        self.table.surround(known)

    def leaves(self) -> Iterator[str]:
        """Return the leaf of each request in the list."""
        return (leaf for _, leaf in listed(self.table))

    def oddities(self, since: datetime, until: datetime) -> Sequence[Oddity]:
        """Return what is odd in that time."""
        return self.table.oddities(since, until)

    def totals(self) -> Totals:
        """Return what is counted of the requests."""
        return totals(self.table)

    def finish(self, summary: Summary, oddities: Sequence[Oddity]) -> dict[str, FileNamed]:
        """Write and keep every file but the manifest."""
        names = write_tables(self.table, self.folder)
        (self.folder / PDF).write_bytes(summary_pdf(summary, self.totals(), oddities))
        printed = printed_of(summary, set_by())
        (self.folder / PRINTED).write_bytes(msgspec.json.format(msgspec.json.encode(printed, order="sorted"), indent=1))
        told = [_told(one) for one in oddities]
        (self.folder / ODDITIES).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
        (self.folder / KNOWN).write_bytes(msgspec.json.encode(self.table.known()))
        every = (*names, PDF, PRINTED, ODDITIES, KNOWN)
        return {name: self.packs.keep(self.pack, name, self.folder / name) for name in every}

    def keep_manifest(self, data: bytes) -> None:
        """Keep the manifest."""
        (self.folder / MANIFEST).write_bytes(data)
        self.packs.keep(self.pack, MANIFEST, self.folder / MANIFEST)


def _told(one: Oddity) -> dict[str, object]:
    said = one.says()
    return {
        "kind": one.kind.value,
        "weight": one.weight,
        "account": one.account,
        "subject": one.subject,
        "says": {"kk": said.kk, "ru": said.ru, "en": said.en},
        "facts": dict(one.facts),
        "requests": list(one.requests),
        "cites": list(one.cites()),
    }
