"""Bodies that give data, their people and their objects, read inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from almasu.actions.node import Node
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.body import OF_BODY, Body, BodyState, Described, body_number
from almasu.kernel.provision.conditions import Kept, Statement
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_bodies import NO_SUCH_BODY
from almasu.law.moment import in_astana

MOST_BODIES = 500
MOST_SOURCES = 500
MOST_STATEMENTS = 1_000
STATED, WITHDRAWN = "stated", "withdrawn"
OF_SIDE = "side"
"""The name under which statements are found by the side that made them."""


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement with the paper that holds it."""

    paper: Paper
    statement: Statement


async def body_of(node: Node, transaction: Transaction, bin_of: str) -> Body:
    """Return a registered body; Problem `provision.body.none`."""
    paper = await transaction.papers.latest(body_number(node.audience, bin_of), PaperKind.PROVISION_BODY)
    if paper is None:
        raise NO_SUCH_BODY.at("body")
    return msgspec.json.decode(paper.data, type=Body)


async def bodies_of(transaction: Transaction) -> Sequence[Body]:
    """Return every registered body in the order of the names."""
    papers = await transaction.papers.in_states(
        PaperKind.PROVISION_BODY, [BodyState.REGISTERED.value], None, MOST_BODIES
    )
    return sorted((msgspec.json.decode(one.data, type=Body) for one in papers), key=lambda one: one.name_ru)


async def sources_of(transaction: Transaction, bin_of: str) -> Sequence[Described]:
    """Return the objects that a body described, in the order of their codes."""
    papers = await transaction.papers.found(PaperKind.PROVISION_SOURCE, OF_BODY, bin_of, None, MOST_SOURCES)
    return sorted((msgspec.json.decode(one.data, type=Described) for one in papers), key=lambda one: one.source.code)


async def statements_of(transaction: Transaction, participant: str) -> Sequence[KeptStatement]:
    """Return every statement of a participant (BIN), the latest first, withdrawn ones too."""
    papers = await transaction.papers.found(PaperKind.PROVISION_STATEMENT, OF_BODY, participant, None, MOST_STATEMENTS)
    return _read(papers)


async def statements_of_agency(transaction: Transaction) -> Sequence[KeptStatement]:
    """Return every statement of the Agency, the latest first, withdrawn ones too."""
    agency = Side.AGENCY.value
    papers = await transaction.papers.found(PaperKind.PROVISION_STATEMENT, OF_SIDE, agency, None, MOST_STATEMENTS)
    return _read(papers)


async def unkept_now(transaction: Transaction, body: str, at: datetime) -> frozenset[Kept]:
    """Return the acts of which the body or the Agency made statements and none holds now (FMA-4.1).

    Who stated nothing apart from the joint act is judged by what the act itself names.
    """
    day = in_astana(at).date()
    sides = (await statements_of(transaction, body), await statements_of_agency(transaction))
    return frozenset(
        kept
        for side in sides
        for kept in {one.statement.kept for one in side}
        if not any(one.statement.kept is kept and one.statement.holds(day) for one in side)
    )


def _read(papers: Sequence[Paper]) -> Sequence[KeptStatement]:
    kept = [KeptStatement(one, msgspec.json.decode(one.data, type=Statement)) for one in papers]
    return sorted(kept, key=lambda one: (one.statement.as_of, one.statement.kept), reverse=True)
