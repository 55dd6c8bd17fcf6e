"""Sign in, first factor: a challenge is signed with the EDS, and the signature names the person (SIO25-9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.entering import act_of, leaf, living
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.problems import ACCOUNT_BLOCKED, NOT_REGISTERED, SESSION_STAGE, SIGN_IN_BUSY
from almasu.kernel.parties.session import CHALLENGES_A_MINUTE, TOKEN_BYTES, Session, Stage, token_from, token_hash
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import LIFE, PreparedAct
from almasu.law.problem import Fault, Problem
from almasu.law.text import Text

HUMAN = Text(
    kk="Алмасу жүйесіне кіру. Бұл қолтаңба тек кіруге жарайды.",
    ru="Вход в систему обмена. Эта подпись годится только для входа.",
    en="Entry to the exchange. This signature serves for entry only.",
)
ENTRY = Intent(ActPurpose.LOGIN, "", {}, HUMAN)


@dataclass(frozen=True, slots=True)
class Begun:
    """A session in which nothing is proved yet, and the challenge that waits for its signature."""

    token: str
    challenge: PreparedAct


async def begin_sign_in(node: Node, at: datetime) -> Begun:
    """Open a session and prepare its challenge. The challenge names no person: the signature will.

    Problem `session.busy` where more was begun within a minute than the node lets anybody begin.
    """
    token = token_from(node.random(TOKEN_BYTES))
    session = Session(token_hash(token), None, Stage.PROVING, "", at, at, None)
    async with node.store.transaction() as transaction:
        await transaction.sessions.start(session)
        challenge = await _challenge(node, transaction, session, at)
    return Begun(token, challenge)


async def renew_challenge(node: Node, token: str, at: datetime) -> PreparedAct:
    """Return a fresh challenge for a session in which nothing is proved yet; Problem `session.busy` as above."""
    async with node.store.transaction() as transaction:
        session = await living(transaction, token, at)
        if session.stage is not Stage.PROVING:
            raise SESSION_STAGE.at()
        return await _challenge(node, transaction, session, at)


async def _challenge(node: Node, transaction: Transaction, session: Session, at: datetime) -> PreparedAct:
    since = at - timedelta(minutes=1) + LIFE
    begun = await transaction.prepared.challenges_given(ENTRY.purpose, since, CHALLENGES_A_MINUTE)
    if begun >= CHALLENGES_A_MINUTE:
        raise SIGN_IN_BUSY.at()
    challenge = await prepare_act(node, transaction, session.token_hash, ENTRY, at)
    about = f"act:{challenge.id}"
    await transaction.journal.append(leaf(node, EntryKind.SIGN_IN_CHALLENGED, at, "system:portal", about))
    return challenge


async def prove_identity(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Account:
    """Check the signed challenge and give the session its account; the second factor is still to come.

    Problems: the signature is not accepted, its owner has no account, the account is blocked. Each refusal is a leaf
    and uses the challenge up, so that there are never more refusals than challenges.
    """
    prepared, _ = await waiting_act(node, act, token_hash(token), ActPurpose.LOGIN, at)
    checked = await node.signatures.check(cms, prepared, node.audience, None, at)
    async with node.store.transaction() as transaction:
        session = await living(transaction, token, at)
        account = await _account_of(transaction, checked.signer_iin)
        refusal = _refusal(session, account, checked)
        await transaction.prepared.use_nonce(prepared.nonce, prepared.expires_at)
        if refusal is None and account is not None:
            if not await transaction.sessions.prove(session.token_hash, account.id, checked.evidence, at):
                raise SESSION_STAGE.at()
            return account
        says = {"reason": "" if refusal is None else refusal.kind.code, "step": checked.code}
        actor = "unknown" if account is None else act_of(account)
        await transaction.journal.append(leaf(node, EntryKind.SIGN_IN_REFUSED, at, actor, f"act:{act}", says))
    raise refusal or NOT_REGISTERED.at()


async def _account_of(transaction: Transaction, iin: str) -> Account | None:
    """Return the account of a signer, or None; Fault where the one found under the IIN is another person's."""
    account = await transaction.accounts.with_iin(iin)
    if account is not None and account.person.iin != iin:
        raise Fault(f"the account {account.id} was found under an IIN that is not its own")
    return account


def _refusal(session: Session, account: Account | None, checked: SignatureChecked) -> Problem | None:
    """Return why this person may not come in, or None."""
    if (unaccepted := refusal_of(checked)) is not None:
        return unaccepted
    if session.stage is not Stage.PROVING:
        return SESSION_STAGE.at()
    if account is None or account.state is AccountState.DELETED:
        return NOT_REGISTERED.at()
    if account.state is AccountState.BLOCKED:
        return ACCOUNT_BLOCKED.at()
    return None
