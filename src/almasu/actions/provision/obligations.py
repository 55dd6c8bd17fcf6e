"""What bodies owe, as it is kept: each a sealed paper that is due at its next reminder; every step writes its leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.delivery import Settled
from almasu.kernel.provision.obligations import Obligation, Reminder, due_of, next_reminder
from almasu.kernel.provision.problems_of_asking import QUESTION_WITHDRAWN
from almasu.law import moment
from almasu.law.canonical import Json

KIND = PaperKind.PROVISION_OBLIGATION
OF_BODY, OF_SET = "body", "set"
OPEN, INCOMPLETE, GIVEN, WITHDRAWN = "open", "incomplete", "given", "withdrawn"
NOT_GIVEN = (OPEN, INCOMPLETE)
STATES = (OPEN, INCOMPLETE, GIVEN, WITHDRAWN)
MOST = 1_000


class Held(msgspec.Struct, frozen=True):
    """An obligation as it is kept, with the act it rests on and the reminders that were sent."""

    obligation: Obligation
    act: UUID
    reminded: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """An obligation with the paper that holds it."""

    paper: Paper
    held: Held

    @property
    def obligation(self) -> Obligation:
        """Return the obligation."""
        return self.held.obligation


@dataclass(frozen=True, slots=True)
class KeptObligations:
    """Implements `almasu.kernel.provision.acts_port.Obligations` in one transaction of a node; `by` is who acts."""

    node: Node
    transaction: Transaction
    by: str

    async def owe(self, under: ActInForce, since: datetime, request: UUID | None = None) -> Obligation:
        """Keep that a body owes a set since a moment, under a request or by the schedule; once for each of them."""
        body, data_set = under.version.body, under.data_set
        number = obligation_number(self.node.audience, body, data_set.code, since, request)
        known = await self.transaction.papers.latest(number, KIND)
        if known is not None:
            return kept_in(known).obligation
        due = due_of(data_set, since, law_of(self.node).calendar).due
        owed = Obligation(number, body, data_set.code, since, due, request)
        act = uuid5(UUID(int=0), f"joint-act/{self.node.audience}/{body}/{under.version.number}")
        found_by = {OF_BODY: body, OF_SET: f"{body}/{data_set.code}"}
        paper = new_paper(number, KIND, OPEN, since, Held(owed, act), found_by, next_reminder(owed, ()))
        return (await self.told(Kept(paper, Held(owed, act)), "owed", since)).obligation

    async def open_of(self, body: str, data_set: str) -> Sequence[Obligation]:
        """Return what a body owes of a set and has not given whole, what is due first in front."""
        papers = await self.transaction.papers.found(KIND, OF_SET, f"{body}/{data_set}", None, MOST, NOT_GIVEN)
        return sorted((kept_in(paper).obligation for paper in papers), key=lambda one: one.due)

    async def give(self, obligation: UUID, at: datetime, lacks: Sequence[str] = ()) -> Obligation:
        """Keep that something was given; nothing lacking ends the duty.

        Problems: `paper.unknown`; `provision.answer.withdrawn` where it is owed no more.
        """
        paper = await self._to_change(obligation)
        held = kept_in(paper).held
        if held.obligation.withdrawn_at is not None:
            raise QUESTION_WITHDRAWN.at()
        given = replace(held.obligation, given_at=at, lacks=tuple(lacks))
        held = replace(held, obligation=given)
        state = INCOMPLETE if lacks else GIVEN
        moved = paper.moved(state, paper.at, held, next_reminder(given, held.reminded) if lacks else None)
        says: dict[str, Json] = {"lacks": len(given.lacks), "late": at > given.due}
        return (await self.told(Kept(moved, held), "given", at, says)).obligation

    async def withdraw(self, obligation: UUID, at: datetime) -> Obligation:
        """Keep that the request for it was withdrawn: it is owed no more. Problem `paper.unknown`.

        What a file gave whole meanwhile stays given; taken back, it is owed no more either.
        """
        paper = await self._to_change(obligation)
        held = kept_in(paper).held
        held = replace(held, obligation=replace(held.obligation, withdrawn_at=at))
        state = GIVEN if paper.state == GIVEN else WITHDRAWN
        return (await self.told(Kept(paper.moved(state, paper.at, held), held), "withdrawn", at)).obligation

    async def reopen(self, settled: Settled, at: datetime) -> Obligation:
        """Keep that what settled a duty was taken back: it stands as it did before. Problem `paper.unknown`."""
        paper = await self._to_change(settled.obligation)
        held = kept_in(paper).held
        owed = replace(held.obligation, given_at=settled.given_at, lacks=settled.lacks)
        held = replace(held, obligation=owed)
        moved = paper.moved(_state_of(owed), paper.at, held, next_reminder(owed, held.reminded))
        return (await self.told(Kept(moved, held), "reopened", at)).obligation

    async def remind(self, kept: Kept, reminders: Sequence[Reminder], at: datetime) -> Kept:
        """Keep that both sides were reminded; the obligation stays as it is, at its place in the list."""
        held = replace(kept.held, reminded=(*kept.held.reminded, *reminders))
        paper = kept.paper.moved(kept.paper.state, kept.paper.at, held, next_reminder(held.obligation, held.reminded))
        says: dict[str, Json] = {
            "told": [one.told.value for one in reminders],
            "day": max(one.day for one in reminders),
        }
        return await self.told(Kept(paper, held), "reminded", at, says)

    async def _to_change(self, obligation: UUID) -> Paper:
        paper = await self.transaction.papers.to_change(obligation, KIND)
        if paper is None:
            raise PAPER_UNKNOWN.at()
        return paper

    async def told(self, kept: Kept, step: str, at: datetime, says: Mapping[str, Json] | None = None) -> Kept:
        """Keep a version of the paper with its leaf."""
        await self.transaction.papers.keep(kept.paper)
        owed = kept.obligation
        told: dict[str, Json] = {
            **kept.paper.told(),
            "step": step,
            "set": owed.data_set,
            "due": moment.written(owed.due),
            **(says or {}),
        }
        entry = leaf(self.node, EntryKind.PROVISION_OBLIGATION_MOVED, at, self.by, kept.paper.about(), told)
        await self.transaction.journal.append(entry)
        return kept


def kept_in(paper: Paper) -> Kept:
    """Return what a paper of this kind holds."""
    return Kept(paper, msgspec.json.decode(paper.data, type=Held))


def _state_of(owed: Obligation) -> str:
    """Return the state of a duty that nothing settles."""
    if owed.withdrawn_at is not None:
        return WITHDRAWN
    return OPEN if owed.given_at is None else INCOMPLETE


def obligation_number(audience: str, body: str, data_set: str, since: datetime, request: UUID | None) -> UUID:
    """Return the number of an obligation: one for each delivery of a schedule, one for each request."""
    of_what = moment.written(since) if request is None else str(request)
    return uuid5(UUID(int=0), f"obligation/{audience}/{body}/{data_set}/{of_what}")
