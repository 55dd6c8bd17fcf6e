"""Measure the TAXII server: objects read page by page, and a page of five out of the middle of a collection."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import uvloop

from almasu.actions.interchange.exchange import Exchange
from almasu.actions.interchange.machines import paper_of
from almasu.kernel.interchange.collection import ALERTS, Offered
from almasu.kernel.interchange.machine import Machine, digest_of
from almasu.kernel.interchange.objects_in import added_said
from almasu.kernel.sector.confidentiality import Degree
from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from almasu.store.vault import FileVault
from almasu.wiring.interchange import exchange_over
from almasu.wiring.measuring.figures import Figure, figure, percentile
from almasu.wiring.measuring.lines import Lines
from almasu.wiring.measuring.reference_taxii import reference_figures
from almasu.wiring.running import now
from almasu.wiring.supervising import Part, Supervisor

PROCESSES = 2
READERS = 4
PER_PAGE = 1_000
AT_ONCE = 10_000
SMALL_PAGES = 300
RATE, MILLISECONDS = 50_000.0, 10.0
TOKEN = "of the bench alone"  # noqa: S105 - opens nothing but the bench's own database
PAGES = f"/taxii2/sector/collections/{ALERTS.id}/objects/"


@dataclass(frozen=True, slots=True)
class Door:
    """The server that runs, what a reader says of itself, and when the first and last objects were added."""

    port: int
    account: str
    first: datetime
    last: datetime

    def page(self, query: str) -> bytes:
        """Return the request of a page."""
        head = (
            f"GET {PAGES}?{query} HTTP/1.1",
            "Host: localhost",
            "Accept: application/taxii+json;version=2.1",
            f"Authorization: Basic {self.account}",
        )
        return "\r\n".join(head).encode() + b"\r\n\r\n"


def measured(objects: int, seconds: float, told: Callable[[str], None]) -> list[Figure]:
    """Fill a collection of a database of its own, start the server over it, and read for so many seconds."""
    with (
        tempfile.TemporaryDirectory(prefix="almasu-bench-") as folder,
        _server(Path(folder), objects, told) as door,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        figures = runner.run(_figures(door, seconds, told))
    told("the reference server")
    return figures + reference_figures()


async def _figures(door: Door, seconds: float, told: Callable[[str], None]) -> list[Figure]:
    lines = Lines("127.0.0.1", door.port)
    try:
        told(f"pages of {PER_PAGE}, {READERS} readers")
        rate = await _read(door, lines, seconds)
        told("pages of 5")
        took = await _small(door, lines)
    finally:
        await lines.aclose()
    return [
        figure("objects_read", rate, "objects/s", RATE),
        figure("page_of_5_p50", percentile(took, 0.50) * 1e3, "ms", MILLISECONDS),
        figure("page_of_5_p99", percentile(took, 0.99) * 1e3, "ms", MILLISECONDS),
    ]


async def _read(door: Door, lines: Lines, seconds: float) -> float:
    """Return how many objects a second readers get who follow cursors, each from a beginning of its own."""
    begins = time.perf_counter()
    ends, read = begins + seconds, 0
    tail = b"]}"

    async def follow(reader: int) -> None:
        nonlocal read
        start = f"limit={PER_PAGE}"
        query = start
        while time.perf_counter() < ends:
            body = await lines.ask(door.page(query))
            if not body.endswith(tail):
                raise RuntimeError("a page is not whole")
            read += body.count(b'"type":"indicator"')
            head = body[: body.index(b'"objects":[')].rstrip(b",") + b"}"
            page = json.loads(head)
            query = f"limit={PER_PAGE}&next={page['next']}" if page["more"] else start

    async with asyncio.TaskGroup() as readers:
        for reader in range(READERS):
            readers.create_task(follow(reader))
    return read / (time.perf_counter() - begins)


async def _small(door: Door, lines: Lines) -> list[float]:
    """Return how long pages of five take, in seconds, from places all over the collection."""
    chance = random.Random(5)  # noqa: S311 - places of a bench
    took: list[float] = []
    for _ in range(SMALL_PAGES):
        after = door.first + chance.random() * (door.last - door.first)
        request = door.page(f"limit=5&added_after={quote(added_said(after))}")
        began = time.perf_counter()
        await lines.ask(request)
        took.append(time.perf_counter() - began)
    return took


@contextmanager
def _server(folder: Path, objects: int, told: Callable[[str], None]) -> Iterator[Door]:
    with (
        embedded(folder / "postgres") as url,
        socket.create_server(("127.0.0.1", 0), backlog=1024) as listening,
        Supervisor(folder / "logs", {}) as parts,
    ):
        migrate(url)
        FileVault.create(folder / "vault")
        told(f"{objects} objects are put in")
        account, first, last = asyncio.run(_filled(url, folder / "vault", objects))
        settings = folder / "taxii.toml"
        settings.write_text(f"database = {json.dumps(url)}\nvault = {json.dumps(str(folder / 'vault'))}\n")
        listening.set_inheritable(True)
        for number in range(PROCESSES):
            arguments = (str(settings), "--fd", str(listening.fileno()))
            descriptors = (listening.fileno(),)
            server = "almasu.interfaces.taxii.serving"
            parts.start(Part(f"taxii-{number}", server, arguments, announces=True, sockets=descriptors))
        parts.await_ready(lambda _: None)
        yield Door(listening.getsockname()[1], account, first, last)


async def _filled(url: str, vault: Path, objects: int) -> tuple[str, datetime, datetime]:
    """Fill the collection and open an account; return what the account says, and from when to when it took."""
    database = await Database.open(url)
    try:
        exchange = exchange_over(database, FileVault(vault))
        number = await _account(exchange)
        first = now()
        for start in range(0, objects, AT_ONCE):
            offered = [_indicator(one) for one in range(start, min(start + AT_ONCE, objects))]
            async with exchange.store.transaction() as transaction:
                await transaction.collections.add(ALERTS.id, offered, now())
        return base64.b64encode(f"{number}:{TOKEN}".encode()).decode(), first, now()
    finally:
        await database.close()


async def _account(exchange: Exchange) -> UUID:
    number, at = uuid4(), now()
    until = at + timedelta(days=1)
    machine = Machine(
        "bench", "", (ALERTS.id,), (), Degree.RED, until, digest_of(TOKEN), "", opened_by=number, act=number
    )
    async with exchange.store.transaction() as transaction:
        await transaction.collections.open([ALERTS], at)
        await transaction.papers.keep(paper_of(number, machine, at))
    return number


def _indicator(number: int) -> Offered:
    """Return an indicator as alerts carry it, about 600 bytes."""
    at = now()
    name = f"indicator--{UUID(int=number, version=4)}"
    said = {
        "type": "indicator",
        "spec_version": "2.1",
        "id": name,
        "created_by_ref": "identity--5b0e0a1e-6c1b-4d9e-9a53-1c1d5f7c2a11",
        "created": "2026-11-20T09:00:00.000Z",
        "modified": "2026-11-20T09:00:00.000Z",
        "name": f"Address number {number} of a campaign",
        "indicator_types": ["malicious-activity"],
        "pattern": f"[ipv4-addr:value = '198.51.{number >> 8 & 255}.{number & 255}']",
        "pattern_type": "stix",
        "valid_from": "2026-11-20T09:00:00.000Z",
        "lang": "kk",
        "object_marking_refs": ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"],
    }
    return Offered(name, "indicator", at, Degree.GREEN, json.dumps(said, separators=(",", ":")).encode())
