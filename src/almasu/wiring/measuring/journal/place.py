"""The throw-away node a measurement runs on: a database, a keeper and two witnesses as processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import read_key
from almasu.store import sql
from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from almasu.wiring.measuring.journal.slow_flush import slow_server
from almasu.wiring.supervising import free_ports, listens

ORIGIN = "almasu.example/bench"
SECRET = b"b" * 32
WITNESSES = 2
STATEMENTS = sql.load("journal_bench")


@dataclass(frozen=True, slots=True)
class Place:
    """Where it runs: the folder, the database's URL, and what its flushes are slowed by (a library, or None)."""

    folder: Path
    url: str
    slowed_by: Path | None


@contextmanager
def place(slowed_by: Path | None = None) -> Iterator[Place]:
    """Make a fresh database in a folder of its own, with the tables the comparisons need."""
    folder = Path(tempfile.mkdtemp(prefix="almasu-bench-"))
    folder.chmod(0o711)
    server = embedded(folder / "postgres") if slowed_by is None else slow_server(folder / "postgres", slowed_by)
    try:
        with server as url:
            migrate(url)
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(STATEMENTS["make_tables"])
                connection.execute(STATEMENTS["make_moved"])
            yield Place(folder, url, slowed_by)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept(where: Place) -> Iterator[None]:
    """Have the log of the place kept, with both witnesses demanded, by processes of their own."""
    environment = {**os.environ, **({"LD_PRELOAD": str(where.slowed_by)} if where.slowed_by else {})}
    log_key = where.folder / "log.vkey"
    log_key.write_text(keys_of(ORIGIN, SECRET).head.key.text() + "\n", encoding="utf-8")
    ports = free_ports(WITNESSES)
    with ExitStack() as stack:
        witnesses = []
        for port in ports:
            data = where.folder / f"witness-{port}"
            command = ["-m", "almasu", "witness", "--data", str(data), "--port", str(port), "--log", str(log_key)]
            stack.enter_context(_running(command, environment))
            _await(partial(listens, port))
            vkey = (data / "witness.vkey").read_text(encoding="utf-8").strip()
            witnesses.append({"vkey": read_key(vkey).text(), "url": f"http://127.0.0.1:{port}"})
        told = {"url": where.url, "folder": str(where.folder / "tiles"), "witnesses": witnesses}
        keeper = ["-m", "almasu.wiring.measuring.journal.keeper", json.dumps(told)]
        stack.enter_context(_running(keeper, environment))
        _await((where.folder / "tiles" / "checkpoint").exists)
        yield


@contextmanager
def _running(arguments: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _await(ready: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not ready():
        if time.monotonic() > ends:
            raise TimeoutError("a part of the bench did not start")
        time.sleep(0.02)
