"""Submit a request: the signature is verified, the law decides, and all of it is kept in one transaction (SIO25-12.1).

1. The act must still wait for this session's signature, and the signature must be valid over exactly its bytes.
2. The rules judge the signed request with the account as it stands now.
3. Permitted: nonce, request, a row per register, who asks them and the journal leaf are written by one statement, which
   looks once more whether session and account may act. Refused: the refusal is a leaf of its own, with every verdict.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.countersign import use_countersignature
from almasu.actions.entering import Entered, act_of, at_stage, leaf, may_work
from almasu.actions.known import Known, known_again, needs_records
from almasu.actions.node import Node
from almasu.actions.owning.keep_quota import beyond_quota
from almasu.actions.put_to_law import asked_of, refusals_of
from almasu.kernel.grounds.asked import Asked, GivenSignature
from almasu.kernel.grounds.decision import Decision, decision_record
from almasu.kernel.grounds.judgement import judgement_of
from almasu.kernel.journal.entry import EntryKind, commitment, entry_bytes
from almasu.kernel.materials.problems import TASK_CLOSED
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import SESSION_ENDED
from almasu.kernel.parties.session import Stage, token_hash
from almasu.kernel.requests.draft import Draft, draft_from
from almasu.kernel.requests.port import Acceptance, Accepting
from almasu.kernel.requests.problems import MATERIAL_DESTROYED
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json, canonical_bytes

LEASE = timedelta(seconds=12)
"""How long the accepting process has the registers for itself before a worker may take the request over."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted request and its officer; this process asks its registers."""

    request: Request
    account: Account


@dataclass(frozen=True, slots=True)
class Submitted:
    """A signed request as it came in: who sent it, the act, what it asks, what verification and the law say of it."""

    person: Entered
    act: PreparedAct
    draft: Draft
    checked: SignatureChecked
    asked: Asked
    decision: Decision


async def submit_request(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Accepted:
    """Accept a signed request and return it, before any register has answered.

    Problems: the act is gone, the signature is not accepted or was used, the session ended, the task was closed or its
    material destroyed, a register's quota is used up. ProblemGroup: the law does not allow it.
    """
    prepared, session = await waiting_act(node, act, token_hash(token), ActPurpose.REQUEST, at)
    person = may_work(at_stage(session, Stage.READY), at)
    said = said_by(prepared.data)
    checked = await node.signatures.check(cms, prepared, node.audience, said.actor, at)
    draft = draft_from(said.body)
    asked = asked_of(node, person, draft, at, _signature(checked), await _known(node, person, draft, at))
    decision = node.law.decide(asked)
    refusal = refusal_of(checked) or (None if decision.allowed else refusals_of(decision))
    refusal = refusal or await beyond_quota(node, draft.resources, at)
    if refusal is None:
        return await _accept(node, Submitted(person, prepared, draft, checked, asked, decision), at)
    says = {"decision": decision_record(decision), "resources": list(draft.resources), "step": checked.code}
    actor = act_of(person.account)
    async with node.store.transaction() as transaction:
        await transaction.journal.append(leaf(node, EntryKind.REQUEST_REFUSED, at, actor, f"act:{act}", says))
    raise refusal


async def _known(node: Node, person: Entered, draft: Draft, at: datetime) -> Known:
    """Return what our records say of a draft; a plain request needs none, and no connection is taken for it."""
    if not needs_records(draft):
        return Known(ties=draft.ties)
    async with node.store.single() as store:
        return await known_again(store, person, draft, at)


async def _accept(node: Node, sent: Submitted, at: datetime) -> Accepted:
    draft, account = sent.draft, sent.person.account
    salt = node.random(SALT_BYTES)
    edition = node.law.edition_at(at)
    says = {
        "account_version": account.version,
        "body": account.body_bin,
        "edition": edition,
        "ground": draft.ground,
        "purpose": draft.purpose,
        "resources": list(draft.resources),
        "decision": decision_record(sent.decision),
        **_commitments(salt, sent),
    }
    if draft.detail_of is not None:
        says["detail_of"] = str(draft.detail_of)
    if draft.countersigned is not None:
        says["countersigned"] = str(draft.countersigned)
        await use_countersignature(node, sent.person, draft.countersigned, at)
    about = f"request:{sent.act.id}"
    entry = entry_bytes(leaf(node, EntryKind.REQUEST_ACCEPTED, at, act_of(account), about, says))
    request = Request(
        id=sent.act.id,
        account=account.id,
        material=node.store.material_of(account.body_bin, draft.task),
        accepted_at=at,
        edition=edition,
        draft=draft,
        digest=hashlib.sha256(sent.act.data).digest(),
        salt=salt,
        leaf=commitment(entry),
        rows=tuple(_row(node, number, at) for number in draft.resources),
        judgement=judgement_of(sent.asked, sent.decision),
    )
    until = at + LEASE
    acceptance = Acceptance(request, sent.act, sent.checked.evidence, entry, account, node.process, until)
    match await node.store.together.accept(acceptance):
        case Accepting.KEPT:
            return Accepted(request, account)
        case Accepting.SESSION_ENDED:
            raise SESSION_ENDED.at()
        case Accepting.MATERIAL_DESTROYED:
            raise MATERIAL_DESTROYED.at("task")
        case Accepting.TASK_CLOSED:
            raise TASK_CLOSED.at("task")


def _row(node: Node, resource: int, at: datetime) -> QuestionRow:
    return QuestionRow(node.new_id(), resource, QuestionState.WAITING, 0, at, None, 0, "", None, None)


def _signature(checked: SignatureChecked) -> GivenSignature:
    return GivenSignature(checked.signer_iin, checked.outcome, checked.protected_carrier)


def _commitments(salt: bytes, sent: Submitted) -> dict[str, Json]:
    """Return what binds the leaf to the sealed record without revealing it: each opened by the request's salt."""
    draft, checked = sent.draft, sent.checked
    subject = canonical_bytes({"kind": draft.key.kind.value, "value": draft.key.value})
    return {
        "act": committed(salt, "act", sent.act.data),
        "subject": committed(salt, "subject", subject),
        "task": committed(salt, "task", draft.task.encode()),
        "justification": committed(salt, "justification", draft.justification.encode()),
        "evidence": committed(salt, "evidence", checked.evidence.data),
        "certificate": checked.certificate.hex(),
    }
