"""Whoever keeps a feed may be killed at any moment: what was kept in the end is exactly the file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.joint_act import FileFormat
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.feeds.made_files import rows, write_feed
from almasu.wiring.measuring import feed

ROWS = 200_000
TURNS, OUT_OF_TURN = 5, 3
WORKER = """
import asyncio, os, sys, uuid
from pathlib import Path
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.wiring.measuring import feed
from almasu.kernel.provision.feeds.progress import FeedState, OutOfTurn
url, vault, file, number = sys.argv[1:]
async def work():
    database = await Database.open(url, 2)
    kept = FileVault(Path(vault))
    store = NodeStore(database, Sealer(kept, os.urandom))
    async with store.single() as reading:
        delivery = await reading.deliveries.one(uuid.UUID(number))
    print("begins", flush=True)
    try:
        if delivery.position.state is FeedState.READING:
            await feed.read_on(store, kept, Path(file), delivery)
    except OutOfTurn:
        sys.exit(3)
asyncio.run(work())
"""


def is_done_before_the_kill(command: list[str], chance: random.Random) -> bool:
    """Kill a worker at a random moment of its work; tell whether it came to its end before."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(chance.random() * 2)
        ended = worker.poll() == 0
        worker.kill()
    return ended


def goes_on_to_the_end(command: list[str]) -> None:
    """Let workers work until one comes to the end.

    The database may still keep the last block of one that was killed while the next one reads the position: that one is
    out of turn, and the standing work simply comes again.
    """
    for _ in range(TURNS):
        ended = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
        if ended == 0:
            return
        assert ended == OUT_OF_TURN
    pytest.fail("every worker was out of turn")


@pytest.mark.timeout(900)
@pytest.mark.trial
async def test_a_feed_killed_ten_times_is_exactly_its_file(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    write_feed(file, FileFormat.CSV, rows(ROWS, 9))
    vault = FileVault.create(tmp_path / "vault")
    database = await Database.open(database_url, 2)
    store = NodeStore(database, Sealer(vault, os.urandom))
    begun = await feed.begun(store, feed.made(file, FileFormat.CSV))
    command = [sys.executable, "-c", WORKER, database_url, str(tmp_path / "vault"), str(file), str(begun.id)]

    async def stands() -> Delivery:
        async with store.single() as reading:
            found = await reading.deliveries.one(begun.id)
        assert found is not None
        return found

    chance = random.Random(10)
    if not any(is_done_before_the_kill(command, chance) for _ in range(10)):
        goes_on_to_the_end(command)
    done = await stands()
    assert done.state is DeliveryState.DONE
    expected = (tuple(row) for number, row in enumerate(rows(ROWS, 9)) if number % 5_000 != 4_999)
    async with store.single() as reading:
        for number in range(1, done.position.number + 1):
            kept = await reading.deliveries.rows(done, number)
            for row in zip(*kept.columns, strict=True):
                assert row == next(expected)
    assert next(expected, None) is None
    await database.close()
