"""Put what is about to happen in the sector to the law: a broken rule refuses it, every verdict goes into its leaf.

Terms refuse nothing: what is late is done all the same, and the leaf says that it was late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from almasu.actions.node import Node
from almasu.actions.sector.acting import connected, law_of
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.grounds.judged_act import Dated
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.assignment import Assignment, AssignmentState
from almasu.kernel.sector.document import Document
from almasu.kernel.sector.facts import Timed
from almasu.kernel.sector.kept import Held
from almasu.kernel.sector.law import Act, SectorLaw
from almasu.kernel.sector.parties import Actor
from almasu.kernel.sector.problems import RULE_BROKEN
from almasu.kernel.sector.receipt import Receipt
from almasu.kernel.sector.told_to_law import (
    clock_of_alert,
    clock_of_correction,
    clocks_of_request,
    deciding_of,
    sending_of,
    taking_of,
)
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup, ProblemKind
from almasu.law.rule import Finding
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce


def permitted(node: Node, act: Act, facts: Dated) -> tuple[Finding, ...]:
    """Return the verdicts of an act that no rule stands against; ProblemGroup of those that do, each with its rule."""
    found = law_of(node).judged(act, facts)
    if problems := tuple(problem for one in found if (problem := _problem(one)) is not None):
        raise ProblemGroup(problems)
    return found


def timed(node: Node, facts: Timed) -> tuple[Finding, ...]:
    """Return whether a term was kept; nothing is refused for being late."""
    return law_of(node).judged(Act.TIMED, facts)


def told(findings: Iterable[Finding]) -> dict[str, Json]:
    """Return verdicts as a leaf tells them: a word for each rule that spoke."""
    return {"verdicts": {one.rule_id: verdict_word(one.verdict) for one in findings}}


async def judged_sending(
    node: Node, transaction: Transaction, before: Held, sent: Document, at: datetime
) -> dict[str, Json]:
    """Judge a document on its way out, and the term of its correction where it was returned, for its leaf."""
    bound, in_work = await _beside(transaction, before, sent)
    facts = sending_of(law_of(node).catalogue, sent, bound=bound, in_work=in_work, at=at)
    return told((*permitted(node, Act.SENT, facts), *timed(node, clock_of_correction(before.document, at))))


async def verdicts_on(
    law: SectorLaw, transaction: Transaction, held: Held, own: tuple[Receipt | None, Assignment | None], who: Actor
) -> tuple[Finding, ...]:
    """Return what the law says of a document to whoever sees it, as it was sent or as it would be sent now.

    Its own organisation and the centre see how its sending was judged, everybody the decisions of their organisation.
    """
    document, (receipt, asked) = held.document, own
    acts: list[tuple[Act, Dated | None]] = []
    if document.organisation == who.organisation or who.is_centre:
        bound, in_work = await _beside(transaction, held, document)
        seen = document.seen_by_others
        at = document.written_at if seen is None or document.edition != seen.edition else seen.at
        facts = sending_of(law.catalogue, document, bound=bound, in_work=in_work, at=at)
        acts.append((Act.SENT, facts))
    if receipt is not None and (decision := deciding_of(receipt)) is not None:
        acts += [(Act.DECIDED, decision), (Act.TIMED, clock_of_alert(receipt, decision.at))]
    if asked is not None and (taking := taking_of(asked)) is not None:
        acts.append((Act.TAKEN, taking))
        acts += [(Act.TIMED, one) for one in clocks_of_request(asked, asked.answered_at or taking.at)]
    return tuple(one for act, facts in acts if facts is not None for one in law.judged(act, facts))


async def _beside(transaction: Transaction, held: Held, document: Document) -> tuple[bool, bool]:
    """Return whether clause 12 binds the organisation of a document, and whether what it answers is in work."""
    profile = (await connected(transaction)).get(document.organisation)
    if held.answers is None:
        return profile is None or profile.kind.sends_signals, False
    paper = await transaction.papers.latest(held.answers, PaperKind.SECTOR_ASSIGNMENT)
    state = None if paper is None else msgspec.json.decode(paper.data, type=Assignment).state
    return True, state in (AssignmentState.IN_WORK, AssignmentState.ANSWERED)


def _problem(finding: Finding) -> Problem | None:
    """Return what stands in the way as a Problem that cites the clauses of its rule; None where nothing does."""
    kind = ProblemKind(RULE_BROKEN.code, RULE_BROKEN.status, RULE_BROKEN.title, RULE_BROKEN.remedy, finding.cites)
    match finding.verdict:
        case Broken(because=because, remedy=remedy):
            return Problem(kind, because, remedy, finding.rule_id)
        case CannotTell(missing=missing):
            return Problem(kind, missing, finding.says, finding.rule_id)
        case Met() | NotInForce() | NotApplicable():
            return None
