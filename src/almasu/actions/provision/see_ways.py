"""See by which way each set is given, why here and not better, and what it takes to climb (FMA-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, law_of
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.propose import open_proposals
from almasu.actions.provision.prove import seen
from almasu.kernel.powers.provision_ways import SEE_WAYS
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.impossibility import Proof
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.problems import NO_LADDER
from almasu.kernel.provision.proposal import Proposal
from almasu.kernel.provision.way import Way, better_than


@dataclass(frozen=True, slots=True)
class Better:
    """One better way: the proofs that stand against it, when the system tries it next, what came of the last try.

    None stand where the way is open: the next look of the system climbs to it.
    """

    way: Way
    proofs: tuple[Proof, ...]
    next_try: datetime | None
    last_code: str
    last_try: datetime | None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a set is given by its way: the ladder as of a moment, each better way, and what waits for the other side."""

    ladder: Ladder
    at: datetime
    better: tuple[Better, ...]
    proposals: tuple[tuple[UUID, Proposal], ...] = ()

    @property
    def next_way(self) -> Way:
        """Return the way that would be lawful now: another than that in use once a proof was recorded."""
        return ways.right_way(self.ladder, self.at)


async def ladders_of(node: Node, token: str, body: str, at: datetime) -> Sequence[Explained]:
    """Return the ladders of a body, one's own or any for the Agency; none for what is foreign."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_WAYS, at)
        if not who.of_agency and body != who.actor.body:
            raise NO_LADDER.at("body")
        found = await KeptLadders(node, transaction).of_body(body)
        return [explained(node, ways.climbed(one, at), at) for one in found]


async def own_body(node: Node, token: str, at: datetime) -> str:
    """Return the body somebody acts for, empty for the people of the Agency."""
    async with node.store.transaction() as transaction:
        return (await acting(transaction, token, SEE_WAYS, at)).actor.body


async def explain(node: Node, token: str, body: str, data_set: str, at: datetime) -> Explained:
    """Return why a set is given by its way; Problem `provision.ladder.none` for what is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_WAYS, at)
        ladder = ways.climbed(await seen(node, transaction, who, body, data_set), at)
        return explained(node, ladder, at, tuple(await open_proposals(transaction, body, data_set, at)))


def explained(node: Node, ladder: Ladder, at: datetime, proposals: tuple[tuple[UUID, Proposal], ...] = ()) -> Explained:
    """Return what a ladder tells of itself at a moment."""
    better = () if ladder.restricted else better_than(ladder.way)
    return Explained(ladder, at, tuple(_better(node, ladder, way, at) for way in better), proposals)


def _better(node: Node, ladder: Ladder, way: Way, at: datetime) -> Better:
    proofs = tuple(one for one in ladder.proofs if one.way is way and one.stands(at))
    last = next((one for one in reversed(ladder.attempts) if one.way is way), None)
    tried = None if way is Way.PAPER else ways.next_try(ladder, way, law_of(node).pace)
    return Better(way, proofs, tried, last.code if last else "", last.at if last else None)
