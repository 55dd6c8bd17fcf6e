"""Measure feeds: made-up files of each form, checked, sealed, loaded and journalled by the acts of the product.

Each file is read by processes of its own, two where it is worth it, and kept over a database of the bench. The limit
of the machine is a plain reading of the same file in the same run.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import os
import resource
import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import msgspec
import psycopg

from almasu.actions.provision.read_delivery import kept_block, make_countable
from almasu.connectors.feed_files.judging import order_of
from almasu.connectors.feed_files.reading import BlocksApart
from almasu.kernel.provision.delivery import Delivery, DeliveryState, Offered
from almasu.kernel.provision.feeds.progress import Position, Tolerance, ended
from almasu.kernel.provision.joint_act import Extent, FileFormat
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.node import NodeStore
from almasu.store.postgres import embedded
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.feeds.made_files import made_set, rows, write_feed
from almasu.wiring.measuring.figures import Figure, figure

ROWS, FULL_ROWS = 200_000, 5_000_000
SEED = 20261121
MEGABYTES = 512.0
GOALS = {
    FileFormat.CSV: 100_000.0,
    FileFormat.PARQUET: 100_000.0,
    FileFormat.JSON_LINES: 60_000.0,
    FileFormat.XML: 15_000.0,
}
PART = 1 << 20
CORES = 2
TICKS = os.sysconf("SC_CLK_TCK")
BODY = "990440000385"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a delivery took: seconds of the clock, and of the processor in readers, in ours, in the database.

    The start of the reading processes is taken off, but for XML, where nothing is skipped without being read.
    """

    clock: float
    reading: float
    keeping: float
    database: float
    held: Held


@dataclass(slots=True)
class Held:
    """The most megabytes that each reading process has held, by its id, and the most of all at one moment, us too."""

    readers: dict[int, float] = field(default_factory=dict)
    at_once: float = 0.0

    def look(self, readers: Iterable[int]) -> None:
        """Look at what is held now, by whoever reads and by us."""
        self.readers |= {one: max(_megabytes(one, "VmHWM"), self.readers.get(one, 0.0)) for one in readers}
        self.at_once = max(self.at_once, sum(self.readers.values()) + _megabytes(os.getpid(), "VmRSS"))


def measured(full: bool, told: Callable[[str], None]) -> Iterator[Figure]:
    """Load a made-up file of each form over a database of its own; yield the figures of each as soon as it is done."""
    count = FULL_ROWS if full else ROWS
    yield figure("rows of each file", count, "rows", None)
    reading = at_once = 0.0
    with tempfile.TemporaryDirectory(prefix="almasu-bench-") as named:
        folder = Path(named)
        with embedded(folder / "postgres") as url:
            migrate(url)
            vault = FileVault.create(folder / "vault")
            for form, goal in GOALS.items():
                told(f"a file of {count} rows: {form.value}")
                file = folder / f"feed.{form.value}"
                with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
                    # Whatever makes the file holds more than whatever keeps its rows: its memory is no part of a feed.
                    alone.submit(_write, file, form, count).result()
                plain = _plain(file)
                told(f"checking, sealing, loading, journalling: {form.value}")
                first = made(file, form)
                spent = asyncio.run(_load(url, vault, file, first, count))
                yield from _figures(form, count, goal, spent, plain)
                reading = max(reading, sum(spent.held.readers.values()))
                at_once = max(at_once, spent.held.at_once)
                file.unlink()
    keeping = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield figure("most memory of the processes that read", reading, "MB", MEGABYTES)
    yield figure("most memory of the process that keeps", keeping, "MB", MEGABYTES)
    yield figure("most memory of all of them together", max(at_once, keeping), "MB", MEGABYTES)


def _write(file: Path, form: FileFormat, count: int) -> None:
    write_feed(file, form, rows(count, SEED))


def _figures(form: FileFormat, count: int, goal: float, spent: Spent, plain: float) -> list[Figure]:
    name, spent_by_all = form.value, spent.reading + spent.keeping + spent.database
    readers = 1 if form is FileFormat.XML else CORES
    busy = max(spent_by_all / CORES, spent.reading / readers, spent.keeping)
    return [
        figure(f"{name}: rows a second", count / spent.clock, "rows/s", goal),
        figure(f"{name}: beside a plain reading", count / spent.clock, "rows/s", count / plain),
        figure(f"{name}: rows a second of two cores by their processor time", count / busy, "rows/s", goal),
        figure(f"{name}: processor of the reading processes", spent.reading / count * 1e6, "us/row", None),
        figure(f"{name}: processor of the process that keeps", spent.keeping / count * 1e6, "us/row", None),
        figure(f"{name}: processor of the database", spent.database / count * 1e6, "us/row", None),
    ]


async def _load(url: str, vault: FileVault, file: Path, first: Delivery, count: int) -> Spent:
    database = await Database.open(url, 2)
    try:
        store = NodeStore(database, Sealer(vault, secrets.token_bytes))
        delivery = await begun(store, first)
        start = await _start(vault, file, delivery)
        processes = _server(url)
        own, child, kept, clock = time.process_time(), _children(), processes.seconds(), time.perf_counter()
        held = Held()
        done = await read_on(store, vault, file, delivery, held)
        spent = Spent(
            max(time.perf_counter() - clock - start[0], 1e-6),
            max(_children() - child - start[1], 1e-6),
            time.process_time() - own,
            processes.seconds() - kept,
            held,
        )
    finally:
        await database.close()
    if done.position.accepted + done.position.rejected != count or not done.position.rejected:
        raise RuntimeError(f"of {count} rows {done.position} were read")
    return spent


def made(file: Path, form: FileFormat) -> Delivery:
    """Return a delivery of a file that lies there already."""
    size, its_set = file.stat().st_size, made_set(form)
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return Delivery(
        id=uuid4(),
        body=BODY,
        data_set=its_set,
        number=1,
        offered=Offered(data_set=its_set.code, format=form, name=file.name, size=size, sha256=sha256),
        extent=Extent.FULL,
        act_version=1,
        by="system:bench",
        at=datetime.now(UTC),
        position=Position(sha256=sha256, size=size),
        key=b"",
        state=DeliveryState.READING,
    )


async def begun(store: NodeStore, first: Delivery) -> Delivery:
    """Keep a delivery that is to be read, under its number and a key of its own."""
    async with store.transaction() as transaction:
        number = await transaction.deliveries.next_number(BODY, first.data_set.code)
        key = await transaction.deliveries.new_key(first.id)
        delivery = msgspec.structs.replace(first, number=number, key=key)
        await transaction.deliveries.begin(delivery)
    return delivery


async def _start(vault: FileVault, file: Path, delivery: Delivery) -> tuple[float, float]:
    """Return the seconds of clock and processor that a reading process takes before its first row."""
    done = msgspec.structs.replace(delivery.position, offset=delivery.position.size, accepted=1 << 40)
    nothing_left = msgspec.structs.replace(delivery, position=done)
    child, clock = _children(), time.perf_counter()
    if delivery.offered.format is FileFormat.XML:
        return 0.0, 0.0
    blocks = BlocksApart(order_of(nothing_left, file, _secrets(vault, delivery)))
    while await blocks.next() is not None:
        continue
    await blocks.stop()
    return time.perf_counter() - clock, _children() - child


async def read_on(
    store: NodeStore, vault: FileVault, file: Path, delivery: Delivery, held: Held | None = None
) -> Delivery:
    """Do what the standing work does, without the act in force that a bench has not."""
    blocks = BlocksApart(order_of(delivery, file, _secrets(vault, delivery)))
    try:
        while (one := await blocks.next()) is not None:
            if held is not None:
                held.look(one.pid for one in await blocks.start())
            async with store.transaction() as transaction:
                delivery = await kept_block(transaction, secrets.token_bytes, delivery.id, one, datetime.now(UTC))
    finally:
        await blocks.stop()
    position = ended(delivery.position, Tolerance(), whole=True)
    done = msgspec.structs.replace(delivery, position=position, state=DeliveryState.DONE)
    async with store.transaction() as transaction:
        await make_countable(transaction, done)
        await transaction.deliveries.move(done)
    return done


def _secrets(vault: FileVault, delivery: Delivery) -> tuple[bytes, ...]:
    return tuple(use_key(vault.secret(Secret.INDEX), key) for key in delivery.data_set.keys)


@dataclass(frozen=True, slots=True)
class _Processes:
    """The processes of a database: the first one, and those that it started."""

    first: int

    def seconds(self) -> float:
        """Return the processor's seconds of all that are there or have ended (proc(5): fields 14 to 17 of `stat`)."""
        found = {int(stat.parent.name): _fields(stat) for stat in Path("/proc").glob("[0-9]*/stat")}
        return (
            sum(
                sum(map(int, told[11:15] if number == self.first else told[11:13]))
                for number, told in found.items()
                if told and self.first in (number, int(told[1]))
            )
            / TICKS
        )


def _server(url: str) -> _Processes:
    with psycopg.connect(url) as connection:
        return _Processes(int(_fields(Path(f"/proc/{connection.info.backend_pid}/stat"))[1]))


def _fields(stat: Path) -> list[str]:
    """Return what is told of a process behind its name, nothing where it has ended meanwhile."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _megabytes(process: int, what: str) -> float:
    """Return the megabytes that a line of a process's `status` tells (proc(5)), 0 once it ended."""
    try:
        told = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in told if line.startswith(f"{what}:")) / 1024


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _plain(file: Path) -> float:
    """Return the seconds that a plain reading of a file takes."""
    before = time.perf_counter()
    with file.open("rb", buffering=0) as opened:
        while opened.read(PART):
            pass
    return time.perf_counter() - before
