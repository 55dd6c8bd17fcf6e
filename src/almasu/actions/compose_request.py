"""Compose a request: "may I?" before anything is signed, then the act to be signed (SIO25-2, SIO25-3.1, SIO25-12.1).

A refusal, and a form that cannot be read, are leaves of the journal as much as a permission is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.known import known_of
from almasu.actions.near_by_answers import near_by_answers
from almasu.actions.node import Node
from almasu.actions.owning.keep_quota import beyond_quota
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.put_to_law import beside_in, decision_on, refusals_of_all
from almasu.kernel.grounds.decision import Decision, decision_record
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.bundle import Bundle, bundle_body, bundle_words, read_bundle
from almasu.kernel.requests.draft import Form
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup


@dataclass(frozen=True, slots=True)
class Composed:
    """A request as the law sees it, a decision for each subject, and the act to sign where all of it is allowed."""

    bundle: Bundle
    decisions: tuple[Decision, ...]
    act: PreparedAct | None

    @property
    def decision(self) -> Decision:
        """Return the decision on the first subject, which most requests name alone."""
        return self.decisions[0]

    @property
    def allowed(self) -> bool:
        """Tell whether every subject may be asked about."""
        return all(decision.allowed for decision in self.decisions)


async def may_i(node: Node, token: str, form: Form, at: datetime) -> Composed:
    """Judge a request before signing; ProblemGroup where the form cannot be read."""
    return await _compose(node, token, form, at, prepare=False)


async def prepare_request(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act of an allowed request; ProblemGroup with clauses and remedies where it is not allowed."""
    composed = await _compose(node, token, form, at, prepare=True)
    if composed.act is None:
        raise refusals_of_all(composed.decisions)
    asked = [number for draft in composed.bundle for number in draft.resources]
    if (beyond := await beyond_quota(node, asked, at)) is not None:
        await _refused_beyond(node, token, beyond, asked, at)
        raise beyond
    return composed.act


async def _refused_beyond(node: Node, token: str, beyond: Problem, asked: Sequence[int], at: datetime) -> None:
    """Write the leaf of a refusal for a quota that is used up."""
    async with node.store.transaction() as transaction:
        actor = act_of((await consented(transaction, token, at)).account)
        says: dict[str, Json] = {"problems": [beyond.kind.code], "resources": sorted(set(asked))}
        await transaction.journal.append(leaf(node, EntryKind.REQUEST_REFUSED, at, actor, actor, says))


async def _compose(node: Node, token: str, form: Form, at: datetime, *, prepare: bool) -> Composed:
    unreadable: ProblemGroup | None = None
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        actor = act_of(person.account)
        try:
            bundle = read_bundle(form, node.resources)
            node.offered.check(bundle, node.resources)
        except ProblemGroup as group:
            says: dict[str, Json] = {"problems": [problem.kind.code for problem in group.problems]}
            await transaction.journal.append(leaf(node, EntryKind.REQUEST_REFUSED, at, actor, actor, says))
            unreadable = group
        else:
            composed = await _judged(node, transaction, person, bundle, at)
            if composed.allowed and prepare:
                return await _prepared(node, transaction, person, composed, at)
            kind = EntryKind.MAY_I_ASKED if not prepare else EntryKind.REQUEST_REFUSED
            for place, (draft, decision) in enumerate(zip(composed.bundle, composed.decisions, strict=True), start=1):
                says = {"decision": decision_record(decision), "resources": list(draft.resources)}
                if len(bundle) > 1:
                    says |= {"place": place, "among": len(bundle)}
                await transaction.journal.append(leaf(node, kind, at, actor, actor, says))
            return composed
    raise unreadable


async def _judged(node: Node, transaction: Transaction, person: Entered, bundle: Bundle, at: datetime) -> Composed:
    """Return the drafts with the ties that our records tell, and the decision on each by itself."""
    material = node.store.material_named(person.account.body_bin, bundle[0].task)
    near = await near_by_answers(transaction, person.account.id, material)
    known = [await known_of(transaction, person, draft, at, near) for draft in bundle]
    tied = tuple(replace(draft, ties=one.ties) for draft, one in zip(bundle, known, strict=True))
    decisions = tuple(
        decision_on(node, person, draft, at, known=one, beside=beside_in(tied, place))
        for place, (draft, one) in enumerate(zip(tied, known, strict=True))
    )
    return Composed(tied, decisions, None)


async def _prepared(
    node: Node, transaction: Transaction, person: Entered, composed: Composed, at: datetime
) -> Composed:
    iin, body = person.account.person.iin, bundle_body(composed.bundle)
    intent = Intent(ActPurpose.REQUEST, iin, body, bundle_words(composed.bundle))
    return replace(composed, act=await prepare_act(node, transaction, person.session.token_hash, intent, at))
