"""Come with an EDS alone: an applicant without an account, a head who signs off, somebody who was blocked (SIO25-5).

A visit opens applications and nothing else of the exchange. A person who signed in acts under the session as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.entering import act_of, at_stage, leaf, living
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_in import Begun
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import ACCOUNT_BLOCKED, NOBODY_PROVED, SESSION_STAGE, SIGN_IN_BUSY
from almasu.kernel.parties.session import CHALLENGES_A_MINUTE, TOKEN_BYTES, Session, Stage, token_from, token_hash
from almasu.kernel.parties.visitor import Visitor
from almasu.kernel.ports import Transaction
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import LIFE, PreparedAct
from almasu.kernel.signatures.problems import OTHER_BODY
from almasu.law.canonical import Json
from almasu.law.text import Text

HUMAN = Text(
    kk="Өтінім беруге немесе растауға келу. Бұл қолтаңба жүйеге кіргізбейді.",
    ru="Приход для подачи или заверения заявки. Эта подпись не даёт входа в систему.",
    en="Coming to apply or to sign off an application. This signature does not let anybody into the exchange.",
)
COMING = Intent(ActPurpose.VISIT, "", {}, HUMAN)
VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever signs an application: in a visit, or signed in. `account` is None in a visit."""

    session: Session
    visitor: Visitor
    account: Account | None

    @property
    def actor(self) -> str:
        """Return how the journal names them: a visitor by no number, since none is theirs yet."""
        return VISITOR if self.account is None else act_of(self.account)

    @property
    def principal(self) -> str:
        """Return whose lists they read: their account's, or a visitor's by the IIN that the EDS proved."""
        return f"{VISITOR}:{self.visitor.iin}" if self.account is None else act_of(self.account)


@dataclass(frozen=True, slots=True)
class Came:
    """Who proved the EDS, and the token under which the visit goes on."""

    token: str
    visitor: Visitor


@dataclass(frozen=True, slots=True)
class SignedHere:
    """An act whose signature was accepted; `actor` is how the journal names its signer."""

    actor: str
    act: PreparedAct
    checked: SignatureChecked


async def begin_visit(node: Node, at: datetime) -> Begun:
    """Open a session in which nothing is proved, with the challenge of a visit; Problem `session.busy`."""
    token = token_from(node.random(TOKEN_BYTES))
    session = Session(token_hash(token), None, Stage.PROVING, "", at, at, None)
    async with node.store.transaction() as transaction:
        await _make_sure_of_room(transaction, at)
        await transaction.sessions.start(session)
        return Begun(token, await _challenge(node, transaction, session, at))


async def renew_visit(node: Node, token: str, at: datetime) -> PreparedAct | None:
    """Return a fresh challenge for a session in which nothing is proved yet; None where a visitor is proved in it.

    Problems: `session.ended`, `session.stage` where somebody is signing in or signed in, `session.busy`.
    """
    async with node.store.transaction() as transaction:
        session = await living(transaction, token, at)
        if session.stage is not Stage.PROVING:
            raise SESSION_STAGE.at()
        if await transaction.visits.visitor(session.token_hash) is not None:
            return None
        await _make_sure_of_room(transaction, at)
        return await _challenge(node, transaction, session, at)


async def _make_sure_of_room(transaction: Transaction, at: datetime) -> None:
    since = at - timedelta(minutes=1) + LIFE
    given = await transaction.prepared.challenges_given(ActPurpose.VISIT, since, CHALLENGES_A_MINUTE)
    if given >= CHALLENGES_A_MINUTE:
        raise SIGN_IN_BUSY.at()


async def _challenge(node: Node, transaction: Transaction, session: Session, at: datetime) -> PreparedAct:
    challenge = await prepare_act(node, transaction, session.token_hash, COMING, at)
    about = f"act:{challenge.id}"
    await transaction.journal.append(leaf(node, EntryKind.SIGN_IN_CHALLENGED, at, "system:portal", about))
    return challenge


async def prove_visit(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Came:
    """Check the signed challenge and keep who came; a refusal is a leaf and uses the challenge up.

    The visit goes on under a new token: whoever put theirs into the browser before has one of nobody's.
    """
    prepared, _ = await waiting_act(node, act, token_hash(token), ActPurpose.VISIT, at)
    checked = await node.signatures.check(cms, prepared, node.audience, None, at)
    refusal = refusal_of(checked)
    if refusal is None and not checked.signer_iin:
        refusal = NOBODY_PROVED.at()
    came = Came(token_from(node.random(TOKEN_BYTES)), Visitor(checked.signer_iin, checked.signer))
    async with node.store.transaction() as transaction:
        session = await living(transaction, token, at)
        if session.stage is not Stage.PROVING:
            raise SESSION_STAGE.at()
        await transaction.prepared.use_nonce(prepared.nonce, prepared.expires_at)
        if refusal is None:
            if not await transaction.sessions.renew(session.token_hash, token_hash(came.token), at):
                raise SESSION_STAGE.at()
            await transaction.visits.keep(token_hash(came.token), came.visitor, at)
            await transaction.acts.keep(prepared.id, None, prepared.purpose, at, checked.evidence)
            entry = leaf(node, EntryKind.VISIT_PROVED, at, VISITOR, f"act:{act}", _evidence(node, checked))
        else:
            says: dict[str, Json] = {"reason": refusal.kind.code, "step": checked.code}
            entry = leaf(node, EntryKind.SIGN_IN_REFUSED, at, "unknown", f"act:{act}", says)
        await transaction.journal.append(entry)
    if refusal is not None:
        raise refusal
    return came


async def signer_of(transaction: Transaction, token: str, at: datetime) -> Signer:
    """Return who acts: the visitor of a session or the person signed in; Problem `session.nobody` where nobody is."""
    session = await living(transaction, token, at)
    if session.account is not None:
        account = at_stage(session, Stage.READY).account
        return Signer(session, Visitor(account.person.iin, account.person.full_name()), account)
    visitor = await transaction.visits.visitor(session.token_hash)
    if visitor is None:
        raise NOBODY_PROVED.at()
    return Signer(session, visitor, None)


async def as_head(transaction: Transaction, token: str, at: datetime) -> Signer:
    """Return who acts as a head; Problem `account.blocked` where their own account is shut.

    A head needs no account. One who was dismissed, or whose EDS was lost, approves nothing of others (SIO25-8): in a
    visit the session tells of no account, so it is looked for.
    """
    signer = await signer_of(transaction, token, at)
    await make_sure_head_is_not_shut(transaction, signer)
    return signer


async def make_sure_head_is_not_shut(transaction: Transaction, signer: Signer) -> None:
    """Problem `account.blocked` where whoever came has an account and it is shut."""
    known = signer.account or await transaction.accounts.with_iin(signer.visitor.iin)
    if known is not None and known.state.shut:
        raise ACCOUNT_BLOCKED.at()


async def who_is_here(node: Node, token: str, at: datetime) -> Signer:
    """Return who acts in a session, for a page that fills in what is known of them."""
    async with node.store.single() as store:
        return await signer_of(store, token, at)


async def signed_here(node: Node, token: str, act: UUID, purpose: ActPurpose, cms: bytes, at: datetime) -> SignedHere:
    """Return an act signed by the very person of the session; Problem, and a leaf, where the signature is refused."""
    prepared, _ = await waiting_act(node, act, token_hash(token), purpose, at)
    async with node.store.single() as store:
        signer = await signer_of(store, token, at)
    checked = await node.signatures.check(cms, prepared, node.audience, signer.visitor.iin, at)
    refusal = refusal_of(checked)
    if refusal is not None:
        says: dict[str, Json] = {"purpose": purpose.value, "reason": refusal.kind.code, "step": checked.code}
        async with node.store.single() as store:
            await store.journal.append(leaf(node, EntryKind.ACT_REFUSED, at, signer.actor, f"act:{act}", says))
        raise refusal
    return SignedHere(signer.actor, prepared, checked)


async def make_sure_head_is_of(node: Node, signed: SignedHere, body_bin: str, at: datetime) -> None:
    """Problem `signature.other_body`, and a leaf, where a head's certificate does not name the body they sign for.

    Whoever writes an application or an order names its head; that the head belongs to the body only the authority can
    tell, and it does so in the certificate (SIO22-A4.12, SIO25-21.1).
    """
    if body_bin and signed.checked.signer_bin == body_bin:
        return
    refusal, act = OTHER_BODY.at(body=body_bin), signed.act
    says: dict[str, Json] = {"purpose": act.purpose.value, "reason": refusal.kind.code}
    async with node.store.single() as store:
        await store.journal.append(leaf(node, EntryKind.ACT_REFUSED, at, signed.actor, f"act:{act.id}", says))
    raise refusal


async def keep_here(transaction: Transaction, token: str, signed: SignedHere, at: datetime) -> Signer:
    """Use the act up and keep its evidence; return the signer as they stand inside this transaction."""
    signer = await signer_of(transaction, token, at)
    act = signed.act
    await transaction.prepared.use_nonce(act.nonce, act.expires_at)
    account = None if signer.account is None else signer.account.id
    await transaction.acts.keep(act.id, account, act.purpose, at, signed.checked.evidence)
    return signer


def told_here(node: Node, signed: SignedHere) -> dict[str, Json]:
    """Return what the leaf says of the signed act: its number and a commitment to the kept evidence."""
    return {"act": str(signed.act.id), **_evidence(node, signed.checked)}


def _evidence(node: Node, checked: SignatureChecked) -> dict[str, Json]:
    return {"evidence": committed(node.random(SALT_BYTES), "evidence", checked.evidence.data)}
