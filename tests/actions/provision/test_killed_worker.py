"""The standing work that reads feeds is killed in the midst of blocks: what counts in the end is exactly the file."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from actions.provision.conftest import Zone
from actions.provision.test_feeds import all_rows, file_of, seen, sent, taking
from almasu.actions.provision import read_delivery
from almasu.kernel.provision.delivery import DeliveryState
from almasu.testing.feeds.made_files import rows

WORKER = """
import asyncio, os, sys
from datetime import datetime
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from dataclasses import replace
from actions.conftest import KeptMessages, node_over
from almasu.actions.provision import read_delivery
from almasu.connectors.feed_files import csv_files
from almasu.connectors.feed_files.reading import ReadsHere
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.provision.deliveries_port import Feeds
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.provision import of_provision
url, folder, at = sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
csv_files.ROWS = 100
class Told(ReadsHere):
    def behind(self, delivery, secrets):
        blocks = super().behind(delivery, secrets)
        reads = blocks.next
        async def next_one():
            one = await reads()
            print("block", flush=True)
            return one
        blocks.next = next_one
        return blocks
async def work():
    database = await Database.open(url, 2)
    node = node_over(database, FileVault(folder / "vault"), (), KeptMessages())
    node = of_provision(replace(node, audience="provision/test"), open_law())
    spool = FolderSpool(folder / "spool")
    node = replace(node, feeds=Feeds(spool, Told(spool)))
    while True:
        await read_delivery.read_waiting(node, lambda: at)
asyncio.run(work())
"""


def killed(command: list[str], blocks: int) -> None:
    """Let a worker read some blocks, and kill it while it keeps the last of them."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        for _ in range(blocks):
            assert worker.stdout.readline() == "block\n"
        worker.kill()


async def kills(zone: Zone, folder: Path, url: str, times: int, chance: random.Random) -> None:
    await taking(zone, folder)
    count = 1_000 * times
    delivery = await sent(zone, await asyncio.to_thread(file_of, folder, 3, 250, count))
    command = [sys.executable, "-c", WORKER, url, str(folder), zone.now().isoformat(), str(Path(__file__).parents[2])]
    for _ in range(times):
        await asyncio.to_thread(killed, command, chance.randrange(1, 9))
    for _ in range(5):  # the database may still keep the last block of the worker that was killed
        if await read_delivery.read_waiting(zone.node, zone.now):
            break
    done = (await seen(zone, delivery.id)).delivery
    assert done.state is DeliveryState.DONE
    expected = [tuple(row) for number, row in enumerate(rows(count, 3, 250)) if number % 250 != 249]
    assert [tuple(row) for row in await all_rows(zone, UUID(str(delivery.id)))] == expected


async def test_a_feed_whose_worker_is_killed_is_exactly_its_file(zone: Zone, database_url: str, tmp_path: Path) -> None:
    await kills(zone, tmp_path, database_url, 1, random.Random(1))


@pytest.mark.trial
async def test_a_feed_whose_worker_is_killed_ten_times_is_exactly_its_file(
    zone: Zone, database_url: str, tmp_path: Path
) -> None:
    await kills(zone, tmp_path, database_url, 10, random.Random(2))
