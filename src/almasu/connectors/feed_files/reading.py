"""Who reads the files of the spool: a process of its own for each, or a thread where the file is our own."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from almasu.connectors.feed_files.apart import LENGTH, Said
from almasu.connectors.feed_files.judging import Order, blocks, order_of
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.provision.deliveries_port import Blocks, ReadBlock
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.feeds.reading import Broken, Fell
from almasu.law.problem import Fault

_APART = "almasu.connectors.feed_files.apart"


@dataclass(frozen=True, slots=True)
class ReadsApart:
    """Implements `almasu.kernel.provision.deliveries_port.Reads` with a process for each delivery."""

    spool: FolderSpool

    def behind(self, delivery: Delivery, secrets: Sequence[bytes]) -> Blocks:
        """Begin to read behind the position of a delivery."""
        return BlocksApart(order_of(delivery, self.spool.place(delivery.id), tuple(secrets)))


@dataclass(frozen=True, slots=True)
class ReadsHere:
    """Implements `almasu.kernel.provision.deliveries_port.Reads` with a thread for each block."""

    spool: FolderSpool

    def behind(self, delivery: Delivery, secrets: Sequence[bytes]) -> Blocks:
        """Begin to read behind the position of a delivery."""
        return BlocksHere(order_of(delivery, self.spool.place(delivery.id), tuple(secrets)))


class BlocksApart:
    """Blocks that another process reads; it is killed when nobody wants them any more."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._process: Process | None = None

    async def next(self) -> ReadBlock | None:
        """Return the next block, None behind the last; Broken where the file cannot be read any further.

        Fell where the process ended without a word.
        """
        process = self._process or await self._started()
        if process.stdout is None:
            raise Fault("the reading process has no output")
        try:
            length = int.from_bytes(await process.stdout.readexactly(LENGTH), "big")
            said = msgspec.msgpack.decode(await process.stdout.readexactly(length), type=Said)
        except asyncio.IncompleteReadError as ended:
            raise Fell(f"the reading process ended: {await process.wait()}") from ended
        if said.broken is not None:
            raise Broken(said.broken.line, said.broken.reason, said.broken.field)
        return said.block

    async def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _started(self) -> Process:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", _APART, stdin=PIPE, stdout=PIPE)
        self._process = process
        if process.stdin is None:
            raise Fault("the reading process has no input")
        with suppress(ConnectionError):  # one that is gone already says nothing, which is told where it is read
            process.stdin.write(msgspec.msgpack.encode(self._order))
            await process.stdin.drain()
            process.stdin.close()
        return process


class BlocksHere:
    """Blocks read by threads of this process, one at a time."""

    def __init__(self, order: Order) -> None:
        self._blocks: Iterator[ReadBlock] = blocks(order)

    async def next(self) -> ReadBlock | None:
        """Return the next block, None behind the last; Broken where the file cannot be read any further."""
        return await asyncio.to_thread(next, self._blocks, None)

    async def stop(self) -> None:
        """Let the file go."""
        self._blocks = iter(())
