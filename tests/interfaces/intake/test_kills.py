"""A hundred random kills of modules, intakes, the index and the database: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest

from almasu.kernel.sector.intake import SendingModule
from almasu.kernel.sector.rollup import Wanted
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from almasu.store.postgres.place import recorded
from almasu.store.postgres.postmaster import living
from almasu.store.sector import StoredSector
from almasu.store.signals import place_of
from almasu.store.vault import FileVault
from almasu.testing.asoi import dialects
from almasu.testing.asoi.attacks import Attack
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.intake import sector_store
from almasu.wiring.running import now
from almasu.wiring.supervising import Part, Supervisor
from interfaces.intake.conftest import BANK

KILLS = 100
AT_ONCE = 40
"""Records that a sensor writes between two kills."""
PATIENCE = 600.0
INTAKES, INDEXES, MODULES = ("intake-0", "intake-1"), ("index-0", "index-1"), ("module-0", "module-1", "module-2")


@dataclass
class Trial:
    """A centre and its modules as processes, and what sensors have written so far."""

    folder: Path
    url: str
    parts: Supervisor
    written: Counter[str] = field(default_factory=Counter)

    def sense(self) -> None:
        """Let every sensor write records, each with a number of its own."""
        for name in MODULES:
            numbers = range(self.written[name], self.written[name] + AT_ONCE)
            records = (dialects.suricata(Attack(datetime.now(UTC), rule=number)) for number in numbers)
            with (self.folder / name / "eve.json").open("ab") as file:
                file.write(b"".join(record + b"\n" for record in records))
            self.written[name] += AT_ONCE

    def kill(self, name: str) -> None:
        """Kill one process, or the database, and start it again."""
        if name == "postgres":
            where = recorded(self.folder / "postgres")
            assert where is not None
            server = living(where.data)
            if server is not None:
                os.kill(server.pid, signal.SIGKILL)
            return
        self.parts.kill(name)
        self.parts.restart(name)

    def revive(self) -> None:
        """Start again what ended by itself, as a service's own watch does: no process waits for a database for ever."""
        for name in self.parts.ended():
            self.parts.restart(name)


@contextmanager
def trial(folder: Path) -> Iterator[Trial]:
    authority = TransportAuthority(folder / "authority", now())
    shown = authority.server("intake")
    vault = FileVault.create(folder / "vault")
    with (
        embedded(folder / "postgres") as url,
        socket.create_server(("127.0.0.1", 0), backlog=256) as listening,
        Supervisor(folder / "logs", {}) as parts,
    ):
        migrate(url)
        files = {"certificate": shown.certificate, "key": shown.key, "authority": authority.certificate}
        toml(folder / "intake.toml", database=url, vault=folder / "vault", **files)
        listening.set_inheritable(True)
        fd = listening.fileno()
        arguments = (str(folder / "intake.toml"),)
        for name in INTAKES:
            serving = (*arguments, "--fd", str(fd))
            parts.start(Part(name, "almasu.interfaces.intake.serving", serving, announces=True, sockets=(fd,)))
        for name in INDEXES:
            parts.start(Part(name, "almasu.interfaces.intake.indexing", arguments, announces=True))
        parts.await_ready()
        for name in MODULES:
            pair = authority.module(name)
            asyncio.run(let_in(url, vault, SendingModule(pair.fingerprint, BANK, name, now() + timedelta(days=1))))
            (folder / name).mkdir()
            (folder / name / "eve.json").touch()
            config = folder / name / "module.toml"
            address = f"https://localhost:{listening.getsockname()[1]}"
            config.write_text(
                f'state = "{folder}/{name}/state"\nreport = 0.2\ncommit = 0.05\n[centre]\naddress = "{address}"\n'
                f'certificate = "{pair.certificate}"\nkey = "{pair.key}"\nauthority = "{authority.certificate}"\n'
                f'batch = 50\n[[input]]\nfile = "eve.json"\n'
            )
            parts.start(Part(name, "almasu_module", ("run", "--config", str(config))))
        yield Trial(folder, url, parts)


def toml(file: Path, **values: object) -> None:
    file.write_text("".join(f"{name} = {json.dumps(str(value))}\n" for name, value in values.items()))


async def let_in(url: str, vault: FileVault, module: SendingModule) -> None:
    async def keep(store: StoredSector) -> None:
        async with store.transaction() as transaction:
            await transaction.signals.let_in(module)

    await with_store(url, vault, keep)


async def with_store(url: str, vault: FileVault, do: Callable[[StoredSector], Awaitable[None]]) -> None:
    database = await Database.open(url)
    try:
        await do(sector_store(database, vault))
    finally:
        await database.close()


def taken(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(
                "select (select coalesce(sum(reached), 0) from signal_queues), "
                "(select coalesce(sum(signals), 0) from signal_rollups)"
            ).fetchone()
    except psycopg.OperationalError:
        return 0
    assert row is not None
    return int(min(row))


@pytest.mark.trial
@pytest.mark.timeout(1800)
def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    with trial(tmp_path) as running:
        for _ in range(KILLS):
            running.sense()
            time.sleep(chance.uniform(0.05, 0.6))
            running.kill(chance.choice([*INTAKES, *INDEXES, *MODULES, "postgres"]))
            running.revive()
        total = running.written.total()
        ends = time.monotonic() + PATIENCE
        while taken(running.url) < total:
            assert time.monotonic() < ends, f"{taken(running.url)} of {total}"
            running.revive()
            time.sleep(0.2)
        asyncio.run(with_store(running.url, FileVault(tmp_path / "vault"), lambda store: told_once(store, running)))


async def told_once(store: StoredSector, running: Trial) -> None:
    """Make sure that every record is in exactly one delivery and is counted once in the index."""
    rules: Counter[tuple[str, str]] = Counter()
    async with store.database.connection() as connection:
        rows = await (await connection.execute("select leaf, body from signal_deliveries")).fetchall()
        lost = await (await connection.execute("select sum(lost) from signal_queues")).fetchone()
    for leaf, body in rows:
        for certificate, _, _, _, signals, _ in msgspec.json.decode(store.sealer.from_log(place_of(leaf), body)):
            rules.update((certificate, one["rule"]) for one in signals)
    assert lost == (0,)
    assert set(rules.values()) == {1}
    assert len(rules) == running.written.total()
    async with store.transaction() as transaction:
        found = await transaction.index.found(Wanted(), running.written.total())
    assert sum(one.signals for one in found) == len(rules)
