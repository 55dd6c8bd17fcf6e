"""See by which way each set is given, why here and not better, and what it takes to climb (FMA-3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, law_of
from almasu.actions.provision.channels import channel_in, known_channel
from almasu.actions.provision.ladders import KIND, ladder_in
from almasu.actions.provision.propose import open_proposals
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.page import Collection, Page
from almasu.kernel.powers.provision_ways import SEE_WAYS
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.channel import Shut
from almasu.kernel.provision.impossibility import Proof
from almasu.kernel.provision.ladder import Ladder, Pace
from almasu.kernel.provision.ladder_port import OF_BODY, ladder_number
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

    number: UUID
    ladder: Ladder
    at: datetime
    better: tuple[Better, ...]
    proposals: tuple[tuple[UUID, Proposal], ...] = ()
    shut: Shut | None = None
    """That the channel of the way in use was found open to the Internet: nothing is given over it."""

    @property
    def next_way(self) -> Way:
        """Return the way that would be lawful now: another than that in use once a proof was recorded."""
        return ways.right_way(self.ladder, self.at)


MOST = 50
STATES = tuple(way.value for way in Way)


async def ladders_seen(node: Node, token: str, after: str, at: datetime) -> Page[Explained]:
    """Return a page of the ladders that somebody sees, those moved last first: of one's own body, or of all bodies."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_WAYS, at)
        listed = listing(node, who.said, Collection.PROVISION_WAYS)
        place, papers = listed.place(after), transaction.papers
        if who.of_agency:
            found = await papers.in_states(KIND, STATES, place, MOST + 1)
        else:
            found = await papers.found(KIND, OF_BODY, who.actor.body, place, MOST + 1)
        page = listed.cut(found, MOST, of_paper)
        return Page([explained(node, ways.climbed(ladder_in(one), at), at) for one in page.items], page.after)


async def explain(node: Node, token: str, ladder: UUID, at: datetime) -> Explained:
    """Return why a set is given by its way; Problem `provision.ladder.none` for what is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_WAYS, at)
        paper = await transaction.papers.latest(ladder, KIND)
        if paper is None:
            raise NO_LADDER.at("data_set")
        seen = ladder_in(paper)
        if not who.of_agency and seen.body != who.actor.body:
            raise NO_LADDER.at("data_set")
        proposals = await open_proposals(transaction, seen.body, seen.data_set, at)
        told = explained(node, ways.climbed(seen, at), at, tuple(proposals))
        channel = await known_channel(node, transaction, seen.body, told.ladder.way)
        return told if channel is None else replace(told, shut=channel_in(channel).shut)


def explained(node: Node, ladder: Ladder, at: datetime, proposals: tuple[tuple[UUID, Proposal], ...] = ()) -> Explained:
    """Return what a ladder tells of itself at a moment."""
    number = ladder_number(node.audience, ladder.body, ladder.data_set)
    return told_by(number, ladder, at, law_of(node).pace, proposals)


def told_by(
    number: UUID, ladder: Ladder, at: datetime, pace: Pace, proposals: tuple[tuple[UUID, Proposal], ...] = ()
) -> Explained:
    """Return the same of a ladder that is at hand."""
    better = () if ladder.restricted else better_than(ladder.way)
    return Explained(number, ladder, at, tuple(_better(ladder, way, at, pace) for way in better), proposals)


def _better(ladder: Ladder, way: Way, at: datetime, pace: Pace) -> Better:
    proofs = tuple(one for one in ladder.proofs if one.way is way and one.stands(at))
    last = next((one for one in reversed(ladder.attempts) if one.way is way), None)
    tried = None if way is Way.PAPER else ways.next_try(ladder, way, pace)
    return Better(way, proofs, tried, last.code if last else "", last.at if last else None)
