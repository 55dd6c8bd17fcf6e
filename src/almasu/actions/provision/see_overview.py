"""See how giving data stands as a whole: the Agency over all bodies, a body over itself (FMA-3, FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision import ladders as kept_ladders
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import bodies_of, sources_of
from almasu.actions.provision.carriers import late_carriers
from almasu.actions.provision.channels import kept_channels
from almasu.actions.provision.obligations import KIND, OF_BODY, STATES, kept_in
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision import SEE_OVERVIEW
from almasu.kernel.provision.act_course import Version, in_force, last_day
from almasu.kernel.provision.body import Body
from almasu.kernel.provision.ladder import Ladder, climbed
from almasu.kernel.provision.overview import (
    Covered,
    Overview,
    by_month,
    by_way,
    outside_act,
    shut_of,
    standings_of,
    to_climb,
    to_cover,
    without_channel,
)
from almasu.kernel.provision.way import Way

MOST = 2_000
"""Obligations, ladders and deliveries that are counted, the latest of each."""


async def overview(node: Node, token: str, at: datetime) -> Overview:
    """Return how everything stands that somebody's side has a part in."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_OVERVIEW, at)
        papers = await _papers(transaction, who, KIND, STATES)
        ladders = await _ladders(transaction, who, at)
        obligations = [kept_in(one).obligation for one in papers]
        bodies = [one for one in await bodies_of(transaction) if who.of_agency or one.bin == who.actor.body]
        deliveries = await transaction.deliveries.listed(None if who.of_agency else who.actor.body, None, MOST)
        channels = await kept_channels(transaction, None if who.of_agency else who.actor.body)
        kept = StoredJointActs(transaction.papers)
        acts = {one.bin: in_force(await kept.versions(one.bin), at) for one in bodies}
        sets = {body: [one.code for one in act.read().data_sets] for body, act in acts.items() if act is not None}
        return Overview(
            standings=standings_of(obligations, at),
            covered=tuple([await _covered(transaction, one, acts[one.bin]) for one in bodies]),
            ways=by_way(ladders, at),
            restricted=sum(one.restricted for one in ladders),
            to_climb=to_climb(ladders, at),
            months=by_month(ladders, deliveries, obligations, at),
            carriers_late=await late_carriers(transaction, None if who.of_agency else who.actor.body, at),
            channels_shut=shut_of(channels),
            without_channel=without_channel(ladders, sets, channels),
        )


async def _ladders(transaction: Transaction, who: Acting, at: datetime) -> list[Ladder]:
    """Return the ladders as this moment leaves them: one whose proof lapsed is shown where it will be found."""
    papers = await _papers(transaction, who, kept_ladders.KIND, [way.value for way in Way])
    return [climbed(kept_ladders.ladder_in(one), at) for one in papers]


async def _papers(transaction: Transaction, who: Acting, kind: PaperKind, states: Sequence[str]) -> Sequence[Paper]:
    if who.of_agency:
        return await transaction.papers.in_states(kind, states, None, MOST)
    return await transaction.papers.found(kind, OF_BODY, who.actor.body, None, MOST, states)


async def _covered(transaction: Transaction, body: Body, version: Version | None) -> Covered:
    act = None if version is None else version.read()
    sources = await sources_of(transaction, body.bin)
    outside, objects = outside_act(sources, act), len(to_cover(sources))
    until = None if version is None else last_day(version)
    names = {one.source.code: one.source.name for one in sources}
    return Covered(
        body.bin,
        body.name_kk,
        body.name_ru,
        until,
        0 if act is None else len(act.data_sets),
        outside,
        objects,
        tuple(names[code] for code in outside),
    )
