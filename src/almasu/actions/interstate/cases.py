"""Requests between states as they are kept: sealed papers that only people of the two bodies find (CIS-8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.actions.queue_notices import queue
from almasu.kernel.interstate.case import Case, Side, number_at
from almasu.kernel.interstate.problems import FULL
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json

OF_BODY = "body"
"""The name under which a request is found: by the id of the body of this node."""
LARGEST = 8 * 1024 * 1024
"""Bytes of a request with everything that was told of it: a partner could make it grow without an end."""
SYSTEM = "system:interstate"


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A request with the paper that holds it."""

    paper: Paper
    case: Case


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a request: its name in the journal, who takes it, when, and what else the leaf says."""

    name: str
    by: str
    at: datetime
    says: Mapping[str, Json] = field(default_factory=dict)


def own_body(case: Case) -> str:
    """Return the body of this node's side of a request."""
    return case.asked.requesting if case.side is Side.ASKING else case.asked.requested


async def keep_new(node: Node, transaction: Transaction, case: Case, step: Step) -> KeptCase:
    """Keep a request for the first time, with its leaf; Problem `paper.changed` where its number is taken."""
    number, keys = number_at(case.side, case.asked), {OF_BODY: own_body(case)}
    paper = new_paper(number, PaperKind.CIS_CASE, case.state.value, step.at, case, keys, case.due_at)
    return await _kept(node, transaction, paper, case, step)


async def keep_moved(node: Node, transaction: Transaction, known: KeptCase, case: Case, step: Step) -> KeptCase:
    """Keep a request after a step, with its leaf; Problem `cis.full` for one that is too large."""
    paper = known.paper.moved(case.state.value, step.at, case, case.due_at)
    if len(paper.data) > LARGEST:
        raise FULL.at()
    return await _kept(node, transaction, paper, case, step)


async def case_of(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptCase:
    """Return a request of one's own body; `paper.unknown` for what is foreign, hidden or missing alike (CIS-8.4)."""

    def is_own(paper: Paper) -> bool:
        return own_body(read(paper).case) == who.body.id

    return read(await own_paper(transaction, number, PaperKind.CIS_CASE, is_own, lock=lock))


async def case_to_change(transaction: Transaction, number: UUID) -> KeptCase | None:
    """Return a request that another node told something of, locked; None where there is none."""
    paper = await transaction.papers.to_change(number, PaperKind.CIS_CASE)
    return None if paper is None else read(paper)


def read(paper: Paper) -> KeptCase:
    """Return the request of a paper."""
    return KeptCase(paper, msgspec.json.decode(paper.data, type=Case))


async def _kept(node: Node, transaction: Transaction, paper: Paper, case: Case, step: Step) -> KeptCase:
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {**paper.told(), "step": step.name, **step.says}
    entry = leaf(node, EntryKind.CIS_CASE_MOVED, step.at, step.by, paper.about(), says)
    await transaction.journal.append(entry)
    if step.by.startswith("peer:"):
        await queue(node, transaction, {own_body(case)}, paper.id, "", step.at)
    return KeptCase(paper, case)
