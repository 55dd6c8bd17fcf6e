"""Sign an act of office - an application, a decision, an order: what is the same for all of them.

1. `signed_act` verifies the signature; a refused one is a leaf of its own.
2. In the deciding transaction `keep_signed` reads session and account anew, uses the nonce up, keeps the evidence.
The caller decides, keeps what the act says and writes its leaf in that same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.entering import Entered, act_of, at_stage, entered, has_consented, leaf, may_work
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.session import Stage, token_hash
from almasu.kernel.ports import Transaction
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json

APART = frozenset({ActPurpose.RESOLUTION, ActPurpose.RESOLUTION_CUT, ActPurpose.MEASURE})
"""Acts of supervision: what becomes of them is told in the log of supervision alone."""


@dataclass(frozen=True, slots=True)
class SignedAct:
    """An act whose signature was accepted: who signed, what the signed bytes say, and the evidence."""

    person: Entered
    act: PreparedAct
    body: dict[str, object]
    checked: SignatureChecked


async def signed_act(node: Node, token: str, act: UUID, purpose: ActPurpose, cms: bytes, at: datetime) -> SignedAct:
    """Return a signed act of a person who may work; Problem, and a leaf, where the signature is not accepted.

    Problems: `session.ended`, `session.stage`, `account.blocked`, `signature.act_gone`, what verification refuses.
    """
    prepared, session = await waiting_act(node, act, token_hash(token), purpose, at)
    person = _allowed(at_stage(session, Stage.READY), purpose, at)
    said = said_by(prepared.data)
    checked = await node.signatures.check(cms, prepared, node.audience, said.actor, at)
    refusal = refusal_of(checked)
    if refusal is not None:
        says: dict[str, Json] = {"purpose": purpose.value, "reason": refusal.kind.code, "step": checked.code}
        async with node.store.single() as store:
            actor = act_of(person.account)
            writer = store.supervision if purpose in APART else store.journal
            await writer.append(leaf(node, EntryKind.ACT_REFUSED, at, actor, f"act:{act}", says))
        raise refusal
    return SignedAct(person, prepared, said.body, checked)


async def keep_signed(
    transaction: Transaction, token: str, signed: SignedAct, at: datetime, material: UUID | None = None
) -> Entered:
    """Use the act up and keep its evidence; return the person as they stand inside this transaction.

    `material` is that which the evidence goes with, where the act holds received content.

    Problems: `session.ended`, `account.blocked`, `workplace.lapsed`; `signature.replayed` when the transaction is
    committed.
    """
    act = signed.act
    person = _allowed(await entered(transaction, token, at), act.purpose, at)
    await transaction.prepared.use_nonce(act.nonce, act.expires_at)
    await transaction.acts.keep(act.id, person.account.id, act.purpose, at, signed.checked.evidence, material)
    return person


def _allowed(person: Entered, purpose: ActPurpose, at: datetime) -> Entered:
    """Return the person where they may work, or sign the very card that lets them work again."""
    return has_consented(person) if purpose is ActPurpose.WORKPLACE else may_work(person, at)


def told_of(node: Node, signed: SignedAct) -> dict[str, Json]:
    """Return what the leaf says of the signed act: its number and a commitment to the kept evidence."""
    salt = node.random(SALT_BYTES)
    return {"act": str(signed.act.id), "evidence": committed(salt, "evidence", signed.checked.evidence.data)}
