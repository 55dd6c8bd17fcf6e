"""Record a letter that says a way is impossible, or take it back (FMA-3, FMA-3.2 to FMA-3.5).

Nobody is moved by a proof: a step is an act of its own. What is taken back opens the better way at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.ladders import KeptLadders, Moved
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_ways import PROVE_IMPOSSIBLE
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.impossibility import Paper, Proof, ProofKind, must_prove
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.parties import DUTY_OF_ROLE, SIDES, Duty
from almasu.kernel.provision.problems import NO_LADDER, NO_SUCH_PROOF, NOT_THEIR_DUTY
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import astana
from almasu.law.text import Text
from almasu.law.typed import Typed

Told = TypeVar("Told")


class OfLadder(Protocol):
    """What is told about a set of a body."""

    @property
    def body(self) -> str:
        """The body's BIN."""
        ...

    @property
    def data_set(self) -> str:
        """The code of the set."""
        ...


class Letter(Typed, frozen=True, kw_only=True):
    """A letter as it is told: whose set, which way it says is impossible and why, its last day, and the paper itself.

    `paper` is its number, `dated` its day, `sha256` the digest of its file in hexadecimal.
    """

    body: str
    data_set: str
    way: Way
    why: str
    until: date
    paper: str
    dated: date
    sha256: str


class Back(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which proof of which set is taken back."""

    body: str
    data_set: str
    proof: UUID


async def prepare_letter(node: Node, token: str, letter: Letter, at: datetime) -> PreparedAct:
    """Build the act that records a letter; Problems name what the proof lacks."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, PROVE_IMPOSSIBLE, at)
        await seen(node, transaction, who, letter.body, letter.data_set)
        must_prove(_proof(letter, node.new_id(), who, at), who.actor, None, at, law_of(node).longest)
        name = WAY_NAMES[letter.way]
        human = Text(
            kk=f"«{letter.data_set}» жиыны бойынша мына тәсілдің мүмкін еместігі туралы хатты тіркеймін: {name.kk}.",
            ru=f"Записываю письмо о невозможности способа по набору «{letter.data_set}»: {name.ru}.",
            en=f"I record a letter that a way is impossible for the set “{letter.data_set}”: {name.en}.",
        )
        meant = Meant(ActPurpose.PROVISION_PROOF, about_ladder(node, letter), human)
        return await prepared_by(node, transaction, who, meant, at)


async def record_letter(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Ladder:
    """Record the letter that was signed; return the ladder, whose way it does not change."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_PROOF, cms, at)
    letter = said_about(signed.body, Letter)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, PROVE_IMPOSSIBLE, at)
        await seen(node, transaction, who, letter.body, letter.data_set)
        ladders = KeptLadders(node, transaction)
        paper, ladder = await ladders.to_change(letter.body, letter.data_set, at)
        proof = _proof(letter, node.new_id(), who, at)
        after = ways.proved(ladder, proof, who.actor, at, law_of(node).longest)
        says = {"proof": str(proof.id), "against": letter.way.value, "kind": proof.kind.value, **told_of(node, signed)}
        return await ladders.change(paper, after, Moved("proved", at, who.said, says))


async def prepare_back(node: Node, token: str, back: Back, at: datetime) -> PreparedAct:
    """Build the act that takes a proof back."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, PROVE_IMPOSSIBLE, at)
        ladder = await seen(node, transaction, who, back.body, back.data_set)
        proof = _standing(ladder, back.proof, at)
        await _must_be_theirs(transaction, proof, who)
        name = WAY_NAMES[proof.way]
        human = Text(
            kk=f"«{back.data_set}» жиыны бойынша дәлелді қайтарып аламын, бұл тәсіл қайта ашылады: {name.kk}.",
            ru=f"Отзываю доказательство по набору «{back.data_set}», способ снова открыт: {name.ru}.",
            en=f"I take back the proof for the set “{back.data_set}”; the way is open again: {name.en}.",
        )
        meant = Meant(ActPurpose.PROVISION_PROOF_BACK, about_ladder(node, back), human)
        return await prepared_by(node, transaction, who, meant, at)


async def take_back(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Ladder:
    """Take a proof back: the ladder climbs where that opens a better way."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_PROOF_BACK, cms, at)
    back = said_about(signed.body, Back)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, PROVE_IMPOSSIBLE, at)
        await seen(node, transaction, who, back.body, back.data_set)
        ladders = KeptLadders(node, transaction)
        paper, ladder = await ladders.to_change(back.body, back.data_set, at)
        await _must_be_theirs(transaction, _standing(ladder, back.proof, at), who)
        after = ways.withdrawn(ladder, back.proof, at)
        says = {"proof": str(back.proof), **told_of(node, signed)}
        return await ladders.change(paper, after, Moved("proof_back", at, who.said, says))


async def seen(node: Node, transaction: Transaction, who: Acting, body: str, data_set: str) -> Ladder:
    """Return a ladder for somebody who sees it; Problem `provision.ladder.none` for what is foreign or missing."""
    if not who.of_agency and body != who.actor.body:
        raise NO_LADDER.at("data_set")
    return await KeptLadders(node, transaction).one(body, data_set)


def about_ladder(node: Node, told: OfLadder) -> dict[str, Json]:
    """Return what an act about a ladder says: what was told, and the number of the page it is signed on."""
    said: dict[str, Json] = msgspec.to_builtins(told)
    return {**said, "ladder": str(ladder_number(node.audience, told.body, told.data_set))}


def said_about(body: Mapping[str, object], shape: type[Told]) -> Told:
    """Return what was told, read back from what an act says."""
    return msgspec.convert({name: value for name, value in body.items() if name != "ladder"}, shape)


def end_of(day: date) -> datetime:
    """Return the last moment of a day in Astana."""
    return datetime.combine(day + timedelta(days=1), time(), astana()) - timedelta(microseconds=1)


def _proof(letter: Letter, number: UUID, who: Acting, at: datetime) -> Proof:
    return Proof(
        id=number,
        way=letter.way,
        kind=ProofKind.LETTER,
        why=letter.why.strip(),
        by=who.actor.account,
        at=at,
        until=end_of(letter.until),
        paper=Paper(letter.paper, letter.dated.isoformat(), letter.sha256),
    )


def _standing(ladder: Ladder, proof: UUID, at: datetime) -> Proof:
    found = next((one for one in ladder.proofs if one.id == proof and one.stands(at)), None)
    if found is None:
        raise NO_SUCH_PROOF.at("proof")
    return found


async def _must_be_theirs(transaction: Transaction, proof: Proof, who: Acting) -> None:
    """Make sure that a proof is somebody's to take back: of the own side a letter, of either head a decision.

    What the system measured nobody takes back: it ends by itself, or when the way works.
    """
    match proof.kind:
        case ProofKind.MEASURED_FAILURE:
            raise NOT_THEIR_DUTY.at()
        case ProofKind.DECISION:
            if who.actor.duty not in (Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY):
                raise NOT_THEIR_DUTY.at()
        case ProofKind.LETTER:
            author: Account | None = await transaction.accounts.with_id(proof.by)
            if author is None or SIDES[DUTY_OF_ROLE[author.role]] is not who.actor.side:
                raise NOT_THEIR_DUTY.at()
