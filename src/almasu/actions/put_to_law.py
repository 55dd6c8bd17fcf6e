"""Put a draft to the law: gather the facts a decision rests on, and decide (SIO25-2, SIO25-3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import Entered
from almasu.actions.known import NOTHING_KNOWN, Known
from almasu.actions.node import Node
from almasu.kernel.grounds.asked import Asked, AskedSubject, Asker, Chosen, Depth, Factor, GivenSignature, Step
from almasu.kernel.grounds.decision import Decision
from almasu.kernel.requests.bundle import Bundle, alike
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.problems import NOT_ALLOWED
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.resources import Resource
from almasu.law.problem import Problem, ProblemGroup, ProblemKind
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce


@dataclass(frozen=True, slots=True)
class Beside:
    """What a draft's act says of others: how many subjects it names, and whether this one's reason repeats one."""

    among: int = 1
    alike: bool = False


ALONE = Beside()


def beside_in(bundle: Bundle, place: int) -> Beside:
    """Return what the act of a bundle says beside the draft at a place, from 0 on."""
    return Beside(len(bundle), alike(bundle, place))


def decision_on(
    node: Node,
    person: Entered,
    draft: Draft,
    at: datetime,
    signature: GivenSignature | None = None,
    known: Known = NOTHING_KNOWN,
    beside: Beside = ALONE,
) -> Decision:
    """Return every rule's verdict: before signing where `signature` is None, on the signed request otherwise."""
    return node.law.decide(asked_of(node, person, draft, at, signature, known, beside))


def asked_of(
    node: Node,
    person: Entered,
    draft: Draft,
    at: datetime,
    signature: GivenSignature | None = None,
    known: Known = NOTHING_KNOWN,
    beside: Beside = ALONE,
) -> Asked:
    """Return the facts that the rules judge: the draft, the person and session as they stand, the signature if any."""
    account = person.account
    factors = {Factor.EDS, Factor(person.session.factor)} if person.session.factor else {Factor.EDS}
    return Asked(
        at=at,
        step=Step.ASKING if signature is None else Step.SENDING,
        asker=Asker(
            account_id=account.id,
            iin=account.person.iin,
            role=account.role,
            state=account.state,
            consent_signed_at=account.consent_signed_at,
            factors=frozenset(factors),
        ),
        ground=draft.ground,
        purpose=draft.purpose,
        justification=draft.justification,
        task=draft.task,
        subjects=(AskedSubject(draft.key, draft.justification if beside.among > 1 else "", beside.alike),),
        chosen=tuple(_chosen(node, number, draft, known) for number in draft.resources),
        signature=signature,
        ties=known.ties,
        countersigned=known.countersigned,
        downtime=known.downtime,
        among=beside.among,
    )


def depth_of(resource: Resource | None, draft: Draft) -> Depth:
    """Return how much a draft asks of a register: at first, of the most sensitive, only whether they hold anything."""
    return Depth.HIT if resource is not None and resource.hit_first and draft.detail_of is None else Depth.DETAIL


def hits_of(request: Request, resources: Mapping[int, Resource]) -> dict[int, int]:
    """Return how many records each register holds that was asked only whether it holds any."""
    return {
        row.resource: row.records
        for row in request.rows
        if row.state is QuestionState.ANSWERED
        and row.records
        and depth_of(resources.get(row.resource), request.draft) is Depth.HIT
    }


def refusals_of(decision: Decision) -> ProblemGroup:
    """Return a refused decision as problems, one per finding, each with its own reason, remedy and clauses."""
    return ProblemGroup(tuple(_problem(finding) for finding in decision.refusals))


def refusals_of_all(decisions: Sequence[Decision]) -> ProblemGroup:
    """Return the refusals of every subject; of several, each names its subject by its place, as `subjects/2/<rule>`."""
    if len(decisions) == 1:
        return refusals_of(decisions[0])
    return ProblemGroup(
        tuple(
            Problem(one.kind, one.title, one.remedy, f"subjects/{place}/{one.where}")
            for place, decision in enumerate(decisions, start=1)
            for one in refusals_of(decision).problems
        )
    )


def _chosen(node: Node, number: int, draft: Draft, known: Known) -> Chosen:
    resource = node.resources.get(number)
    reason = dict(draft.notes).get(number, "")
    return Chosen(number, resource, depth_of(resource, draft), number in known.hits, reason)


def _problem(finding: Finding) -> Problem:
    """Return one finding as a problem that cites the finding's own clauses."""
    match finding.verdict:
        case Broken(because=because, remedy=remedy):
            return _told(finding, because, remedy)
        case CannotTell(missing=missing):
            return _told(finding, missing, missing)
        case Met() | NotInForce() | NotApplicable():
            return _told(finding, finding.says, finding.says)


def _told(finding: Finding, because: Text, remedy: Text) -> Problem:
    kind = ProblemKind(NOT_ALLOWED.code, NOT_ALLOWED.status, NOT_ALLOWED.title, NOT_ALLOWED.remedy, finding.cites)
    title = Text(
        kk=kind.title.kk.format(because=because.kk),
        ru=kind.title.ru.format(because=because.ru),
        en=kind.title.en.format(because=because.en),
    )
    return Problem(kind, title, remedy, finding.rule_id)
