"""A bag of messages that a courier brought, at a node that runs: its key, and who takes which kind of message."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from almasu.actions.interstate import bags
from almasu.kernel.interstate.bags import Bag, opened
from almasu.kernel.interstate.problems_of_messages import BAG_WRONG
from almasu.wiring.between_nodes import zone_handlers
from almasu.wiring.running import Running


async def unload_bag(running: Running, token: str, file: bytes, at: datetime) -> bytes:
    """Take every message of a bag; return the file of its receipt. Problems as `bags.unload_bag` has them."""
    taken_by = zone_handlers()
    return await bags.unload_bag(running.node, token, taken_by, opening(running), file, at)


async def note_bag_receipt(running: Running, token: str, file: bytes, at: datetime) -> None:
    """Note the receipt of a bag; Problems as `bags.note_bag_receipt` has them."""
    await bags.note_bag_receipt(running.node, token, opening(running), file, at)


def opening(running: Running) -> bags.Opening:
    """Return what opens bags with the key of this node's door; Problem `cis.message.bag` at a node that has none."""

    def open_it(file: bytes) -> Bag:
        key = running.settings.peers_key
        if key == Path():
            raise BAG_WRONG.at("file")
        return opened(file, key.read_bytes(), running.node.audience)

    return open_it
