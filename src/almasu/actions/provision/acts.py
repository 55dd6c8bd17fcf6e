"""Joint acts as they are kept: every version a sealed paper, found by its body; each step writes its leaf (FMA-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.port import Papers
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.act_course import Version, Warned, in_force
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.parties import Actor, Side
from almasu.kernel.provision.problems_of_act import NO_ACT_IN_FORCE, NOT_IN_ACT
from almasu.law.canonical import Json

OF_BODY = "body"
"""The name under which the acts of a body are found, by its BIN."""
MOST_VERSIONS = 500


class Held(msgspec.Struct, frozen=True):
    """A version as it is kept, with the warnings that both sides were given about it."""

    version: Version
    warned: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A version with the paper that holds it."""

    paper: Paper
    held: Held

    @property
    def version(self) -> Version:
        """Return the version."""
        return self.held.version


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an act: its name in the journal, who takes it, when, and what else the leaf says of it."""

    name: str
    by: str
    at: datetime
    says: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class StoredJointActs:
    """Implements `almasu.kernel.provision.acts_port.JointActs` over the papers of one transaction."""

    papers: Papers

    async def versions(self, body: str) -> Sequence[Version]:
        """Return the versions between a body and the Agency, the first one first."""
        return [one.version for one in await kept_of(self.papers, body)]

    async def act_in_force(self, body: str, data_set: str, at: datetime) -> ActInForce:
        """Return the act that governs a moment with one of its sets; Problems where there is none."""
        version = in_force(await self.versions(body), at)
        if version is None:
            raise NO_ACT_IN_FORCE.at("body")
        content = version.read()
        found = content.data_set(data_set)
        if found is None:
            raise NOT_IN_ACT.at("data_set", code=data_set[:60])
        return ActInForce(version, content, found)


async def kept_of(papers: Papers, body: str) -> Sequence[Kept]:
    """Return every version between a body and the Agency, the first one first."""
    found = await papers.found(PaperKind.PROVISION_ACT, OF_BODY, body, None, MOST_VERSIONS)
    return sorted(map(kept_in, found), key=lambda one: one.version.number)


def act_number(audience: str, body: str, number: int) -> UUID:
    """Return the number of the paper that holds a version: a second one of the same number cannot be kept."""
    return uuid5(UUID(int=0), f"joint-act/{audience}/{body}/{number}")


def kept_in(paper: Paper) -> Kept:
    """Return what a paper of this kind holds."""
    return Kept(paper, msgspec.json.decode(paper.data, type=Held))


def of_theirs(paper: Paper | None, who: Actor) -> Kept:
    """Return what a paper holds for somebody of its sides; to others it is absent: Problem `paper.unknown`."""
    if paper is None:
        raise PAPER_UNKNOWN.at()
    kept = kept_in(paper)
    if who.side is not Side.AGENCY and who.body != kept.version.body:
        raise PAPER_UNKNOWN.at()
    return kept


async def read(transaction: Transaction, number: UUID, who: Actor) -> Kept:
    """Return a version for somebody of its sides; Problem `paper.unknown`."""
    return of_theirs(await transaction.papers.latest(number, PaperKind.PROVISION_ACT), who)


async def to_change(transaction: Transaction, number: UUID, who: Actor) -> Kept:
    """Return the same, locked until this transaction ends."""
    return of_theirs(await transaction.papers.to_change(number, PaperKind.PROVISION_ACT), who)


async def keep_new(node: Node, transaction: Transaction, version: Version, step: Step) -> Kept:
    """Keep a new version; Problem `paper.changed` where another of its number was kept meanwhile."""
    number, held = act_number(node.audience, version.body, version.number), Held(version)
    by_body = {OF_BODY: version.body}
    paper = new_paper(number, PaperKind.PROVISION_ACT, version.stage.value, step.at, held, by_body)
    return await _keep(node, transaction, Kept(paper, held), step)


async def keep_moved(node: Node, transaction: Transaction, kept: Kept, version: Version, step: Step) -> Kept:
    """Keep a version after a step."""
    held = msgspec.structs.replace(kept.held, version=version)
    paper = kept.paper.moved(version.stage.value, step.at, held)
    return await _keep(node, transaction, Kept(paper, held), step)


async def keep_warned(node: Node, transaction: Transaction, kept: Kept, warned: Sequence[Warned], step: Step) -> Kept:
    """Keep that both sides were warned; the version itself stays as it is, at its place in the list."""
    held = msgspec.structs.replace(kept.held, warned=(*kept.held.warned, *warned))
    paper = kept.paper.moved(kept.paper.state, kept.paper.at, held)
    return await _keep(node, transaction, Kept(paper, held), step, EntryKind.PROVISION_ACT_WARNED)


async def _keep(
    node: Node,
    transaction: Transaction,
    kept: Kept,
    step: Step,
    kind: EntryKind = EntryKind.PROVISION_ACT_MOVED,
) -> Kept:
    await transaction.papers.keep(kept.paper)
    says: dict[str, Json] = {
        **kept.paper.told(),
        "step": step.name,
        "number": kept.version.number,
        "draft": kept.version.draft,
        "digest": kept.version.sha256,
        **step.says,
    }
    await transaction.journal.append(leaf(node, kind, step.at, step.by, kept.paper.about(), says))
    return kept


def step_of(name: str, who: Acting, at: datetime, says: Mapping[str, Json] | None = None) -> Step:
    """Return the step of somebody who acts."""
    return Step(name, who.said, at, says or {})
