"""The system watches the ways: measures channels that are due, and tries to climb back (FMA-3)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.channels import KIND as CHANNEL
from almasu.actions.provision.channels import WATCHED_STATES, channel_in, is_lawful, known_channel
from almasu.actions.provision.ladders import KIND as LADDER
from almasu.actions.provision.ladders import SYSTEM, KeptLadders, Moved, ladder_in
from almasu.actions.provision.measure_channel import measure
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.channel import NO_CHANNEL_THERE
from almasu.kernel.provision.impossibility import NOT_STATE_NETWORK
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.reach_port import Reach
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json

AT_ONCE = 50


async def measure_channels(node: Node, reach: Reach, at: datetime) -> int:
    """Measure every channel that is due, at most some at a time; return how many."""
    async with node.store.transaction() as transaction:
        due = await transaction.papers.due(CHANNEL, at, AT_ONCE, WATCHED_STATES)
    for paper in due:
        await measure(node, reach, channel_in(paper), at)
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
        paper = await known_channel(node, transaction, body, way)
    channel = None if paper is None else await measure(node, reach, channel_in(paper), at)
    if channel is None:
        return NO_CHANNEL_THERE
    if channel.shut is not None:
        return NOT_STATE_NETWORK
    if channel.failing is not None:
        return channel.failing.code
    return "" if is_lawful(node, channel, at) else NOT_STATE_NETWORK
