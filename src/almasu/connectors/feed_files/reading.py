"""Who reads the files of the spool: processes of their own for each, or a thread where the file is our own."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import Process
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from almasu.connectors.feed_files.judging import Order, blocks, order_of
from almasu.connectors.feed_files.process import ReadingProcess
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.connectors.feed_files.wanted import Share
from almasu.kernel.provision.deliveries_port import Blocks, ReadBlock
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.feeds.reading import Broken, Fell
from almasu.kernel.provision.joint_act import FileFormat

MOST_READERS = 2
LITTLE = 4 << 20
"""Bytes that one process reads before a second one has started."""
RUNS: Mapping[FileFormat, int] = MappingProxyType({FileFormat.PARQUET: 2})
"""Blocks that a reader has in turn, one where it is not said: those of Parquet cost less several at once."""


@dataclass(frozen=True, slots=True)
class ReadsApart:
    """Implements `almasu.kernel.provision.deliveries_port.Reads` with processes for each delivery."""

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
    """Blocks that other processes read; they are killed when nobody wants them any more.

    A large file is read by two, each its own share of the blocks. What they say is put in order and held together: a
    block begins where the one before it ends, whoever read that.
    """

    def __init__(self, order: Order, readers: int | None = None) -> None:
        """`readers` is how many processes read; where it is not said, as many as are worth it."""
        of, run = readers or worth(order), RUNS.get(order.format, 1)
        self._shares = [Share(which, of, run) for which in range(of)]
        self._processes = [ReadingProcess(replace(order, share=share)) for share in self._shares]
        self._number, self._offset = order.position.number, order.position.offset

    async def start(self) -> Sequence[Process]:
        """Start the processes, once."""
        return [await one.start() for one in self._processes]

    async def next(self) -> ReadBlock | None:
        """Return the next block, None behind the last; Broken where the file cannot be read any further.

        Fell where a process ended without a word, or where two do not agree where a block ends.
        """
        await self.start()
        number = self._number + 1
        turn = next(which for which, share in enumerate(self._shares) if share.has(number))
        said = await self._processes[turn].next()
        if said.broken is not None:
            raise Broken(said.broken.line, said.broken.reason, said.broken.field)
        if said.block is None:
            return None
        block = said.block.block
        if (block.number, block.from_offset) != (number, self._offset):
            raise Fell(f"block {block.number} does not follow block {self._number}")
        self._number, self._offset = number, block.to_offset
        return said.block

    async def stop(self) -> None:
        """End the processes."""
        for one in self._processes:
            await one.stop()


def worth(order: Order) -> int:
    """Return how many processes are worth a file: XML cannot be passed without reading it, little is read by one."""
    is_worth = order.format is not FileFormat.XML and order.position.size - order.position.offset > LITTLE
    return min(len(os.sched_getaffinity(0)), MOST_READERS) if is_worth else 1


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
