"""Deliver what was sent: every organisation that it is for has its own part from now on (ASOI-3.3, ASOI-13.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, connected, deadline, law_of
from almasu.actions.sector.assignments import assignment_in, first_part, keep_part, moved_part
from almasu.actions.sector.documents import Kept
from almasu.actions.sector.judge import timed, told
from almasu.actions.sector.notify import notify
from almasu.actions.sector.to_machines import publish_to_machines
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.sector import assignment as assignments
from almasu.kernel.sector import receipt as receipts
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.kept import OF_DOCUMENT, found_by, part_number
from almasu.kernel.sector.law import ALERT_DECISION, ANSWER, REQUEST_DECISION
from almasu.kernel.sector.receipt import Receipt
from almasu.kernel.sector.told_to_law import clocks_of_request
from almasu.law.canonical import Json
from almasu.law.problem import Fault

NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})
ALERTS = frozenset({DocumentKind.THREAT_ALERT, DocumentKind.VULNERABILITY_ALERT})


async def deliver(node: Node, transaction: Transaction, sent: Kept, by: Acting, at: datetime) -> None:
    """Give each organisation its part of a document that was just sent; of alerts the centre has none of its own."""
    match sent.document.kind:
        case DocumentKind.THREAT_ALERT | DocumentKind.VULNERABILITY_ALERT:
            await _alert(node, transaction, sent, by, at)
            await publish_to_machines(node, transaction, sent)
        case DocumentKind.REQUEST:
            await _request(node, transaction, sent, by, at)
        case DocumentKind.ANSWER:
            await _answer(node, transaction, sent, by, at)
        case DocumentKind.INCIDENT_CARD:
            pass
    await notify(node, transaction, sent, at)


async def _alert(node: Node, transaction: Transaction, sent: Kept, by: Acting, at: datetime) -> None:
    """Let an alert arrive at every connected organisation but its author's: each has one working day from now."""
    due_at = (await deadline(node, transaction, ALERT_DECISION, at)).due
    edition = sent.document.edition
    for organisation in await connected(transaction):
        if organisation == sent.document.organisation:
            continue
        number = part_number(sent.paper.id, organisation)
        known = await transaction.papers.to_change(number, PaperKind.SECTOR_RECEIPT)
        if known is None:
            arrived = receipts.received(sent.paper.id, organisation, edition, at, due_at)
            paper = _first(number, arrived)
        else:
            arrived = receipts.received_again(receipt_in(known), edition, at, due_at)
            paper = known.moved(arrived.state, at, arrived, due_at)
        await keep_receipt(node, transaction, paper, by.said, "received", at)


async def _request(node: Node, transaction: Transaction, sent: Kept, by: Acting, at: datetime) -> None:
    """Let a request arrive at each addressee: one working day to take it, ten to answer; none for the regulator."""
    take_by = (await deadline(node, transaction, REQUEST_DECISION, at)).due
    answer_by = (await deadline(node, transaction, ANSWER, at)).due
    clock = law_of(node).answer_clock(at)
    for organisation in sent.addressees:
        part = assignments.assigned(sent.paper.id, organisation, at, take_by, answer_by, clock)
        await keep_part(node, transaction, first_part(part), by.said, "received", at)


async def _answer(node: Node, transaction: Transaction, sent: Kept, by: Acting, at: datetime) -> None:
    """Let the answer stand at its request (ASOI-14.2)."""
    paper = None
    if sent.held.answers is not None:
        paper = await transaction.papers.to_change(sent.held.answers, PaperKind.SECTOR_ASSIGNMENT)
    if paper is None:
        raise Fault(f"the answer {sent.paper.id} answers no request")
    moved = assignments.answered(assignment_in(paper), sent.paper.id, at)
    in_time = told(one for clock in clocks_of_request(moved, at) for one in timed(node, clock))
    await keep_part(node, transaction, moved_part(paper, moved), by.said, "answered", at, in_time)


def _first(number: UUID, arrived: Receipt) -> Paper:
    keys = found_by(arrived.organisation, **{OF_DOCUMENT: str(arrived.alert)})
    return new_paper(
        number, PaperKind.SECTOR_RECEIPT, arrived.state, arrived.received_at, arrived, keys, arrived.due_at
    )


async def keep_receipt(
    node: Node,
    transaction: Transaction,
    paper: Paper,
    by: str,
    step: str,
    at: datetime,
    more: Mapping[str, Json] = NOTHING_MORE,
) -> None:
    """Keep an organisation's part of an alert and tell the journal; `more` is what else the leaf says of the step."""
    await transaction.papers.keep(paper)
    says = {**paper.told(), "step": step, "document": str(receipt_in(paper).alert), **more}
    await transaction.journal.append(leaf(node, EntryKind.SECTOR_RECEIPT_MOVED, at, by, paper.about(), says))


def receipt_in(paper: Paper) -> Receipt:
    """Return the organisation's part that a paper holds."""
    return msgspec.json.decode(paper.data, type=Receipt)
