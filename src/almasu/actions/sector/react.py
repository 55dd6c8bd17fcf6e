"""React to an alert: propose to accept or refuse, decide with the head's consent, process (ASOI-13.1, ASOI-13.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, signing
from almasu.actions.sector.deliver import keep_receipt, receipt_in
from almasu.actions.sector.judge import permitted, timed, told
from almasu.actions.sector.own_part import own_part, own_part_to_change
from almasu.actions.sign_act import signed_act
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import CHOOSE, DECIDE
from almasu.kernel.sector import receipt as receipts
from almasu.kernel.sector.law import Act
from almasu.kernel.sector.problems import WRONG_STAGE
from almasu.kernel.sector.receipt import Choice, Receipt
from almasu.kernel.sector.told_to_law import clock_of_alert, deciding_of, processing_of
from almasu.kernel.sector.words import CHOICES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

KIND = PaperKind.SECTOR_RECEIPT


class Proposal(msgspec.Struct, frozen=True):
    """What the responsible worker proposes about an alert; a refusal says why."""

    choice: Choice
    words: str = ""


async def propose(node: Node, token: str, alert: UUID, proposal: Proposal, at: datetime) -> Receipt:
    """Propose to accept or to refuse the recommendations: the head's consent is asked for."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CHOOSE, at)
        paper = await own_part_to_change(transaction, alert, who.actor, KIND)
        moved = receipts.proposed(receipt_in(paper), proposal.choice, proposal.words, who.actor, at)
        return await _keep(node, transaction, paper, moved, who.said, "proposed", at)


async def take_back(node: Node, token: str, alert: UUID, at: datetime) -> Receipt:
    """Take the proposal back: the worker thought again."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CHOOSE, at)
        paper = await own_part_to_change(transaction, alert, who.actor, KIND)
        return await _keep(
            node, transaction, paper, receipts.taken_back(receipt_in(paper), who.actor), who.said, "taken_back", at
        )


async def set_processed(node: Node, token: str, alert: UUID, at: datetime) -> Receipt:
    """Set an accepted alert to processed: its recommendations were applied (ASOI-13.2)."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CHOOSE, at)
        paper = await own_part_to_change(transaction, alert, who.actor, KIND)
        return await _keep(
            node, transaction, paper, receipts.processed(receipt_in(paper), who.actor, at), who.said, "processed", at
        )


async def prepare_decision(node: Node, token: str, alert: UUID, at: datetime) -> PreparedAct:
    """Build the act of consent to what is proposed; Problem `sector.stage` where nothing is."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE, at)
        receipt = receipt_in(await own_part(transaction, alert, who.actor, KIND))
        if receipt.chosen is None:
            raise WRONG_STAGE.at()
        choice = CHOICES[receipt.chosen.choice]
        human = Text(
            kk=f"Хабарлама бойынша келісім беремін: {choice.kk}.",
            ru=f"Даю согласие по оповещению: {choice.ru}.",
            en=f"I consent to what is proposed about the alert: {choice.en}.",
        )
        body: dict[str, Json] = {
            "document": str(alert),
            "edition": receipt.edition,
            "choice": receipt.chosen.choice.value,
            "words": receipt.chosen.words,
        }
        intent = Intent(ActPurpose.SECTOR_DECISION, who.person.account.person.iin, body, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def decide(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Receipt:
    """Accept or refuse with the head's consent (ASOI-13.1).

    Problems: what verification refuses, `sector.stage` where something else is proposed by now, `sector.own_consent`.
    """
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_DECISION, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, DECIDE, at)
        paper = await own_part_to_change(transaction, UUID(str(signed.body["document"])), who.actor, KIND)
        receipt, body = receipt_in(paper), signed.body
        if receipt.chosen is None or (receipt.chosen.choice, receipt.chosen.words) != (body["choice"], body["words"]):
            raise WRONG_STAGE.at()
        moved = receipts.decided(receipt, int(str(body["edition"])), signed.act.id, who.actor, at)
        return await _keep(node, transaction, paper, moved, who.said, moved.state, at, str(signed.act.id))


def _judged(node: Node, moved: Receipt, step: str, at: datetime) -> dict[str, Json]:
    """Judge a step of an alert at an organisation, for its leaf: a decision and its term, that it was processed."""
    if step == "processed":
        return told(permitted(node, Act.PROCESSED, processing_of(moved, at)))
    decision = deciding_of(moved)
    if step != moved.state or decision is None:
        return {}
    return told((*permitted(node, Act.DECIDED, decision), *timed(node, clock_of_alert(moved, at))))


async def _keep(
    node: Node,
    transaction: Transaction,
    paper: Paper,
    moved: Receipt,
    by: str,
    step: str,
    at: datetime,
    act: str = "",
) -> Receipt:
    """Keep the part after a step; its clock runs until it is decided on."""
    due_at = None if moved.is_decided else moved.due_at
    says = {**_judged(node, moved, step, at), **({"act": act} if act else {})}
    await keep_receipt(node, transaction, paper.moved(moved.state, at, moved, due_at), by, step, at, says)
    return moved
