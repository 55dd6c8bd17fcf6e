"""What an officer may ask now: the sets of acts in force whose way is a system's (FMA-3.1, FMA-3.3, FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import bodies_of
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.materials import OfAgency, open_ones
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import ASK
from almasu.kernel.provision.act_course import in_force
from almasu.kernel.provision.body import Body
from almasu.kernel.provision.joint_act import ActContent, DataSet
from almasu.kernel.provision.ladder import right_way
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.question import ASKED_WAYS
from almasu.kernel.provision.way import Way


@dataclass(frozen=True, slots=True)
class Askable:
    """A set that may be asked now: of which body, under which act, by which way; `ladder` is its number in places."""

    ladder: UUID
    body: Body
    act: ActContent
    data_set: DataSet
    way: Way


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One such set, with the open materials it may be asked for."""

    askable: Askable
    materials: Sequence[OfAgency]


async def askable(node: Node, token: str, at: datetime) -> Sequence[Askable]:
    """Return every set that may be asked now, by body and code."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, ASK, at)
        found: list[Askable] = []
        for body in await bodies_of(transaction):
            found += await _of_body(node, transaction, body, at)
        return found


async def to_ask(node: Node, token: str, ladder: UUID, at: datetime) -> ToAsk:
    """Return one set with the officer's open materials; Problem `paper.unknown` where it may not be asked."""
    sets = await askable(node, token, at)
    found = next((one for one in sets if one.ladder == ladder), None)
    if found is None:
        raise PAPER_UNKNOWN.at()
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ASK, at)
        return ToAsk(found, await open_ones(transaction, who, at))


async def _of_body(node: Node, transaction: Transaction, body: Body, at: datetime) -> Sequence[Askable]:
    version = in_force(await StoredJointActs(transaction.papers).versions(body.bin), at)
    if version is None:
        return ()
    act = version.read()
    ways = {one.data_set: right_way(one, at) for one in await KeptLadders(node, transaction).of_body(body.bin)}
    return [
        Askable(ladder_number(node.audience, body.bin, one.code), body, act, one, ways[one.code])
        for one in act.data_sets
        if one.keys and ways.get(one.code) in ASKED_WAYS
    ]
