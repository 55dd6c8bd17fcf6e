"""The server killed again and again under load: what was acknowledged is there, and it is back each time."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from almasu.store.postgres import embedded
from almasu.store.postgres.place import recorded
from almasu.store.postgres.postmaster import living

KILLS = 40
WRITERS = 4
LONGEST_RETURN = 5.0  # seconds


def data_of(folder: Path) -> Path:
    where = recorded(folder)
    assert where is not None
    return where.data


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def write_until(stop: threading.Event, url: str, writer: int, acknowledged: set[tuple[int, int]]) -> None:
    """Insert numbers one by one, noting each that was acknowledged, and come back after each loss of the server."""
    number = 0
    while not stop.is_set():
        try:
            with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
                while not stop.is_set():
                    number += 1
                    connection.execute("insert into numbers values (%s, %s)", [writer, number])
                    acknowledged.add((writer, number))
        except psycopg.OperationalError:
            stop.wait(0.02)


@pytest.mark.trial
def test_nothing_acknowledged_is_lost_however_often_the_server_is_killed(tmp_path):
    chance = random.Random(20250303)
    stop = threading.Event()
    acknowledged: list[set[tuple[int, int]]] = [set() for _ in range(WRITERS)]
    with embedded(tmp_path / "postgres") as url:
        with psycopg.connect(url) as connection:
            connection.execute("create table numbers (writer integer, number integer)")
        writers = [
            threading.Thread(target=write_until, args=(stop, url, n, acknowledged[n]), daemon=True)
            for n in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        data = data_of(tmp_path / "postgres")
        for _ in range(KILLS):
            stop.wait(chance.uniform(0.05, 0.6))
            while (before := living(data)) is None:
                stop.wait(0.01)
            victims = [before.pid, *children(before.pid)]
            os.kill(chance.choice([before.pid, chance.choice(victims)]), signal.SIGKILL)
            assert returns(url) <= LONGEST_RETURN
        stop.set()
        for writer in writers:
            writer.join()
        with psycopg.connect(url) as connection:
            kept = set(connection.execute("select writer, number from numbers").fetchall())
    assert set().union(*acknowledged) <= kept
    assert len(kept) > KILLS


def returns(url: str) -> float:
    """The seconds until the server answers again."""
    start = time.monotonic()
    while True:
        try:
            with psycopg.connect(url, connect_timeout=10) as connection:
                connection.execute("select 1")
                return time.monotonic() - start
        except psycopg.OperationalError:
            threading.Event().wait(0.02)
