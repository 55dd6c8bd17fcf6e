"""Submit a request: the signature is verified, the law decides, and all of it is kept in one transaction (SIO25-12.1).

1. The act must still wait for this session's signature, and the signature must be valid over exactly its bytes.
2. The rules judge the signed request with the account as it stands now.
3. Permitted: nonce, request, a row per register, who asks them and the journal leaf are written by one statement, which
   looks once more whether session and account may act. Refused: the refusal is a leaf of its own, with every verdict.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.countersign import use_countersignature
from almasu.actions.entering import Entered, act_of, at_stage, leaf, may_work
from almasu.actions.known import Known, known_again, needs_records
from almasu.actions.node import Node
from almasu.actions.operating.announce_works import downtime_known
from almasu.actions.owning.keep_quota import beyond_quota
from almasu.actions.put_to_law import asked_of, beside_in, refusals_of_all
from almasu.kernel.grounds.asked import Asked, GivenSignature
from almasu.kernel.grounds.decision import Decision, decision_record
from almasu.kernel.grounds.judgement import judgement_of
from almasu.kernel.journal.entry import EntryKind, commitment, entry_bytes
from almasu.kernel.materials.problems import TASK_CLOSED
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import SESSION_ENDED
from almasu.kernel.parties.session import Session, Stage, token_hash
from almasu.kernel.requests.bundle import Bundle, bundle_from
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.port import Acceptance, Accepting
from almasu.kernel.requests.problems import MATERIAL_DESTROYED
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.problem import Problem, ProblemGroup

LEASE = timedelta(seconds=12)
"""How long the accepting process has the registers for itself before a worker may take the request over."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted request and its officer; this process asks its registers.

    `beside` are the requests about the further subjects of the same act; `session` waits for the answers, None where
    nobody does.
    """

    request: Request
    account: Account
    beside: tuple[Request, ...] = ()
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """A signed request as it came in: who sent it, the act, what it asks, what verification and the law say of it.

    A draft, facts and a decision for each subject that the act names.
    """

    person: Entered
    act: PreparedAct
    bundle: Bundle
    checked: SignatureChecked
    asked: tuple[Asked, ...]
    decisions: tuple[Decision, ...]


async def submit_request(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Accepted:
    """Accept a signed request and return it, before any register has answered.

    Problems: the act is gone, the signature is not accepted or was used, the session ended, the task was closed or its
    material destroyed, a register's quota is used up. ProblemGroup: the law does not allow it.
    """
    prepared, session = await waiting_act(node, act, token_hash(token), ActPurpose.REQUEST, at)
    person = may_work(at_stage(session, Stage.READY), at)
    said = said_by(prepared.data)
    checked = await node.signatures.check(cms, prepared, node.audience, said.actor, at)
    bundle = bundle_from(said.body)
    asked = tuple([await _asked(node, person, bundle, place, checked, at) for place in range(len(bundle))])
    decisions = tuple(node.law.decide(one) for one in asked)
    refusal = refusal_of(checked) or (None if all(one.allowed for one in decisions) else refusals_of_all(decisions))
    refusal = refusal or await beyond_quota(node, [number for one in bundle for number in one.resources], at)
    sent = Submitted(person, prepared, bundle, checked, asked, decisions)
    if refusal is None:
        return await _accept(node, sent, at)
    await _refused(node, sent, refusal, at)
    raise refusal


async def _asked(
    node: Node, person: Entered, bundle: Bundle, place: int, checked: SignatureChecked, at: datetime
) -> Asked:
    """Return the facts of the subject at a place of a signed act."""
    draft = bundle[place]
    known = replace(await _known(node, person, draft, at), downtime=await downtime_known(node, at))
    return asked_of(node, person, draft, at, _signature(checked), known, beside_in(bundle, place))


async def _refused(node: Node, sent: Submitted, refusal: Problem | ProblemGroup, at: datetime) -> None:
    """Write the leaf of a refusal, of several subjects one for each; it names a problem that is no verdict."""
    problems: list[Json] = [refusal.kind.code] if isinstance(refusal, Problem) else []
    actor, about = act_of(sent.person.account), f"act:{sent.act.id}"
    async with node.store.transaction() as transaction:
        for place, (draft, decision) in enumerate(zip(sent.bundle, sent.decisions, strict=True)):
            says = {"decision": decision_record(decision), "resources": list(draft.resources)}
            says |= {"step": sent.checked.code, "problems": problems, **_place(sent, place)}
            await transaction.journal.append(leaf(node, EntryKind.REQUEST_REFUSED, at, actor, about, says))


async def _known(node: Node, person: Entered, draft: Draft, at: datetime) -> Known:
    """Return what our records say of a draft; a plain request needs none, and no connection is taken for it."""
    if not needs_records(draft):
        return Known(ties=draft.ties)
    async with node.store.single() as store:
        return await known_again(store, person, draft, at)


async def _accept(node: Node, sent: Submitted, at: datetime) -> Accepted:
    """Keep the requests of all subjects, or none of them."""
    account = sent.person.account
    for draft in sent.bundle:
        if draft.countersigned is not None:
            await use_countersignature(node, sent.person, draft.countersigned, at)
    numbers = (sent.act.id, *(node.new_id() for _ in sent.bundle[1:]))
    (first, entry), *others = [await _request(node, sent, numbers, place, at) for place in range(len(numbers))]
    beside, until = tuple(others), at + LEASE
    evidence, process = sent.checked.evidence, node.process
    acceptance = Acceptance(first, sent.act, evidence, entry, account, process, until, beside)
    match await node.store.together.accept(acceptance):
        case Accepting.KEPT:
            return Accepted(first, account, tuple(request for request, _ in beside), sent.person.session)
        case Accepting.SESSION_ENDED:
            raise SESSION_ENDED.at()
        case Accepting.MATERIAL_DESTROYED:
            await _as_kept(node, first)
            raise MATERIAL_DESTROYED.at("task")
        case Accepting.TASK_CLOSED:
            await _as_kept(node, first)
            raise TASK_CLOSED.at("task")


async def _as_kept(node: Node, request: Request) -> None:
    """Make sure that the task was closed by its signed report: Fault where somebody wrote so to the database.

    Accepting is one statement that neighbours share and no transaction is around it, so there is no connection of this
    act to read on. Between both nothing can change for the better: a task that was closed never opens again.
    """
    async with node.store.single() as store:
        await store.materials.one(request.material)


async def _request(
    node: Node, sent: Submitted, numbers: tuple[UUID, ...], place: int, at: datetime
) -> tuple[Request, bytes]:
    """Return the request about the subject at a place, and its journal entry."""
    draft, decision, account = sent.bundle[place], sent.decisions[place], sent.person.account
    salt = node.random(SALT_BYTES)
    edition = node.law.edition_at(at)
    says = {
        "account_version": account.version,
        "body": account.body_bin,
        "edition": edition,
        "ground": draft.ground,
        "purpose": draft.purpose,
        "resources": list(draft.resources),
        "decision": decision_record(decision),
        **_commitments(salt, sent, draft),
        **_place(sent, place),
    }
    if draft.detail_of is not None:
        says["detail_of"] = str(draft.detail_of)
    if draft.countersigned is not None:
        says["countersigned"] = str(draft.countersigned)
    about = f"request:{numbers[place]}"
    entry = entry_bytes(leaf(node, EntryKind.REQUEST_ACCEPTED, at, act_of(account), about, says))
    request = Request(
        id=numbers[place],
        account=account.id,
        material=await node.store.material_of(account.body_bin, draft.task),
        accepted_at=at,
        edition=edition,
        draft=draft,
        digest=hashlib.sha256(sent.act.data).digest(),
        salt=salt,
        leaf=commitment(entry),
        rows=tuple(_row(node, number, at) for number in draft.resources),
        judgement=judgement_of(sent.asked[place], decision),
        together=numbers if len(numbers) > 1 else (),
    )
    return request, entry


def _place(sent: Submitted, place: int) -> dict[str, Json]:
    """Return what a leaf says of one of several subjects: the act, its place in it from 1 on, how many there are."""
    if len(sent.bundle) == 1:
        return {}
    return {"bundle": str(sent.act.id), "place": place + 1, "among": len(sent.bundle)}


def _row(node: Node, resource: int, at: datetime) -> QuestionRow:
    return QuestionRow(node.new_id(), resource, QuestionState.WAITING, 0, at, None, 0, "", None, None)


def _signature(checked: SignatureChecked) -> GivenSignature:
    return GivenSignature(checked.signer_iin, checked.outcome, checked.protected_carrier)


def _commitments(salt: bytes, sent: Submitted, draft: Draft) -> dict[str, Json]:
    """Return what binds the leaf to the sealed record without revealing it: each opened by the request's salt."""
    checked = sent.checked
    subject = canonical_bytes({"kind": draft.key.kind.value, "value": draft.key.value})
    return {
        "act": committed(salt, "act", sent.act.data),
        "subject": committed(salt, "subject", subject),
        "task": committed(salt, "task", draft.task.encode()),
        "justification": committed(salt, "justification", draft.justification.encode()),
        "evidence": committed(salt, "evidence", checked.evidence.data),
        "certificate": checked.certificate.hex(),
    }
