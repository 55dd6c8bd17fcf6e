"""The sets that a body may give now: those of its act in force, with their ways and last deliveries (FMA-3, FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.ladders import KeptLadders
from almasu.kernel.powers.provision_ways import SEE_WAYS
from almasu.kernel.provision.act_course import in_force
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.ladder import right_way
from almasu.kernel.provision.way import Way


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A set of the act in force: the way it goes by now, and the number of its last delivery that counts, else 0."""

    data_set: DataSet
    way: Way
    last: int


async def own_sets(node: Node, token: str, at: datetime) -> Sequence[OwnSet]:
    """Return the sets of the act in force of one's own body, in the act's order; none where no act is in force."""
    async with node.store.transaction() as transaction:
        body = (await acting(transaction, token, SEE_WAYS, at)).actor.body
        version = in_force(await StoredJointActs(transaction.papers).versions(body), at)
        if version is None:
            return ()
        ways = {one.data_set: right_way(one, at) for one in await KeptLadders(node, transaction).of_body(body)}
        found = []
        for one in version.read().data_sets:
            done = await transaction.deliveries.done_of(body, one.code)
            found.append(OwnSet(one, ways.get(one.code, one.way), done[0].number if done else 0))
        return found
