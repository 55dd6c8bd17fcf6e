"""Questions as they are kept: sealed papers, found by the body asked and by who asks; each step writes its leaf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.parties import Duty, Side
from almasu.kernel.provision.question import Asking, AskingState, asking_in
from almasu.law.canonical import Json

OF_BODY, OF_ASKER = "body", "asker"
"""The names under which questions are found: by the BIN of the body asked, by the account that asks."""
SYSTEM = "system:provision"
CLOSED = (AskingState.ANSWERED, AskingState.INCOMPLETE, AskingState.REFUSED, AskingState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question with the paper that holds it."""

    paper: Paper
    asking: Asking

    @property
    def state(self) -> AskingState:
        """Return where it stands."""
        return AskingState(self.paper.state)

    def is_late(self, at: datetime) -> bool:
        """Tell whether no answer came within its term: it waits still, or was answered or withdrawn after it."""
        return (self.asking.ended_at or at) > self.asking.question.due


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a question: its name in the journal, who takes it, when, and what else the leaf says."""

    name: str
    by: str
    at: datetime
    says: Mapping[str, Json]


def kept(paper: Paper) -> KeptQuestion:
    """Return the question of a paper."""
    return KeptQuestion(paper, asking_in(paper))


async def question_to_change(transaction: Transaction, number: UUID) -> KeptQuestion:
    """Return a question locked until this transaction ends; Problem `paper.unknown` where there is none."""
    paper = await transaction.papers.to_change(number, PaperKind.PROVISION_QUESTION)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    return kept(paper)


async def question_for(transaction: Transaction, number: UUID, who: Acting, *, lock: bool = False) -> KeptQuestion:
    """Return a question for somebody who may know of it; `paper.unknown` for what is foreign, hidden or missing."""
    papers, kind = transaction.papers, PaperKind.PROVISION_QUESTION
    paper = await (papers.to_change(number, kind) if lock else papers.latest(number, kind))
    if paper is None or not knows_of(kept(paper), who):
        raise PAPER_UNKNOWN.at()
    return kept(paper)


def knows_of(one: KeptQuestion, who: Acting) -> bool:
    """Tell whether somebody may know of a question: the body asked, the officer who asks, the head of the Agency."""
    if who.actor.side is Side.BODY:
        return one.asking.question.body == who.actor.body
    return who.actor.duty is Duty.HEAD_OF_AGENCY or one.asking.question.by == who.actor.account


async def keep_moved(
    node: Node, transaction: Transaction, one: KeptQuestion, state: AskingState, asking: Asking, step: Step
) -> KeptQuestion:
    """Keep a question after a step, with its leaf; one that is closed has no clock any more."""
    due = None if state in CLOSED else asking.question.due
    return kept(await keep(node, transaction, one.paper.moved(state, step.at, asking, due), step))


async def keep(node: Node, transaction: Transaction, paper: Paper, step: Step) -> Paper:
    """Keep a version of a question with the leaf of its step."""
    await transaction.papers.keep(paper)
    says = {**paper.told(), "step": step.name, **step.says}
    told = leaf(node, EntryKind.PROVISION_QUESTION_MOVED, step.at, step.by, paper.about(), says)
    await transaction.journal.append(told)
    return paper
