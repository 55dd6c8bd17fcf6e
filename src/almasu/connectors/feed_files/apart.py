"""The process that reads files of feeds apart from the node: what a hostile file breaks is this process alone.

It takes an order from its standard input and writes blocks to its standard output, each behind its length. It has no
connection, no key but the secrets of hashes, and may take no more memory than it is given.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from typing import BinaryIO

import msgspec

from almasu.connectors.feed_files.judging import Order, blocks
from almasu.kernel.provision.deliveries_port import ReadBlock
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.report import Rejected

LENGTH = 8
MOST_MEMORY = 2 << 30
"""Bytes of address space: what is mapped counts, so it is more than what is held."""


class Said(msgspec.Struct, frozen=True):
    """What the process says: a block, or why it stopped; neither behind the last block."""

    block: ReadBlock | None = None
    broken: Rejected | None = None


def main() -> None:
    """Read the order and say the blocks."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    gc.disable()  # rows make no circles, and the process ends with its file
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    try:
        said_to(order, sys.stdout.buffer)
    except BrokenPipeError:
        # Nobody wants the blocks any more; what is still to be written out at the end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def said_to(order: Order, out: BinaryIO) -> None:
    """Say the blocks of an order, and how it ended."""
    last = order.position.line
    try:
        for one in blocks(order):
            _say(out, Said(block=one))
            last = one.block.to_line
        _say(out, Said())
    except Broken as broken:
        _say(out, Said(broken=broken.rejected))
    except MemoryError:
        _say(out, Said(broken=Rejected(last + 1, "", Reason.TOO_LONG)))


def _say(out: BinaryIO, said: Said) -> None:
    data = msgspec.msgpack.encode(said)
    out.write(len(data).to_bytes(LENGTH, "big"))
    out.write(data)
    out.flush()


if __name__ == "__main__":
    main()
