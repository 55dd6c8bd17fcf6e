"""Sign the consent at first entry: without it there is no search (SIO25-10.1, SIO25-10.2, SIO25-11)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.check_act import refusal_of, waiting_act
from almasu.actions.entering import Entered, act_of, entered, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.kernel.annexes.consent import headed
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.session import token_hash
from almasu.kernel.sealing.seal import committed
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json


async def prepare_consent(node: Node, token: str, at: datetime) -> PreparedAct:
    """Build the act of consent to the terms in force."""
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at)
        body = {"version": node.law.consent_version}
        signer = person.account.person
        words = headed(node.law.consent_words, signer.full_name(), signer.position, at)
        intent = Intent(ActPurpose.CONSENT, signer.iin, body, words)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def sign_consent(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Entered:
    """Keep the signed consent and its date; the account is active from now on."""
    prepared, _ = await waiting_act(node, act, token_hash(token), ActPurpose.CONSENT, at)
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at)
    iin = person.account.person.iin
    checked = await node.signatures.check(cms, prepared, node.audience, iin, at)
    refusal = refusal_of(checked)
    if refusal is not None:
        actor, says = act_of(person.account), {"reason": refusal.kind.code, "step": checked.code}
        async with node.store.single() as store:
            await store.journal.append(leaf(node, EntryKind.CONSENT_REFUSED, at, actor, f"act:{act}", says))
        raise refusal
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at)
        await transaction.prepared.use_nonce(prepared.nonce, prepared.expires_at)
        await transaction.acts.keep(prepared.id, person.account.id, prepared.purpose, at, checked.evidence)
        version = node.law.consent_version
        account = await transaction.accounts.sign_consent(person.account.id, version, at, checked.evidence)
        evidence = committed(node.random(32), "evidence", checked.evidence.data)
        signed: dict[str, Json] = {"version": version, "evidence": evidence, **version_of(account)}
        actor = act_of(account)
        await transaction.journal.append(leaf(node, EntryKind.CONSENT_SIGNED, at, actor, actor, signed))
        return await entered(transaction, token, at)


async def sign_out(node: Node, token: str, at: datetime) -> None:
    """End the session at once; harmless where it has ended already."""
    async with node.store.transaction() as transaction:
        session = await transaction.sessions.one(token_hash(token))
        if session is None or session.ended_at is not None:
            return
        await transaction.sessions.end(session.token_hash, at)
        actor = "unknown" if session.account is None else act_of(session.account)
        await transaction.journal.append(leaf(node, EntryKind.SIGNED_OUT, at, actor, actor))
