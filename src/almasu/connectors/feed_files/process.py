"""One process that reads a file apart from us, and what it says, taken from it ahead so that it need not wait."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

import msgspec

from almasu.connectors.feed_files.apart import LENGTH, Said
from almasu.connectors.feed_files.judging import Order
from almasu.kernel.provision.feeds.reading import Fell
from almasu.law.problem import Fault

_APART = "almasu.connectors.feed_files.apart"
_BUFFER = 1 << 20


class ReadingProcess:
    """A process with one order. It is started once, and killed by `stop`."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._said: asyncio.Queue[Said | Exception] = asyncio.Queue(order.share.run)
        self._process: Process | None = None
        self._taking: asyncio.Task[None] | None = None

    async def start(self) -> Process:
        """Start the process, and take what it says as long as there is room."""
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", _APART, stdin=PIPE, stdout=PIPE, limit=_BUFFER
            )
            self._taking = asyncio.create_task(self._take(self._process))
        return self._process

    async def next(self) -> Said:
        """Return what the process says next; Fell where it ended without a word."""
        said = await self._said.get()
        if isinstance(said, Exception):
            raise said
        return said

    async def stop(self) -> None:
        """End the process."""
        process, taking = self._process, self._taking
        if process is None or taking is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        taking.cancel()
        with suppress(asyncio.CancelledError):
            await taking
        await process.wait()

    async def _take(self, process: Process) -> None:
        try:
            into, out = _streams(process)
            with suppress(ConnectionError):  # one that is gone already says nothing, which is told where it is read
                into.write(msgspec.msgpack.encode(self._order))
                await into.drain()
                into.close()
            while True:
                length = int.from_bytes(await out.readexactly(LENGTH), "big")
                said = msgspec.msgpack.decode(await out.readexactly(length), type=Said)
                await self._said.put(said)
                if said.block is None:
                    return
        except asyncio.IncompleteReadError:
            await self._said.put(Fell(f"the reading process ended: {await process.wait()}"))
        except (Fault, msgspec.MsgspecError) as wrong:
            await self._said.put(wrong)


def _streams(process: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    if process.stdin is None or process.stdout is None:
        raise Fault("the reading process has no input or no output")
    return process.stdin, process.stdout
