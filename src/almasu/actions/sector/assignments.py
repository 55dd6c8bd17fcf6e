"""Requests at their addressees in the store: an addressee's own part, the parts of all, each kept with its leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.own_part import own_part, own_part_to_change
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.assignment import Assignment
from almasu.kernel.sector.kept import OF_DOCUMENT, found_by, part_number
from almasu.kernel.sector.parties import Actor
from almasu.kernel.sector.question import MOST_ADDRESSEES
from almasu.law.canonical import Json

NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})


def assignment_in(paper: Paper) -> Assignment:
    """Return the addressee's part that a paper holds."""
    return msgspec.json.decode(paper.data, type=Assignment)


def first_part(part: Assignment) -> Paper:
    """Return the paper of a part that has just come about."""
    keys = found_by(part.organisation, **{OF_DOCUMENT: str(part.request)})
    number = part_number(part.request, part.organisation)
    return new_paper(number, PaperKind.SECTOR_ASSIGNMENT, part.state, part.received_at, part, keys, part.due_at)


def moved_part(paper: Paper, part: Assignment) -> Paper:
    """Return the next version of a part; it keeps its place among those that came: when it was received."""
    return paper.moved(part.state, paper.at, part, part.due_at)


async def keep_part(
    node: Node,
    transaction: Transaction,
    paper: Paper,
    by: str,
    step: str,
    at: datetime,
    more: Mapping[str, Json] = NOTHING_MORE,
) -> Assignment:
    """Keep an addressee's part after a step and tell the journal; `more` is what else the leaf says of the step."""
    await transaction.papers.keep(paper)
    part = assignment_in(paper)
    says = {**paper.told(), "step": step, "document": str(part.request), **more}
    await transaction.journal.append(leaf(node, EntryKind.SECTOR_ASSIGNMENT_MOVED, at, by, paper.about(), says))
    return part


async def part_of(transaction: Transaction, request: UUID, who: Actor) -> Paper:
    """Return the part that somebody's organisation has of a request; Problem `paper.unknown` where it has none."""
    return await own_part(transaction, request, who, PaperKind.SECTOR_ASSIGNMENT)


async def part_to_change(transaction: Transaction, request: UUID, who: Actor) -> Paper:
    """Return the same, locked until this transaction ends."""
    return await own_part_to_change(transaction, request, who, PaperKind.SECTOR_ASSIGNMENT)


async def parts_of(transaction: Transaction, request: UUID) -> Sequence[Assignment]:
    """Return the parts of all addressees of a request, by organisation; the authorised body first."""
    found = await transaction.papers.found(
        PaperKind.SECTOR_ASSIGNMENT, OF_DOCUMENT, str(request), None, MOST_ADDRESSEES
    )
    return sorted(map(assignment_in, found), key=lambda one: one.organisation)
