"""Ladders in the store: read under their lock, moved with their leaf, climbed before anything is given (FMA-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_CHANGED
from almasu.kernel.ports import Transaction
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.ladder_clock import next_look
from almasu.kernel.provision.ladder_port import OF_BODY, ladder_number
from almasu.kernel.provision.problems import NO_LADDER
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json

SYSTEM = "system:ladders"
KIND = PaperKind.PROVISION_LADDER
MOST = 500
"""Sets of one body: an act names at most 200."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened to a ladder: its name in the journal, by whom, when, and what else the leaf says of it."""

    step: str
    at: datetime
    by: str = SYSTEM
    says: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptLadders:
    """Implements `almasu.kernel.provision.ladder_port.Ladders` in one transaction of a node."""

    node: Node
    transaction: Transaction

    async def begin(self, body: str, data_set: str, at: datetime, *, restricted: bool) -> Ladder:
        """Return the ladder of a set, begun now where there was none; moved where its resource became restricted."""
        paper = await self._to_change(body, data_set)
        if paper is not None:
            before = ladder_in(paper)
            after = ways.marked(before, at, restricted=restricted)
            return before if after is before else await self._keep(paper, after, Moved("marked", at))
        begun = ways.begun(body, data_set, at, restricted=restricted)
        number = ladder_number(self.node.audience, body, data_set)
        look = next_look(begun, at, law_of(self.node).pace)
        paper = new_paper(number, KIND, begun.way.value, at, begun, {OF_BODY: body}, look)
        return await self._told(paper, begun, Moved("begun", at))

    async def way_now(self, body: str, data_set: str, at: datetime) -> Ladder:
        """Return the ladder as this moment leaves it, locked, climbed where a proof lapsed.

        Problem `provision.ladder.none` where no act ever named the set.
        """
        return (await self.to_change(body, data_set, at))[1]

    async def of_body(self, body: str) -> Sequence[Ladder]:
        """Return the ladders of a body as they stand, in the order of their sets' codes."""
        papers = await self.transaction.papers.found(KIND, OF_BODY, body, None, MOST)
        return sorted(map(ladder_in, papers), key=lambda one: one.data_set)

    async def one(self, body: str, data_set: str) -> Ladder:
        """Return a ladder as it was left last; Problem `provision.ladder.none`."""
        number = ladder_number(self.node.audience, body, data_set)
        paper = await self.transaction.papers.latest(number, KIND)
        if paper is None:
            raise NO_LADDER.at("data_set")
        return ladder_in(paper)

    async def to_change(self, body: str, data_set: str, at: datetime) -> tuple[Paper, Ladder]:
        """Return a ladder as this moment leaves it with its paper, locked until this transaction ends."""
        paper = await self._to_change(body, data_set)
        if paper is None:
            raise NO_LADDER.at("data_set")
        before = ladder_in(paper)
        after = ways.climbed(before, at)
        if after is not before:
            await self._keep(paper, after, Moved("climbed", at))
            paper = await self._to_change(body, data_set)
            if paper is None:
                raise PAPER_CHANGED.at()
        return paper, after

    async def change(self, paper: Paper, ladder: Ladder, moved: Moved) -> Ladder:
        """Keep a ladder after a move, with its leaf."""
        return await self._keep(paper, ladder, moved)

    async def works(self, body: str, way: Way, at: datetime) -> None:
        """Lift every set of a body that goes by a worse way than one whose channel works from now on."""
        for one in await self.of_body(body):
            paper, ladder = await self.to_change(one.body, one.data_set, at)
            after = ways.works(ladder, way, at)
            if after is not ladder:
                await self._keep(paper, after, Moved("tried", at, SYSTEM, {"tried": way.value, "code": ""}))

    async def _to_change(self, body: str, data_set: str) -> Paper | None:
        number = ladder_number(self.node.audience, body, data_set)
        return await self.transaction.papers.to_change(number, KIND)

    async def _keep(self, paper: Paper, ladder: Ladder, moved: Moved) -> Ladder:
        look = next_look(ladder, moved.at, law_of(self.node).pace)
        return await self._told(paper.moved(ladder.way.value, moved.at, ladder, look), ladder, moved)

    async def _told(self, paper: Paper, ladder: Ladder, moved: Moved) -> Ladder:
        await self.transaction.papers.keep(paper)
        says = {**paper.told(), "step": moved.step, "way": ladder.way.value, **moved.says}
        told = leaf(self.node, EntryKind.PROVISION_LADDER_MOVED, moved.at, moved.by, paper.about(), says)
        await self.transaction.journal.append(told)
        return ladder


def ladder_in(paper: Paper) -> Ladder:
    """Return the ladder that a paper holds."""
    return msgspec.json.decode(paper.data, type=Ladder)
