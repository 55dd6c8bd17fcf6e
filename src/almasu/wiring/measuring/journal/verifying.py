"""Verifying a log of a million entries from its files, and proving one entry of it from the database."""

from __future__ import annotations

import hashlib
import secrets
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from almasu.actions import read_journal
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle
from almasu.kernel.journal.tree import EMPTY_EDGE, TILE_WIDTH, Edge, FullTile, grown, leaf_hash, perfect_root
from almasu.kernel.journal.verify import Claims, Trust
from almasu.law.problem import Fault
from almasu.store.database import Database
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_ledger import Ledger
from almasu.store.journal_reading import StoredLog
from almasu.wiring import verification
from almasu.wiring.measuring.journal.place import ORIGIN, SECRET, STATEMENTS

LARGE = "large"
DISTINCT = 64


def make_files(folder: Path, size: int) -> tuple[Edge, list[FullTile], bytes]:
    """Write the public files of a log with so many entries and return its tree and its signed checkpoint.

    The entries of 64 tiles come again and again, as further names of the same files, and every hash above them is the
    log's own: verifying does all of its work, while making the log takes a moment.
    """
    bundles = [[secrets.token_bytes(32) for _ in range(TILE_WIDTH)] for _ in range(DISTINCT)]
    rows = [[leaf_hash(one) for one in bundle] for bundle in bundles]
    count, rest = divmod(size, TILE_WIDTH)
    roots = [perfect_root(row) for row in rows]
    upper, above = grown(EMPTY_EDGE, [roots[at % DISTINCT] for at in range(count)])
    edge = Edge(size, (tuple(rows[count % DISTINCT][:rest]), *upper.rows))
    full = [FullTile(0, at, b"".join(rows[at % DISTINCT])) for at in range(count)]
    full += [FullTile(tile.level + 1, tile.index, tile.hashes) for tile in above]
    files = {Tile(tile.level, tile.index).path(): tile.hashes for tile in full}
    for level, row in enumerate(edge.rows):
        if row:
            files[Tile(level, (size >> (8 * level)) // TILE_WIDTH, len(row)).path()] = b"".join(row)
    for at in range(count):
        files[Bundle(at).path()] = joined_bundle(bundles[at % DISTINCT])
    if rest:
        files[Bundle(count, rest).path()] = joined_bundle(bundles[count % DISTINCT][:rest])
    head = keys_of(ORIGIN, SECRET).head
    note = sign_checkpoint(Checkpoint(ORIGIN, size, edge.root()), [(head.key, head.sign)]).data()
    _write(folder, files | {"checkpoint": note})
    return edge, full, note


def _write(folder: Path, files: dict[str, bytes]) -> None:
    written: dict[bytes, Path] = {}
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if data in written:
            place.hardlink_to(written[data])
        else:
            place.write_bytes(data)
            written[data] = place


def verified(folder: Path, runs: int) -> float:
    """Return the median seconds of verifying the folder with all cores."""
    trust = Trust(k_of(0, [keys_of(ORIGIN, SECRET).head.key], []))
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        report = verification.verified(
            FileArchive(folder), trust, datetime.now(UTC), Claims(), verification.cores(), lambda *_: None
        )
        times.append(time.perf_counter() - began)
        if not report.holds:
            raise Fault(f"the bench's own log does not hold: {report.faults[:3]}")
    return statistics.median(times)


def hashing(size: int) -> float:
    """Return the seconds all cores together need for the bare hashes of such a tree, from a sample on one core."""
    sample = min(size, 200_000)
    pair = secrets.token_bytes(65)
    began = time.perf_counter()
    for _ in range(sample):
        hashlib.sha256(pair).digest()
    return (time.perf_counter() - began) / sample * size * 2 / verification.cores()


async def load(database: Database, edge: Edge, full: list[FullTile], note: bytes) -> StoredLog:
    """Put the tree of a large log into the database, for proofs; its entries are not needed for them."""
    ledger = Ledger(database, LARGE, ORIGIN + "/large", "bench")
    await ledger.open()
    rows = [{"log": LARGE, "level": one.level, "number": one.index, "hashes": one.hashes} for one in full]
    rows += [
        {"log": LARGE, "level": level, "number": (edge.size >> (8 * level)) // TILE_WIDTH, "hashes": b"".join(row)}
        for level, row in enumerate(edge.rows)
        if row
    ]
    async with database.transaction() as connection, connection.cursor() as cursor:
        await cursor.executemany(STATEMENTS["tile"], rows)
    await ledger.keep_checkpoint(Checkpoint(ORIGIN, edge.size, edge.root()), note, datetime.now(UTC))
    return StoredLog(database, LARGE)


async def proving(log: StoredLog, size: int, count: int) -> tuple[float, float]:
    """Return the median seconds of an inclusion proof anywhere in the log, and of reading three tiles alone."""
    proofs, reads = [], []
    for _ in range(count):
        index = secrets.randbelow(size)
        began = time.perf_counter()
        await read_journal.inclusion(log, index)
        proofs.append(time.perf_counter() - began)
        names = [(0, index // 256), (1, index // 65_536), (2, index // 16_777_216)]
        began = time.perf_counter()
        await log.tiles(names)
        reads.append(time.perf_counter() - began)
    return statistics.median(proofs), statistics.median(reads)
