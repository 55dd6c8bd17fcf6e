"""Measure the intake: signals over mutual TLS, durable before they are acknowledged, in batches and one by one.

Two processes of the intake, the database and the load generator share the machine. A request is made while it is sent:
the numbers of a queue go on from answer to answer, as a module's do.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import ssl
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path

import msgspec
import uvloop
from almasu_wire.batch import ADDRESS, ANSWER

from almasu.kernel.sector.intake import SendingModule
from almasu.kernel.sector.rollup import Wanted
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from almasu.store.sector import StoredSector
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import Issued, TransportAuthority
from almasu.wiring.intake import sector_store
from almasu.wiring.measuring.figures import Figure, figure, percentile
from almasu.wiring.measuring.lines import Lines, get, posted
from almasu.wiring.running import now
from almasu.wiring.supervising import Part, Supervisor

PROCESSES = 2
SENDERS = 256
"""As many as a sector has organisations, each with a module that sends what it detects at once."""
MODULES = 16
PER_BATCH = 200
WARM = 0.3
INDEX = "index"
LOOKED_FOR = 5
LOOK_AGAIN = 0.02
BANK = "210140083118"
SIGNAL = {
    "kind": 1,
    "sensor": "suricata",
    "rule": "2210051",
    "first": "2024-11-20T09:30:00.123456+05:00",
    "last": "2024-11-20T09:30:00.123456+05:00",
    "source": "203.0.113.7",
    "target": "198.51.100.20:443",
    "name": "ET SCAN Suspicious inbound to a database port",
    "action": "allowed",
    "severity": 2,
    "device": "ids-1",
}


@dataclass(frozen=True, slots=True)
class Load:
    """One way of sending: how many signals a request carries, how many senders at once, the goal a second."""

    name: str
    signals: int
    senders: int
    goal: float


LOADS = (Load("batched", PER_BATCH, 16, 30_000), Load("single", 1, SENDERS, 8_000))


def measured(seconds: float, told: Callable[[str], None]) -> list[Figure]:
    """Start an intake over a database of its own and send for so many seconds each way."""
    with (
        tempfile.TemporaryDirectory(prefix="almasu-bench-") as folder,
        _intake(Path(folder)) as door,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        return runner.run(_figures(door, seconds, told))


@dataclass(frozen=True, slots=True)
class Door:
    """The intake that runs: its port, TLS contexts that show modules' certificates, its store, the end of its index."""

    port: int
    tls: tuple[ssl.SSLContext, ...]
    store: Callable[[], AbstractAsyncContextManager[StoredSector]]
    end_index: Callable[[], None]


@contextmanager
def _intake(folder: Path) -> Iterator[Door]:
    authority = TransportAuthority(folder / "authority", now())
    shown = authority.server("intake")
    modules = [authority.module(f"module-{number}") for number in range(MODULES)]
    with (
        embedded(folder / "postgres") as url,
        socket.create_server(("127.0.0.1", 0), backlog=1024) as listening,
        Supervisor(folder / "logs", {}) as parts,
    ):
        migrate(url)
        FileVault.create(folder / "vault")
        asyncio.run(_let_in(url, folder / "vault", modules))
        settings = folder / "intake.toml"
        files = {"certificate": shown.certificate, "key": shown.key, "authority": authority.certificate}
        named = {"database": url, "vault": folder / "vault", **files}
        settings.write_bytes(b"".join(f"{name} = {_toml(value)}\n".encode() for name, value in named.items()))
        listening.set_inheritable(True)
        for number in range(PROCESSES):
            arguments = (str(settings), "--fd", str(listening.fileno()))
            parts.start(
                Part(
                    f"intake-{number}",
                    "almasu.interfaces.intake.serving",
                    arguments,
                    announces=True,
                    sockets=(listening.fileno(),),
                )
            )
        parts.start(Part(INDEX, "almasu.interfaces.intake.indexing", (str(settings),), announces=True))
        parts.await_ready(lambda _: None)
        tls = tuple(_context(authority, one) for one in modules)
        store = partial(_store, url, folder / "vault")
        yield Door(listening.getsockname()[1], tls, store, partial(parts.kill, INDEX))


def _toml(value: object) -> str:
    return msgspec.json.encode(str(value)).decode()


def _context(authority: TransportAuthority, shown: Issued) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(authority.certificate))
    context.load_cert_chain(shown.certificate, shown.key)
    return context


@asynccontextmanager
async def _store(url: str, vault: Path) -> AsyncIterator[StoredSector]:
    database = await Database.open(url)
    try:
        yield sector_store(database, FileVault(vault))
    finally:
        await database.close()


async def _let_in(url: str, vault: Path, modules: list[Issued]) -> None:
    async with _store(url, vault) as store, store.transaction() as transaction:
        for number, one in enumerate(modules):
            until = now() + timedelta(days=1)
            await transaction.signals.let_in(SendingModule(one.fingerprint, BANK, f"module-{number}", until))


async def _figures(door: Door, seconds: float, told: Callable[[str], None]) -> list[Figure]:
    figures: list[Figure] = []
    async with _lines(door) as lines:
        figures.append(figure("searchable_after", await _searchable(door, lines[0]), "s", 2.0))
        door.end_index()
        await _plain(lines, WARM)
        plain = await _plain(lines, seconds / 2)
        for load in LOADS:
            told(f"{load.name}: {load.signals} in a request, {load.senders} senders")
            await _sent(lines, load, WARM)
            took, sent = await _sent(lines, load, seconds)
            rate = sent / seconds
            figures += [
                figure(f"{load.name}_durable", rate, "signals/s", load.goal),
                figure(f"{load.name}_p99", percentile(took, 0.99) * 1e3, "ms", 100.0),
            ]
            if load.signals == 1:
                figures.append(figure("single_against_a_plain_get", rate, "requests/s", plain))
    return figures


@asynccontextmanager
async def _lines(door: Door) -> AsyncIterator[list[Lines]]:
    """Give the connections of every module, closed at the end."""
    lines = [Lines("localhost", door.port, one) for one in door.tls]
    try:
        yield lines
    finally:
        await asyncio.gather(*(one.aclose() for one in lines))


async def _searchable(door: Door, line: Lines) -> float:
    """Return how many seconds after its acknowledgement a signal is found, the slowest of a few."""
    slowest = 0.0
    epoch = secrets.token_hex(16)
    async with door.store() as store:
        for number in range(1, LOOKED_FOR + 1):
            source = f"192.0.2.{number}"
            signal = msgspec.json.encode({**SIGNAL, "source": source})
            await line.ask(posted("localhost", ADDRESS, _batch(epoch, number, signal)))
            began = time.perf_counter()
            await _found(store, source)
            slowest = max(slowest, time.perf_counter() - began)
    return slowest


async def _found(store: StoredSector, source: str) -> None:
    """Look for a signal until it is there."""
    while True:
        async with store.transaction() as transaction:
            if await transaction.index.found(Wanted([f"source:{source}"]), 1):
                return
        await asyncio.sleep(LOOK_AGAIN)


async def _sent(lines: list[Lines], load: Load, seconds: float) -> tuple[list[float], int]:
    """Send for so long; return how long each request took, in seconds, and how many signals were acknowledged."""
    took: list[float] = []
    sent = 0
    signals = b",".join([msgspec.json.encode(SIGNAL)] * load.signals)
    ends = time.perf_counter() + seconds

    async def send(line: Lines) -> None:
        nonlocal sent
        epoch, reached = secrets.token_hex(16), 0
        while time.perf_counter() < ends:
            request = posted("localhost", ADDRESS, _batch(epoch, reached + 1, signals))
            began = time.perf_counter()
            answer = ANSWER.decode(await line.ask(request))
            took.append(time.perf_counter() - began)
            sent += answer.accepted - reached
            reached = answer.accepted

    await asyncio.gather(*(send(lines[number % len(lines)]) for number in range(load.senders)))
    return took, sent


def _batch(epoch: str, first: int, signals: bytes) -> bytes:
    return (
        (
            f'{{"batch":"{secrets.token_hex(16)}","epoch":"{epoch}","first":{first},"held_from":{first},'
            f'"sent":"2026-11-20T09:30:01+05:00","module":"0.1.0","signals":['
        ).encode()
        + signals
        + b"]}"
    )


async def _plain(lines: list[Lines], seconds: float) -> float:
    """Return how many requests a second the same server answers that keep nothing, over the same mutual TLS."""
    request, ends, done = get("localhost", "/"), time.perf_counter() + seconds, 0

    async def ask(line: Lines) -> None:
        nonlocal done
        while time.perf_counter() < ends:
            await line.ask(request, HTTPStatus.NOT_FOUND)
            done += 1

    await asyncio.gather(*(ask(lines[number % len(lines)]) for number in range(SENDERS)))
    return done / seconds
