"""The key that seals what lets us into a server, from the form of its registration to its signature (FMA-3.1).

The act is built over the sealed bytes, so the key is there before anybody signs. That it waits is kept before it is
made: of a registration that nobody signs no key is left behind, whoever is killed meanwhile.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.feed_server import Entrance, EntranceState, OfEntrance, place_of
from almasu.kernel.provision.problems_of_servers import NO_SUCH_SERVER
from almasu.kernel.sealing.envelope import enclosed
from almasu.kernel.signatures.prepared import LIFE

KIND = PaperKind.PROVISION_ENTRANCE
SYSTEM = "system:sweeping"
WAITS = LIFE + timedelta(minutes=5)
"""How long a key waits: an act that was signed in its last second is decided by then."""
AT_ONCE = 200


async def await_signature(
    node: Node, transaction: Transaction, number: UUID, of: OfEntrance, by: str, at: datetime
) -> None:
    """Keep that the key of a registration is about to be made and waits for its signature."""
    paper = new_paper(number, KIND, EntranceState.WAITING, at, of, {}, at + WAITS)
    await _keep(node, transaction, paper, by, at)


async def sealed_entrance(node: Node, number: UUID, entrance: Entrance) -> bytes:
    """Make the key of a registration and return what lets us in, sealed under it."""
    await node.vault.make_material_key(number)
    return await enclosed(node.vault, number, msgspec.msgpack.encode(entrance), place_of(number), node.random)


async def put_to_use(node: Node, transaction: Transaction, number: UUID, by: str, at: datetime) -> None:
    """Keep that the registration was signed; Problem `provision.server.absent` where its key does not wait any more."""
    paper = await transaction.papers.to_change(number, KIND)
    if paper is None or paper.state != EntranceState.WAITING:
        raise NO_SUCH_SERVER.at()
    await _keep(node, transaction, paper.moved(EntranceState.USED, at, _of(paper)), by, at)


async def sweep_entrances(node: Node, at: datetime) -> int:
    """Destroy the keys of registrations that nobody signed in time, each with its leaf; return how many."""
    async with node.store.transaction() as transaction:
        found = await transaction.papers.due(KIND, at, AT_ONCE, (EntranceState.WAITING,))
    return sum([await _swept(node, paper.id, at) for paper in found])


async def _swept(node: Node, number: UUID, at: datetime) -> bool:
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, KIND)
        if paper is None or paper.state != EntranceState.WAITING:
            return False
        # Destroyed before that is kept: a key whose destruction was kept and never done would be found by nobody.
        await node.vault.destroy_material_key(number)
        await _keep(node, transaction, paper.moved(EntranceState.UNSIGNED, at, _of(paper)), SYSTEM, at)
    return True


async def _keep(node: Node, transaction: Transaction, paper: Paper, by: str, at: datetime) -> None:
    await transaction.papers.keep(paper)
    of = _of(paper)
    says = {**paper.told(), "body": of.body, "set": of.data_set}
    await transaction.journal.append(leaf(node, EntryKind.PROVISION_ENTRANCE_MOVED, at, by, paper.about(), says))


def _of(paper: Paper) -> OfEntrance:
    return msgspec.json.decode(paper.data, type=OfEntrance)
