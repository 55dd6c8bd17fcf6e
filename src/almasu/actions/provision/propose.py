"""Propose what needs a hand of both sides, and give the other hand: joint decisions and steps (FMA-3, FMA-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, actor_of, law_of, prepared_by, signing
from almasu.actions.provision.ladders import KeptLadders, Moved
from almasu.actions.provision.prove import about_ladder, end_of, said_about, seen
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers import paper as papers
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.provision_ways import DECIDE_TOGETHER, STEP_TOGETHER
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.impossibility import Paper
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.parties import Actor, Side
from almasu.kernel.provision.problems import NOT_THEIR_DUTY, PROPOSAL_CLOSED
from almasu.kernel.provision.proposal import Matter, Proposal, ProposalState, decision, must_second, proposed
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text
from almasu.law.typed import Typed

KIND = PaperKind.PROVISION_PROPOSAL
MOST = 200
OF_LADDER = "ladder"
MATTERS = {
    Matter.DECISION: Text("тәсіл мүмкін емес", "способ невозможен", "the way is impossible"),
    Matter.STEP: Text("осы тәсілге көшу", "переход на способ", "step to the way"),
}


@dataclass(frozen=True, slots=True)
class Hands:
    """Who may give a hand to a matter, and the purposes of the first and of the other hand."""

    power: Power
    first: ActPurpose
    other: ActPurpose


HANDS = {
    Matter.DECISION: Hands(DECIDE_TOGETHER, ActPurpose.PROVISION_DECISION, ActPurpose.PROVISION_DECISION_HAND),
    Matter.STEP: Hands(STEP_TOGETHER, ActPurpose.PROVISION_STEP, ActPurpose.PROVISION_STEP_HAND),
}


class ToPropose(Typed, frozen=True, kw_only=True):
    """What is proposed; `why`, `until` and the paper belong to a decision only."""

    body: str
    data_set: str
    way: Way
    why: str = ""
    until: date | None = None
    paper: str = ""
    dated: date | None = None
    sha256: str = ""


class ToSecond(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which proposal is signed by the other side; the act also names its digest and what it says."""

    proposal: UUID


async def prepare_proposal(matter: Matter, node: Node, token: str, asked: ToPropose, at: datetime) -> PreparedAct:
    """Build the act that proposes; Problems as of the proof or the step itself, which nothing else may lack."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, HANDS[matter].power, at)
        proposal = await _possible(node, transaction, matter, asked, who, at)
        meant = Meant(HANDS[matter].first, about_ladder(node, asked), _words(proposal, PROPOSES))
        return await prepared_by(node, transaction, who, meant, at)


async def propose(matter: Matter, node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> UUID:
    """Keep the proposal that was signed, and return its number; nothing is changed by it."""
    signed = await signed_act(node, token, act, HANDS[matter].first, cms, at)
    asked = said_about(signed.body, ToPropose)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, HANDS[matter].power, at)
        proposal = await _possible(node, transaction, matter, asked, who, at)
        keys = {OF_LADDER: f"{proposal.body}/{proposal.data_set}"}
        paper = new_paper(node.new_id(), KIND, ProposalState.OPEN, at, proposal, keys)
        await _keep(node, transaction, paper, proposal, who, told_of(node, signed))
        return paper.id


async def prepare_hand(matter: Matter, node: Node, token: str, asked: ToSecond, at: datetime) -> PreparedAct:
    """Build the act by which the other side signs what is proposed, word for word."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, HANDS[matter].power, at)
        _, proposal = await _open(transaction, matter, asked.proposal, who, at)
        must_second(proposal, who.actor)
        body: dict[str, Json] = {
            "proposal": str(asked.proposal),
            "digest": proposal.sha256,
            "body": proposal.body,
            "data_set": proposal.data_set,
            "way": proposal.way.value,
            "why": proposal.why,
        }
        meant = Meant(HANDS[matter].other, body, _words(proposal, AGREES))
        return await prepared_by(node, transaction, who, meant, at)


async def give_hand(matter: Matter, node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Ladder:
    """Give the other hand: the decision stands as a proof from now on, or the ladder takes the step."""
    signed = await signed_act(node, token, act, HANDS[matter].other, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, HANDS[matter].power, at)
        paper, proposal = await _open(transaction, matter, UUID(str(signed.body["proposal"])), who, at)
        must_second(proposal, who.actor)
        if proposal.sha256 != signed.body["digest"]:
            raise PROPOSAL_CLOSED.at()
        told: dict[str, Json] = {"proposal": str(paper.id), **told_of(node, signed)}
        ladder = await _carried_out(node, transaction, proposal, who, at, told)
        done = paper.moved(ProposalState.DONE, at, proposal)
        await _keep(node, transaction, done, proposal, who, {})
        return ladder


async def open_proposals(
    transaction: Transaction, body: str, data_set: str, at: datetime
) -> Sequence[tuple[UUID, Proposal]]:
    """Return the open proposals about a set, newest first."""
    name, states = f"{body}/{data_set}", [ProposalState.OPEN.value]
    found = await transaction.papers.found(KIND, OF_LADDER, name, None, MOST, states)
    return [(one.id, proposal) for one in found if (proposal := proposal_in(one)).stands(at)]


def proposal_in(paper: papers.Paper) -> Proposal:
    """Return the proposal that a paper holds."""
    return msgspec.json.decode(paper.data, type=Proposal)


async def _carried_out(
    node: Node, transaction: Transaction, proposal: Proposal, who: Acting, at: datetime, told: dict[str, Json]
) -> Ladder:
    ladders = KeptLadders(node, transaction)
    paper, ladder = await ladders.to_change(proposal.body, proposal.data_set, at)
    match proposal.matter:
        case Matter.STEP:
            after = ways.stepped(ladder, proposal.way, at)
            return await ladders.change(paper, after, Moved("stepped", at, who.said, told))
        case Matter.DECISION:
            proof = decision(proposal, node.new_id(), who.actor, at)
            first = await _first_hand(transaction, proposal)
            after = ways.proved(ladder, proof, first, at, law_of(node).longest, who.actor)
            says = {**told, "proof": str(proof.id), "against": proof.way.value, "kind": proof.kind.value}
            return await ladders.change(paper, after, Moved("proved", at, who.said, says))


async def _first_hand(transaction: Transaction, proposal: Proposal) -> Actor:
    """Return who proposed, as they stand now; Problem where the account is shut or has another duty by now."""
    account = await transaction.accounts.with_id(proposal.by)
    if account is None or account.state.shut:
        raise NOT_THEIR_DUTY.at()
    return actor_of(account)


async def _possible(
    node: Node, transaction: Transaction, matter: Matter, asked: ToPropose, who: Acting, at: datetime
) -> Proposal:
    """Return what is proposed where it is lawful now: nobody is asked to sign what cannot be."""
    ladder = await seen(node, transaction, who, asked.body, asked.data_set)
    proposal = proposed(_proposal(matter, asked, who.actor, at), who.actor, law_of(node).longest)
    if matter is Matter.STEP:
        ways.stepped(ways.climbed(ladder, at), proposal.way, at)
    return proposal


def _proposal(matter: Matter, asked: ToPropose, by: Actor, at: datetime) -> Proposal:
    is_decision = matter is Matter.DECISION
    dated = asked.dated.isoformat() if asked.dated else ""
    return Proposal(
        body=asked.body,
        data_set=asked.data_set,
        matter=matter,
        way=asked.way,
        by=by.account,
        side=by.side or Side.BODY,
        at=at,
        why=asked.why.strip(),
        until=end_of(asked.until) if asked.until is not None else None,
        paper=Paper(asked.paper, dated, asked.sha256) if is_decision else None,
    )


async def _open(
    transaction: Transaction, matter: Matter, number: UUID, who: Acting, at: datetime
) -> tuple[papers.Paper, Proposal]:
    """Return an open proposal, locked; Problem `provision.proposal.closed` for what is foreign, done or missing."""
    paper = await transaction.papers.to_change(number, KIND)
    if paper is None or paper.state != ProposalState.OPEN:
        raise PROPOSAL_CLOSED.at()
    proposal = proposal_in(paper)
    foreign = not who.of_agency and proposal.body != who.actor.body
    if foreign or proposal.matter is not matter or not proposal.stands(at):
        raise PROPOSAL_CLOSED.at()
    return paper, proposal


async def _keep(
    node: Node,
    transaction: Transaction,
    paper: papers.Paper,
    proposal: Proposal,
    who: Acting,
    told: Mapping[str, Json],
) -> None:
    await transaction.papers.keep(paper)
    says = {**paper.told(), "matter": proposal.matter.value, "way": proposal.way.value, "digest": proposal.sha256}
    entry = leaf(node, EntryKind.PROVISION_PROPOSAL_MOVED, paper.at, who.said, paper.about(), {**says, **told})
    await transaction.journal.append(entry)


PROPOSES = Text("Ұсынамын", "Предлагаю", "I propose")
AGREES = Text("Келісіп, қол қоямын", "Соглашаюсь и подписываю", "I agree and sign")


def _words(proposal: Proposal, begins: Text) -> Text:
    matter, name = MATTERS[proposal.matter], WAY_NAMES[proposal.way]
    return Text(
        kk=f"{begins.kk}: «{proposal.data_set}» жиыны, {matter.kk}: {name.kk}.",
        ru=f"{begins.ru}: набор «{proposal.data_set}», {matter.ru}: {name.ru}.",
        en=f"{begins.en}: the set “{proposal.data_set}”, {matter.en}: {name.en}.",
    )
