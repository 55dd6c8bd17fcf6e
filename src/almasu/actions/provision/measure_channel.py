"""Measure a channel and all that follows at once: shut, proved impossible, opened, climbed (FMA-2.5, FMA-3).

Nothing is locked while the outside is measured: what was found is kept in a transaction of its own, which reads channel
and ladders anew. Whatever the system finds, it moves a ladder up only; a step down is of both sides.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, law_of
from almasu.actions.provision.channels import channel_in, is_lawful, keep_measure, known_channel, watched_channel
from almasu.actions.provision.ladders import SYSTEM, KeptLadders, Moved
from almasu.kernel.papers.paper import Paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_ways import REGISTER_CHANNEL
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.channel import Channel, must_be_measured_apart, provable, shown_unlawful
from almasu.kernel.provision.impossibility import Measured, Proof, ProofKind
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import MEASURED_JUST_NOW
from almasu.kernel.provision.reach_port import Reach
from almasu.kernel.provision.way import OVER_STATE_NETWORK, Way
from almasu.law.canonical import Json

PROGRAM = Actor(UUID(int=0), Duty.SYSTEM)


async def measure_now(node: Node, reach: Reach, token: str, way: Way, at: datetime) -> Channel:
    """Measure the channel of one's own body for a way, as the system does by itself daily; return what it is now.

    Problems `provision.channel.none`, and `provision.channel.too_soon` within a few seconds of the last measure.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_CHANNEL, at)
        seen = channel_in(await watched_channel(node, transaction, who.actor.body, way))
        must_be_measured_apart(seen, at)
    found = await measure(node, reach, seen, at)
    if found is None:
        raise MEASURED_JUST_NOW.at("way")
    return found


async def measure(node: Node, reach: Reach, seen: Channel, at: datetime) -> Channel | None:
    """Measure a channel and keep what was found with what follows; None where it was closed or moved meanwhile."""
    reached = await reach.measure(seen.where, at)
    async with node.store.transaction() as transaction:
        paper = await _locked(node, transaction, seen)
        if paper is None:
            return None
        channel = await keep_measure(node, transaction, paper, reached)
        found = shown_unlawful(channel) if channel.shut is not None else provable(channel, law_of(node).longest)
        if found is not None:
            await _prove(node, transaction, channel, found, at)
        elif _works(node, channel, at) and not _worked(seen):
            await KeptLadders(node, transaction).works(channel.body, channel.where.way, at)
        return channel


async def _locked(node: Node, transaction: Transaction, seen: Channel) -> Paper | None:
    """Return the channel locked, None where it is not the one that was measured any more."""
    paper = await known_channel(node, transaction, seen.body, seen.where.way, lock=True)
    if paper is None:
        return None
    now = channel_in(paper)
    same = now.where == seen.where and now.facts.measured_at == seen.facts.measured_at
    return paper if same else None


def _works(node: Node, channel: Channel, at: datetime) -> bool:
    return _worked(channel) and is_lawful(node, channel, at)


def _worked(channel: Channel) -> bool:
    return channel.failing is None and channel.shut is None


async def _prove(node: Node, transaction: Transaction, channel: Channel, found: Measured, at: datetime) -> None:
    """Record what was measured against every set that is given by this way and has no proof against it yet.

    A way that needs no state network stays possible over a channel that is none: it is registered as what it is.
    """
    ladders, way = KeptLadders(node, transaction), channel.where.way
    if channel.shut is not None and way not in OVER_STATE_NETWORK:
        return
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
