"""Biometrics as the second factor: an authenticator that verifies its user, bound by a signed act (SIO25-9).

1. The browser makes a credential for a challenge of ours; 2. the person signs, with the EDS, the act that names it;
3. at an entry whose EDS was proved the authenticator answers a fresh challenge. Each challenge answers once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.check_act import waiting_act
from almasu.actions.confirm_password import stop_where_overdue
from almasu.actions.entering import Entered, act_of, consented, entered, leaf
from almasu.actions.forget_authenticators import IN_USE, authenticators_of, forget, kept_in
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.second_factor import SignedIn, finish
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.authenticator import MOST, Authenticator, KeptAuthenticator, challenge_of
from almasu.kernel.parties.problems import BIOMETRICS_NONE, BIOMETRICS_REFUSED, TOO_MANY_AUTHENTICATORS
from almasu.kernel.parties.session import TOKEN_BYTES, Stage, token_from, token_hash
from almasu.kernel.ports import Transaction
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

FACTOR = "biometrics"
CHALLENGE = Text(kk="Биометрияны растау.", ru="Подтверждение биометрией.", en="Confirmation by biometrics.")
BIND = Text(
    kk="Биометриялық құрылғыны есептік жазбама байлаймын: {name}.",
    ru="Привязываю биометрическое устройство к своей учётной записи: {name}.",
    en="I bind a biometric device to my account: {name}.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge for an authenticator: the act it stands for, and the credentials that may answer or exist already."""

    act: PreparedAct
    challenge: bytes
    known: tuple[bytes, ...]
    account: UUID


class Binding(msgspec.Struct, frozen=True):
    """The body of the act by which a person binds an authenticator."""

    authenticator: Authenticator


async def ask_for_new(node: Node, token: str, at: datetime) -> Asked:
    """Return the challenge for a new authenticator of a person at work."""
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        papers = await authenticators_of(transaction, person.account)
        if len(papers) >= MOST:
            raise TOO_MANY_AUTHENTICATORS.at(most=str(MOST))
        return await _asked(node, transaction, person, papers, at)


async def prepare_binding(node: Node, token: str, act: UUID, answer: bytes, at: datetime) -> PreparedAct:
    """Check what the new authenticator answered and return the act that binds it, to be signed with the EDS."""
    prepared, _ = await waiting_act(node, act, token_hash(token), ActPurpose.BIOMETRICS, at)
    made = node.authenticators.made(answer, challenge_of(prepared.data))
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        await transaction.prepared.use_nonce(prepared.nonce, prepared.expires_at)
        if made is not None:
            words = BIND.filled(name=made.id.hex()[:16])
            body = msgspec.to_builtins(Binding(made))
            intent = Intent(ActPurpose.AUTHENTICATOR, person.account.person.iin, body, words)
            return await prepare_act(node, transaction, person.session.token_hash, intent, at)
    raise BIOMETRICS_REFUSED.at()


async def bind(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep an authenticator whose binding the person signed; Problem where there are as many already, or this one."""
    signed = await signed_act(node, token, act, ActPurpose.AUTHENTICATOR, cms, at)
    made = msgspec.convert(said_by(signed.act.data).body, Binding).authenticator
    async with node.store.transaction() as transaction:
        person = await keep_signed(transaction, token, signed, at)
        await transaction.accounts.hold(person.account.person.iin)
        papers = await authenticators_of(transaction, person.account)
        if len(papers) >= MOST:
            raise TOO_MANY_AUTHENTICATORS.at(most=str(MOST))
        if made.id in {kept_in(paper).authenticator.id for paper in papers}:
            raise BIOMETRICS_REFUSED.at()
        said = KeptAuthenticator(person.account.id, made, signed.act.id, at)
        found_by = {"account": str(person.account.id)}
        paper = new_paper(node.new_id(), PaperKind.AUTHENTICATOR, IN_USE, at, said, found_by)
        await transaction.papers.keep(paper)
        key = committed(node.random(SALT_BYTES), "authenticator", made.key)
        says = {**paper.told(), **told_of(node, signed), "model": made.model, "key": key}
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.AUTHENTICATOR_ADDED, at, actor, paper.about(), says))
        return paper


async def remove(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Take one of one's own authenticators out of use."""
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        found = await transaction.papers.to_change(paper, PaperKind.AUTHENTICATOR)
        if found is None or found.state != IN_USE or kept_in(found).account != person.account.id:
            raise PAPER_UNKNOWN.at()
        return await forget(node, transaction, found, act_of(person.account), at)


async def ask_for_biometrics(node: Node, token: str, at: datetime) -> Asked:
    """Return the challenge for the second factor of an entry whose EDS was proved; Problem where none is bound."""
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        papers = await authenticators_of(transaction, person.account)
        if not papers:
            raise BIOMETRICS_NONE.at()
        return await _asked(node, transaction, person, papers, at)


async def has_biometrics(node: Node, token: str, at: datetime) -> bool:
    """Tell whether the person of an entry whose EDS was proved has an authenticator."""
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        return bool(await authenticators_of(transaction, person.account))


async def check_biometrics(node: Node, token: str, act: UUID, answer: bytes, at: datetime) -> SignedIn:
    """Finish signing in by biometrics and change the token; a refused answer is a leaf and uses its challenge up."""
    prepared, _ = await waiting_act(node, act, token_hash(token), ActPurpose.BIOMETRICS, at)
    challenge = challenge_of(prepared.data)
    fresh = token_from(node.random(TOKEN_BYTES))
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        await stop_where_overdue(transaction, person.account, at)
        await transaction.prepared.use_nonce(prepared.nonce, prepared.expires_at)
        if await _proved(node, transaction, person, challenge, answer, at):
            await finish(node, transaction, person, fresh, FACTOR, at)
            return SignedIn(fresh, person.account)
        actor, says = act_of(person.account), {"reason": BIOMETRICS_REFUSED.code}
        await transaction.journal.append(leaf(node, EntryKind.SIGN_IN_REFUSED, at, actor, actor, says))
    raise BIOMETRICS_REFUSED.at()


async def _proved(
    node: Node, transaction: Transaction, person: Entered, challenge: bytes, answer: bytes, at: datetime
) -> bool:
    """Tell whether one of the person's authenticators answered; where its counter grew that is kept, with a leaf."""
    for found in await authenticators_of(transaction, person.account):
        paper = await transaction.papers.to_change(found.id, PaperKind.AUTHENTICATOR)
        if paper is None or paper.state != IN_USE:
            continue
        kept = kept_in(paper)
        counter = node.authenticators.used(answer, challenge, kept.authenticator)
        if counter is None:
            continue
        if counter != kept.authenticator.counter:
            authenticator = msgspec.structs.replace(kept.authenticator, counter=counter)
            after = paper.moved(IN_USE, at, msgspec.structs.replace(kept, authenticator=authenticator, used_at=at))
            await transaction.papers.keep(after)
            actor = act_of(person.account)
            entry = leaf(node, EntryKind.AUTHENTICATOR_USED, at, actor, after.about(), after.told())
            await transaction.journal.append(entry)
        return True
    return False


async def _asked(node: Node, transaction: Transaction, person: Entered, papers: Sequence[Paper], at: datetime) -> Asked:
    intent = Intent(ActPurpose.BIOMETRICS, person.account.person.iin, {}, CHALLENGE)
    act = await prepare_act(node, transaction, person.session.token_hash, intent, at)
    known = tuple(kept_in(paper).authenticator.id for paper in papers)
    return Asked(act, challenge_of(act.data), known, person.account.id)
