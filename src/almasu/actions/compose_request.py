"""Compose a request: "may I?" before anything is signed, then the act to be signed (SIO25-2, SIO25-3.1, SIO25-12.1).

A refusal, and a form that cannot be read, are leaves of the journal as much as a permission is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from almasu.actions.entering import act_of, consented, leaf
from almasu.actions.known import known_of
from almasu.actions.node import Node
from almasu.actions.owning.keep_quota import beyond_quota
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.put_to_law import decision_on, refusals_of
from almasu.kernel.grounds.decision import Decision, decision_record
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.requests.draft import Draft, Form, draft_body, in_plain_words, read_form
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import ProblemGroup


@dataclass(frozen=True, slots=True)
class Composed:
    """A request as the law sees it, and the act to sign where it is allowed."""

    draft: Draft
    decision: Decision
    act: PreparedAct | None


async def may_i(node: Node, token: str, form: Form, at: datetime) -> Composed:
    """Judge a request before signing; ProblemGroup where the form cannot be read."""
    return await _compose(node, token, form, at, prepare=False)


async def prepare_request(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act of an allowed request; ProblemGroup with clauses and remedies where it is not allowed."""
    composed = await _compose(node, token, form, at, prepare=True)
    if composed.act is None:
        raise refusals_of(composed.decision)
    if (beyond := await beyond_quota(node, composed.draft.resources, at)) is not None:
        raise beyond
    return composed.act


async def _compose(node: Node, token: str, form: Form, at: datetime, *, prepare: bool) -> Composed:
    unreadable: ProblemGroup | None = None
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        actor = act_of(person.account)
        try:
            draft = read_form(form)
        except ProblemGroup as group:
            says: dict[str, Json] = {"problems": [problem.kind.code for problem in group.problems]}
            await transaction.journal.append(leaf(node, EntryKind.REQUEST_REFUSED, at, actor, actor, says))
            unreadable = group
        else:
            known = await known_of(transaction, person, draft, at)
            draft = replace(draft, ties=known.ties)
            decision = decision_on(node, person, draft, at, known=known)
            act = None
            if decision.allowed and prepare:
                iin, body = person.account.person.iin, draft_body(draft)
                intent = Intent(ActPurpose.REQUEST, iin, body, in_plain_words(draft))
                act = await prepare_act(node, transaction, person.session.token_hash, intent, at)
            if act is None:
                kind = EntryKind.MAY_I_ASKED if not prepare else EntryKind.REQUEST_REFUSED
                says = {"decision": decision_record(decision), "resources": list(draft.resources)}
                await transaction.journal.append(leaf(node, kind, at, actor, actor, says))
            return Composed(draft, decision, act)
    raise unreadable
