"""Acts with their leaf, beside plain INSERT transactions and beside acts that chain one by one.

PostgreSQL's own load generator stands for 32 clients elsewhere: with a driver of ours most of what two cores do would
be the load. A plain act is one INSERT, a transaction of its own: nothing durable costs less. An act with its leaf is
one statement that writes both, as the store keeps what comes by the thousand: requests and signals. A chained act
locks the head, inserts, moves the head and commits, in one flight. A plain act, and an act whose leaf follows it in one
transaction, as the store keeps all other acts, are also measured through the product's own pool and driver.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import statistics
import subprocess
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.law.canonical import Json
from almasu.law.problem import Fault
from almasu.store.database import Database
from almasu.store.journal import append
from almasu.store.postgres.binaries import folders
from almasu.wiring.measuring.journal.place import STATEMENTS

CLIENTS = 32
THREADS = 2
TRIES = 4
ACT = {"actor": "account:0001", "body": secrets.token_bytes(300)}
_RATE = re.compile(r"^tps = ([0-9.]+) \(without", re.MULTILINE)

Measure = Callable[[float], Awaitable[float]]
"""Returns how many acts a second 32 clients commit, measured for so many seconds."""


def entry() -> Entry:
    """Return an entry as large as a usual one."""
    says: dict[str, Json] = {"resource": 7, "clause": "SIO25-12.1", "digest": "ab" * 32, "outcome": "sent"}
    about = "8d5d7f0e-0000-4000-8000-000000000000"
    return Entry(EntryKind.QUESTION_SENT, datetime.now(UTC), "account:0001", about, says, secrets.token_bytes(32))


def load(url: str, script: str) -> Measure:
    """Return the measurement of one script of `load/` by pgbench, with prepared statements."""
    program = next((str(folder / "pgbench") for folder in folders() if (folder / "pgbench").exists()), None)
    if program is None:
        raise Fault("these PostgreSQL programs have no pgbench")

    def run(seconds: float) -> float:
        said = ""
        with as_file(files(__package__) / "load" / f"{script}.sql") as file:
            command = [program, "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", str(THREADS)]
            for attempt in range(TRIES):
                # Where a machine is busy, 32 connections alone may take the whole time: then it is given longer.
                length = ["-T", str(max(1, round(seconds)) << attempt), "-f", str(file), url]
                done = subprocess.run([*command, *length], capture_output=True, text=True, check=False, cwd=Path("/"))
                if found := _RATE.search(done.stdout):
                    return float(found[1])
                said = f"{done.returncode}: {done.stdout[-200:]} {done.stderr[-500:]}"
        raise Fault(f"pgbench ended with {said}")

    return lambda seconds: asyncio.to_thread(run, seconds)


def through_store(database: Database, leaf: bool) -> Measure:
    """Return the measurement of acts as the product's own store does them, with or without their leaf."""

    async def act() -> None:
        async with database.connection() as connection, connection.pipeline(), connection.transaction():
            await connection.execute(STATEMENTS["act"], ACT)
            if leaf:
                await append(connection, entry())

    async def measure(seconds: float) -> float:
        began = time.perf_counter()
        ends = began + seconds

        async def client() -> int:
            done = 0
            while time.perf_counter() < ends:
                await act()
                done += 1
            return done

        done = sum(await asyncio.gather(*(client() for _ in range(CLIENTS))))
        return done / (time.perf_counter() - began)

    return measure


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by turn: medians, and medians of ratios within a turn, whose parts all met the same neighbours."""

    found: tuple[tuple[float, ...], ...]

    def rate(self, one: int) -> float:
        """Return the median rate of the measurement with this number."""
        return statistics.median(self.found[one])

    def ratio(self, one: int, other: int) -> float:
        """Return the median over turns of one rate to another."""
        return statistics.median(a / b for a, b in zip(self.found[one], self.found[other], strict=True))


async def compare(database: Database, measures: Sequence[Measure], turns: int, turn: float, within: float) -> Rates:
    """Take the measures in turns of `turn` seconds each; the log is kept meanwhile and drained between them.

    No further turn begins once `within` seconds have passed: a busy machine gets fewer turns, not a longer bench.
    """
    ends = time.perf_counter() + within
    found: list[list[float]] = [[] for _ in measures]
    for number in range(turns):
        if number and time.perf_counter() > ends:
            break
        for rates, measure in zip(found, measures, strict=True):
            await drained(database)
            rates.append(await measure(turn))
    return Rates(tuple(tuple(rates) for rates in found))


async def drained(database: Database) -> None:
    """Wait until no leaf waits, so that ordering one turn's leaves does not slow the next turn."""
    while True:
        async with database.connection() as connection:
            row = await (await connection.execute(STATEMENTS["rows_waiting"])).fetchone()
        if row is None or row[0] == 0:
            return
        await asyncio.sleep(0.05)
