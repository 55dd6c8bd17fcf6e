"""What waits for a node that is not reached, by courier in a sealed bag, over HTTP: as on the pages (CIS-6.1)."""

from __future__ import annotations

import msgspec
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from almasu.actions.interstate import bags
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.wiring.bags import note_bag_receipt, unload_bag


class BagFile(msgspec.Struct, frozen=True):
    """The file of a bag, or of the receipt for one, in base64: sealed for the node it goes to."""

    file: bytes


@post("/bags", status_code=201)
async def pack(running: OfNode, authorization: Bearer, data: JSONBody[bags.Packing]) -> BagFile:
    """Pack what waits for a node that is not reached into a bag for a courier."""
    return BagFile(await bags.pack_bag(running.node, token_of(authorization), data, running.now()))


@post("/bags/unloaded", status_code=201)
async def unload(running: OfNode, authorization: Bearer, data: JSONBody[BagFile]) -> BagFile:
    """Take every message of a bag that a courier brought; return the receipt that goes back."""
    return BagFile(await unload_bag(running, token_of(authorization), data.file, running.now()))


@post("/bags/receipts", status_code=204)
async def receipt(running: OfNode, authorization: Bearer, data: JSONBody[BagFile]) -> None:
    """Note the receipt that a courier brought back."""
    await note_bag_receipt(running, token_of(authorization), data.file, running.now())


@post("/bags/lost", status_code=204)
async def lost(running: OfNode, authorization: Bearer, data: JSONBody[bags.OfPeer]) -> None:
    """Let the network send again what a courier did not bring."""
    await bags.bag_lost(running.node, token_of(authorization), data, running.now())


def bag_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of bags."""
    return pack, unload, receipt, lost
