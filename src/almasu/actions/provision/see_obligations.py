"""What each side sees of what is owed: the list, one obligation with its reminders; and noting that it came (FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision import acts
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.obligations import (
    KIND,
    NOT_GIVEN,
    OF_BODY,
    STATES,
    Kept,
    KeptObligations,
    kept_in,
)
from almasu.actions.provision.questions import KeptQuestion, kept, knows_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_acts import NOTE_GIVEN, SEE_OBLIGATIONS
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.obligations import LACKS_NAMES, Standing
from almasu.kernel.provision.problems_of_act import VALUE_UNREADABLE

AT_ONCE = 50
MOST_OPEN = 2_000
MOST_PRESSING = 20


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as it stands at the moment it is looked at."""

    kept: Kept
    standing: Standing
    act: ActContent | None = None
    """The act that it rests on, where one obligation is looked at by itself."""
    asked: KeptQuestion | None = None
    """The question that it answers, for those who may know of it."""

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be given."""
        return self.kept.paper.state in NOT_GIVEN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many obligations stand how, of those that are not given whole; `pressing` are late, incomplete or due soon.

    The most overdue of these stand first.
    """

    due_soon: int
    late: int
    incomplete: int
    open: int
    pressing: tuple[Owed, ...] = ()


async def obligations(
    node: Node, token: str, older: str, most: int, at: datetime, *, only_open: bool = False
) -> Page[Owed]:
    """Return what somebody's side owes or is owed, the last begun first; only what is not given whole where asked."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_OBLIGATIONS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_OBLIGATIONS, str(only_open))
        states = NOT_GIVEN if only_open else STATES
        page = pages.cut(await _papers(transaction, who, states, pages.place(older), most + 1), most, of_paper)
        return Page([_owed(kept_in(paper), at) for paper in page.items], page.after)


async def tally(node: Node, token: str, at: datetime) -> Tally:
    """Return how many obligations of somebody's side stand how."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_OBLIGATIONS, at)
        papers = await _papers(transaction, who, NOT_GIVEN, None, MOST_OPEN)
        owed = [_owed(kept_in(paper), at) for paper in papers]
        found = [one.standing for one in owed]
        pressing = sorted(
            (one for one in owed if one.standing is not Standing.OPEN), key=lambda one: one.kept.obligation.due
        )
        return Tally(
            found.count(Standing.DUE_SOON),
            found.count(Standing.LATE),
            found.count(Standing.INCOMPLETE),
            found.count(Standing.OPEN),
            tuple(pressing[:MOST_PRESSING]),
        )


async def obligation(node: Node, token: str, number: UUID, at: datetime) -> Owed:
    """Return one obligation for somebody of its sides; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_OBLIGATIONS, at)
        found = _owed(_of_theirs(await transaction.papers.latest(number, KIND), who), at)
        under = await transaction.papers.latest(found.kept.held.act, PaperKind.PROVISION_ACT)
        act = None if under is None else acts.kept_in(under).version.read()
        return replace(found, act=act, asked=await _asked(transaction, found, who))


async def note_given(node: Node, token: str, number: UUID, lacks: Sequence[str], at: datetime) -> Owed:
    """Note that something was received outside the system's own ways, and what it lacks, in permanent words.

    Problems: `paper.unknown`, `provision.act.value` for another word.
    """
    if not LACKS_NAMES.keys() >= set(lacks):
        raise VALUE_UNREADABLE.at("lacks")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, NOTE_GIVEN, at)
        await KeptObligations(node, transaction, who.said).give(number, at, lacks)
        return _owed(_of_theirs(await transaction.papers.latest(number, KIND), who), at)


async def _papers(
    transaction: Transaction, who: Acting, states: Sequence[str], place: Place | None, most: int
) -> Sequence[Paper]:
    if who.of_agency:
        return await transaction.papers.in_states(KIND, states, place, most)
    return await transaction.papers.found(KIND, OF_BODY, who.actor.body, place, most, states)


def _of_theirs(paper: Paper | None, who: Acting) -> Kept:
    if paper is None:
        raise PAPER_UNKNOWN.at()
    found = kept_in(paper)
    if not who.of_agency and found.obligation.body != who.actor.body:
        raise PAPER_UNKNOWN.at()
    return found


async def _asked(transaction: Transaction, one: Owed, who: Acting) -> KeptQuestion | None:
    request = one.kept.obligation.request
    paper = None if request is None else await transaction.papers.latest(request, PaperKind.PROVISION_QUESTION)
    if paper is None:
        return None
    question = kept(paper)
    return question if knows_of(question, who) else None


def _owed(one: Kept, at: datetime) -> Owed:
    return Owed(one, one.obligation.standing(at))
