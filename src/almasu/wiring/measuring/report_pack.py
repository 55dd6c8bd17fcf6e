"""Measure the pack of a month of many requests, reading included, in a process whose memory is its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import secrets
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import duckdb
import psycopg

from almasu.actions.control.known_to_control import standing
from almasu.actions.control.pack_means import Means
from almasu.actions.control.recount_month import Bounds, fill
from almasu.actions.node import LawInForce, Node
from almasu.connectors.authenticators import WebauthnChecks
from almasu.kernel.control.pack import Summary
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Fault
from almasu.law.text import Language
from almasu.store.archive.packs import StoredPacks
from almasu.store.archive.tables import PARQUET
from almasu.store.database import Database
from almasu.store.journal import MAIN
from almasu.store.journal_reading import StoredLog
from almasu.store.migrate import migrate
from almasu.store.node import NodeStore
from almasu.store.postgres import embedded
from almasu.store.sealer import Sealer
from almasu.store.sql import load
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.measuring.figures import Figure, figure
from almasu.wiring.measuring.report_month import BODY, MONTH, Made, MonthMaker
from almasu.wiring.sheets import read_resources

SECONDS, MEGABYTES = 60.0, 512.0
CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """What a pack took: seconds in all and of the processor, to fill it, megabytes at the most; what it held."""

    seconds: float
    processor: float
    filling: float
    peak: float
    scan: float
    listed: int
    entries: int
    parquet: int


class _NobodySigns:
    """Signatures of a node at which nothing is signed."""

    async def check(
        self, cms: bytes, act: PreparedAct, audience: str, signer_iin: str | None, at: object
    ) -> SignatureChecked:
        raise Fault("nothing is signed while packs are measured")


class _NoMessages:
    """A carrier that takes nothing."""

    async def send(self, phone: str, words: str) -> bool:
        return False


def pack_measured(rows: int, told: Callable[[str], None]) -> list[Figure]:
    """Make a month of so many requests in a database of its own, then its pack."""
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as place:
        folder = Path(place)
        folder.chmod(0o711)
        FileVault.create(folder / "vault")
        with embedded(folder / "postgres") as url:
            migrate(url)
            made = asyncio.run(_made(url, folder, rows, told))
            told(f"the pack of {rows} requests")
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
                found = alone.submit(measured_pack, url, folder, made.note).result()
    return [
        figure("pack seconds", found.seconds, "s", SECONDS),
        figure("pack processor seconds", found.processor, "s", None),
        figure("of it reading and counting", found.filling, "s", None),
        figure("pack over a plain scan", found.seconds / found.scan, "times", None),
        figure("peak memory", found.peak, "MB", MEGABYTES),
        figure("requests", found.listed, "rows", None),
        figure("journal entries counted", found.entries, "entries", None),
        figure("writing a sheet, a request", made.sheet * 1e3, "ms", None),
        figure("counting the journal, an entry", made.counting * 1e6, "µs", None),
        figure("parquet", found.parquet / 1e6, "MB", None),
    ]


async def _made(url: str, folder: Path, rows: int, told: Callable[[str], None]) -> Made:
    database = await Database.open(url, CONNECTIONS)
    try:
        node = _node(database, folder)
        with psycopg.connect(url, autocommit=True) as connection:
            sealer, journal = Sealer(node.vault, node.random), StoredLog(database, MAIN)
            return await MonthMaker(node, journal, sealer, connection, rows).make(told)
    finally:
        await database.close()


def measured_pack(url: str, folder: Path, note: bytes) -> Measured:
    """Make the pack in this process and measure it."""
    return asyncio.run(_packed(url, folder, note))


async def _packed(url: str, folder: Path, note: bytes) -> Measured:
    database = await Database.open(url, CONNECTIONS)
    try:
        node = _node(database, folder)
        packs = StoredPacks(folder / "packs", Sealer(node.vault, node.random))
        means, number = Means(packs, StoredLog(database, MAIN)), node.new_id()
        begun, busy = time.perf_counter(), time.process_time()
        with packs.begin(number) as work:
            certificate = await fill(node, means, work, Bounds(BODY, MONTH, b"", note), MONTH.until)
            if not certificate.found.holds:
                raise Fault("the pack that is measured does not hold")
            filled = time.perf_counter() - begun
            beside = await standing(node, BODY, MONTH.since, MONTH.until)
            grounds = {code: name.said_in(Language.RU) for code, name in node.law.called.grounds.items()}
            oddities = work.oddities(MONTH.since, MONTH.until)
            summary = Summary(BODY, str(MONTH), "", "", Language.RU, certificate, beside, grounds)
            files = work.finish(summary, oddities)
            work.totals()
            spent, worked = time.perf_counter() - begun, time.process_time() - busy
            scan = _scanned(work.folder / PARQUET)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found = certificate.found
        return Measured(spent, worked, filled, peak, scan, found.listed, found.entries, files[PARQUET].bytes)
    finally:
        await database.close()


def _node(database: Database, folder: Path) -> Node:
    law, vault = open_law(), FileVault(folder / "vault")
    regime = law.sio_pso
    edition = regime.edition_at(MONTH.since).id
    words = regime.annexes.consent(edition)
    return Node(
        audience="restricted/bench",
        process=str(UUID(int=0)),
        store=NodeStore(database, Sealer(vault, secrets.token_bytes)),
        vault=vault,
        signatures=_NobodySigns(),
        messages=_NoMessages(),
        law=LawInForce(
            regime.decide,
            lambda at: regime.edition_at(at).id,
            words.version,
            words.whole(),
            regime.annexes,
            law.due,
            regime.sheets.called(),
        ),
        resources={one.number: one for one in read_resources()},
        organisations=law.organisations,
        authenticators=WebauthnChecks("localhost", ("http://localhost",)),
        random=secrets.token_bytes,
    )


def _scanned(path: Path) -> float:
    """Return the seconds that one reading of every column takes."""
    with duckdb.connect(":memory:", config={"threads": 2}) as connection:
        before = time.perf_counter()
        connection.execute(load("facts_table")["plain_scan"], {"file": str(path)}).fetchall()
        return time.perf_counter() - before
