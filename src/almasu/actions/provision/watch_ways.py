"""The system watches the ways: measures channels, proves a failure that lasts, tries to climb back (FMA-3).

Nothing is locked while the outside is measured: what was found is kept in a transaction of its own, which reads the
ladder anew. Whatever the system finds, it moves a ladder up only; a step down is of both sides.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.channels import KIND as CHANNEL
from almasu.actions.provision.channels import channel_in, keep_measure, must_be_lawful, open_channel
from almasu.actions.provision.ladders import KIND as LADDER
from almasu.actions.provision.ladders import SYSTEM, KeptLadders, Moved, ladder_in
from almasu.kernel.papers.paper import Paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.channel import NO_CHANNEL_THERE, Channel, ChannelState, provable
from almasu.kernel.provision.impossibility import Measured, Proof, ProofKind
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import CHANNEL_REFUSED, NO_CHANNEL
from almasu.kernel.provision.reach_port import Reach
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json
from almasu.law.problem import Problem

AT_ONCE = 50
PROGRAM = Actor(UUID(int=0), Duty.SYSTEM)
AGAINST_LAW = "not_the_state_network"
"""The code of a try over a channel that answered and is not what it was registered as."""


async def measure_channels(node: Node, reach: Reach, at: datetime) -> int:
    """Measure every channel that is due, at most some at a time; return how many."""
    async with node.store.transaction() as transaction:
        due = await transaction.papers.due(CHANNEL, at, AT_ONCE, [ChannelState.OPEN])
    for paper in due:
        await _measure(node, reach, channel_in(paper), at)
    return len(due)


async def tick_ladders(node: Node, reach: Reach, at: datetime) -> int:
    """Climb where a proof lapsed and try the better ways that are due, of some ladders; return of how many."""
    async with node.store.transaction() as transaction:
        due = await transaction.papers.due(LADDER, at, AT_ONCE)
    for paper in due:
        await _tick(node, reach, ladder_in(paper), at)
    return len(due)


async def _tick(node: Node, reach: Reach, seen: Ladder, at: datetime) -> None:
    async with node.store.transaction() as transaction:
        ladder = await KeptLadders(node, transaction).way_now(seen.body, seen.data_set, at)
    for way in ways.tries_due(ladder, at, law_of(node).pace):
        ladder = await _try(node, reach, ladder, way, at)
    async with node.store.transaction() as transaction:
        ladders = KeptLadders(node, transaction)
        paper, ladder = await ladders.to_change(seen.body, seen.data_set, at)
        if paper.due_at is not None and paper.due_at <= at:
            # One of several proofs lapsed and nothing moved: it must not come up at every look before all others.
            await ladders.change(paper, ladder, Moved("looked", at))


async def _try(node: Node, reach: Reach, ladder: Ladder, way: Way, at: datetime) -> Ladder:
    """Try a better way by measuring its channel, and keep what came of it."""
    code = await _measured_code(node, reach, ladder.body, way, at)
    async with node.store.transaction() as transaction:
        ladders = KeptLadders(node, transaction)
        paper, now = await ladders.to_change(ladder.body, ladder.data_set, at)
        if way not in ways.tries_due(now, at, law_of(node).pace):
            return now
        after = ways.tried(now, way, at, worked=not code, code=code)
        says: dict[str, Json] = {"tried": way.value, "code": code}
        return await ladders.change(paper, after, Moved("tried", at, SYSTEM, says))


async def _measured_code(node: Node, reach: Reach, body: str, way: Way, at: datetime) -> str:
    """Return why a way does not work, empty where its channel carried something just now and is what it should be."""
    async with node.store.transaction() as transaction:
        try:
            paper = await open_channel(node, transaction, body, way)
        except Problem as none:
            if none.kind is not NO_CHANNEL:
                raise
            return NO_CHANNEL_THERE
    channel = await _measure(node, reach, channel_in(paper), at)
    if channel is None:
        return NO_CHANNEL_THERE
    if channel.failing is not None:
        return channel.failing.code
    try:
        must_be_lawful(node, channel, at)
    except Problem as refused:
        if refused.kind is not CHANNEL_REFUSED:
            raise
        return AGAINST_LAW
    return ""


async def _measure(node: Node, reach: Reach, seen: Channel, at: datetime) -> Channel | None:
    """Measure a channel and keep what was found; None where it was closed or moved meanwhile."""
    reached = await reach.measure(seen.where, at)
    async with node.store.transaction() as transaction:
        try:
            paper = await open_channel(node, transaction, seen.body, seen.where.way, lock=True)
        except Problem as none:
            if none.kind is not NO_CHANNEL:
                raise
            return None
        if not _is_the_same(paper, seen):
            return None
        channel = await keep_measure(node, transaction, paper, reached)
        found = provable(channel, law_of(node).longest)
        if found is not None:
            await _prove(node, transaction, channel, found, at)
        return channel


def _is_the_same(paper: Paper, seen: Channel) -> bool:
    now = channel_in(paper)
    return now.where == seen.where and now.facts.measured_at == seen.facts.measured_at


async def _prove(node: Node, transaction: Transaction, channel: Channel, found: Measured, at: datetime) -> None:
    """Record the failure against every set that is given by this way and has no proof against it yet."""
    ladders, way = KeptLadders(node, transaction), channel.where.way
    for one in await ladders.of_body(channel.body):
        paper, ladder = await ladders.to_change(one.body, one.data_set, at)
        if ladder.way is not way or way in ways.impossible(ladder, at):
            continue
        proof = Proof(
            id=node.new_id(),
            way=way,
            kind=ProofKind.MEASURED_FAILURE,
            why=f"{found.failures} failed measures: {found.code}",
            by=PROGRAM.account,
            at=at,
            until=at + law_of(node).longest.measured,
            measured=found,
        )
        after = ways.proved(ladder, proof, PROGRAM, at, law_of(node).longest)
        says: dict[str, Json] = {"proof": str(proof.id), "against": way.value, "kind": proof.kind.value}
        await ladders.change(paper, after, Moved("proved", at, SYSTEM, says))
