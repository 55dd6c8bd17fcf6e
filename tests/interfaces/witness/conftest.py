"""A witness behind a real socket, and a log that asks it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
import uvicorn

from almasu.connectors.tlog.witness import HttpWitness
from almasu.interfaces.witness.app import Witness
from almasu.interfaces.witness.keys import own_key
from almasu.interfaces.witness.memory import open_memory
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.proofs import consistency_proof
from almasu.kernel.journal.tiles import TiledNodes
from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hash
from almasu.kernel.journal.witnessing import Ask

ORIGIN = "almasu.example/restricted/node1"


@dataclass
class Clock:
    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


class SmallLog:
    """A log of numbered entries; `seed` makes another history."""

    def __init__(self, seed=0):
        self.keys = keys_of(ORIGIN, b"j" * 32)
        self.leaves = [leaf_hash(f"{seed} {number}".encode()) for number in range(300)]

    def head(self, size):
        return Checkpoint(ORIGIN, size, grown(EMPTY_EDGE, self.leaves[:size])[0].root())

    def note(self, size, key=None):
        key = key or self.keys.head
        return sign_checkpoint(self.head(size), [(key.key, key.sign)])

    def ask(self, old, new, key=None):
        edge, full = grown(EMPTY_EDGE, self.leaves[:new])
        tiles = {(tile.level, tile.index): tile.hashes for tile in full}
        tiles |= {(lv, (new >> (8 * lv)) // 256): b"".join(row) for lv, row in enumerate(edge.rows)}
        nodes = TiledNodes(new, lambda level, index, width: tiles[level, index])
        return Ask(old, tuple(consistency_proof(old, new, nodes)), self.note(new, key).data())


@dataclass
class Served:
    client: HttpWitness
    url: str
    data: object
    clock: Clock
    app: Witness


@pytest.fixture
def make_log():
    return SmallLog


@pytest.fixture
def served(tmp_path):
    """Serve a witness from a folder; a second call serves the same folder anew, as after a restart."""

    @asynccontextmanager
    async def serve(trusted=None, data=tmp_path / "witness"):
        key = own_key(data, "witness.example/w")
        logs = {ORIGIN: [SmallLog().keys.head.key] if trusted is None else trusted}
        clock = Clock()
        app = Witness(key, logs, open_memory(data, key.key), clock)
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", access_log=False))
        running = asyncio.create_task(server.serve([listening]))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            async with aiohttp.ClientSession() as session:
                yield Served(HttpWitness(key.key, url, session), url, data, clock, app)
        finally:
            server.should_exit = True
            await running
            listening.close()

    return serve
