"""What somebody of the sector sees: one document, what waits for them, how the sector stands (ASOI-13.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, calendar_now, connected, law_of
from almasu.actions.sector.deliver import ALERTS, keep_receipt, receipt_in
from almasu.actions.sector.documents import Kept, all_of, opened, read, shown_to
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import just_before
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import CONSENT_TO_DOCUMENT, SEE_DOCUMENTS, SEE_SECTOR
from almasu.kernel.sector import receipt as receipts
from almasu.kernel.sector.content import fields_in, values_in
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.fields import Field, Value
from almasu.kernel.sector.kept import CENTRE, OF_DOCUMENT, OF_ORGANISATION, OUT, part_number
from almasu.kernel.sector.law import ALERT_DECISION, CORRECTION
from almasu.kernel.sector.parties import Actor, Profile
from almasu.kernel.sector.receipt import Receipt, ReceiptState
from almasu.kernel.sector.seeing import shown
from almasu.law.calendar import Calendar
from almasu.law.deadline import Deadline, deadline_of
from almasu.law.problem import Fault

MOST = 200
OPEN = (ReceiptState.RECEIVED, ReceiptState.PROPOSED)
WRITTEN = (Stage.DRAFT, Stage.AT_HEAD, Stage.RETURNED)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs: which term of the act, and how its end came about."""

    term: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as somebody sees it: its values by field, and how far their own organisation is with it.

    `parts` are those of every organisation, for the centre; `due` is how the clock that runs for whoever sees it came
    about, None where none does.
    """

    kept: Kept
    who: Actor
    fields: tuple[Field, ...]
    values: Mapping[str, Value]
    author: str
    part: Receipt | None
    parts: tuple[Receipt, ...]
    due: Clock | None


async def see_document(node: Node, token: str, number: UUID, at: datetime) -> Seen:
    """Return a document for somebody who sees it, and journal that it was opened; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_DOCUMENTS, at)
        kept = await read(transaction, number, who.actor)
        says = {"edition": shown_to(kept, who.actor).document.edition, "document": kept.document.kind.value}
        entry = leaf(node, EntryKind.SECTOR_DOCUMENT_VIEWED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(entry)
        part = await _opened_part(node, transaction, number, who, at)
        return await _seen(node, transaction, shown_to(kept, who.actor), who.actor, part)


async def _opened_part(node: Node, transaction: Transaction, number: UUID, who: Acting, at: datetime) -> Receipt | None:
    """Return the part of somebody's organisation, with the moment it was first opened; None where it has none."""
    if who.actor.is_centre:
        return None
    paper = await transaction.papers.latest(part_number(number, who.actor.organisation), PaperKind.SECTOR_RECEIPT)
    if paper is None:
        return None
    receipt = receipt_in(paper)
    now_open = receipts.opened(receipt, who.actor, at)
    if now_open is receipt:
        return receipt
    locked = await transaction.papers.to_change(paper.id, PaperKind.SECTOR_RECEIPT) or paper
    now_open = receipts.opened(receipt_in(locked), who.actor, at)
    await keep_receipt(
        node, transaction, locked.moved(now_open.state, locked.at, now_open, locked.due_at), who.said, "opened", at
    )
    return now_open


async def _seen(node: Node, transaction: Transaction, kept: Kept, who: Actor, part: Receipt | None) -> Seen:
    document, law = kept.document, law_of(node)
    content = shown(document, who) or b""
    return Seen(
        kept=kept,
        who=who,
        fields=fields_in(law.catalogue, document.kind, content),
        values=values_in(document.kind, content),
        author=await _name(transaction, document.organisation),
        part=part,
        parts=tuple(await _parts(transaction, kept)) if who.is_centre else (),
        due=await _due(node, transaction, kept, who, part),
    )


async def _name(transaction: Transaction, organisation: str) -> str:
    """Return the name of an organisation; empty for the sectoral centre."""
    profile = (await connected(transaction)).get(organisation)
    return organisation if profile is None else profile.name


async def _parts(transaction: Transaction, kept: Kept) -> Sequence[Receipt]:
    if kept.document.kind not in ALERTS:
        return ()
    found = await transaction.papers.found(PaperKind.SECTOR_RECEIPT, OF_DOCUMENT, str(kept.paper.id), None, 5_000)
    return sorted((receipt_in(paper) for paper in found), key=lambda one: one.organisation)


async def _due(node: Node, transaction: Transaction, kept: Kept, who: Actor, part: Receipt | None) -> Clock | None:
    """Return the clock that runs for somebody: of a decision on an alert, of the mending of what was returned."""
    document, law = kept.document, law_of(node)
    calendar = await calendar_now(node, transaction)
    if part is not None and not part.is_decided:
        return Clock(ALERT_DECISION, deadline_of(part.received_at, law.terms[ALERT_DECISION], calendar))
    if document.correct_by is not None and (who.is_centre or who.organisation == document.organisation):
        return Clock(CORRECTION, deadline_of(document.returned_at, law.terms[CORRECTION], calendar))
    return None


@dataclass(frozen=True, slots=True)
class Received:
    """An alert that reached somebody's organisation, and how far it is with it there."""

    kept: Kept
    part: Receipt
    author: str
    due: Clock


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in an organisation: alerts to decide on and to process, its own documents on their way."""

    received: tuple[Received, ...]
    written: tuple[Kept, ...]


async def waiting(node: Node, token: str, at: datetime) -> Waiting:
    """Return what waits in somebody's organisation, the most urgent first."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        names, calendar = await connected(transaction), await calendar_now(node, transaction)
        parts = await transaction.papers.found(
            PaperKind.SECTOR_RECEIPT, OF_ORGANISATION, who.organisation, None, MOST, [*OPEN, ReceiptState.ACCEPTED]
        )
        received = [await _received(node, transaction, paper, names, calendar, who) for paper in parts]
        received.sort(key=lambda one: (one.part.is_decided, one.part.due_at))
        written = await transaction.papers.found(
            PaperKind.SECTOR_DOCUMENT, OF_ORGANISATION, who.organisation or CENTRE, None, MOST, list(WRITTEN)
        )
        own = await all_of(transaction, written, who)
        return Waiting(tuple(received), tuple(one for one in own if one.document.organisation == who.organisation))


async def _received(
    node: Node, transaction: Transaction, paper: Paper, names: Mapping[str, Profile], calendar: Calendar, who: Actor
) -> Received:
    part = receipt_in(paper)
    found = await transaction.papers.latest(part.alert, PaperKind.SECTOR_DOCUMENT)
    if found is None:
        raise Fault(f"the alert {part.alert} is gone, its parts are not")
    kept = shown_to(await opened(transaction, found), who)
    profile = names.get(kept.document.organisation)
    author = kept.document.organisation if profile is None else profile.name
    term = law_of(node).terms[ALERT_DECISION]
    return Received(kept, part, author, Clock(ALERT_DECISION, deadline_of(part.received_at, term, calendar)))


async def documents(node: Node, token: str, before: datetime | None, at: datetime) -> Sequence[Kept]:
    """Return what somebody sees of what was sent, newest first: alerts of all, and what concerns their organisation."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        place = None if before is None else just_before(before)
        found: dict[UUID, Paper] = {}
        kinds = list(DocumentKind) if who.is_centre else list(ALERTS)
        for kind in kinds:
            papers = await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OUT, kind.value, place, MOST)
            found |= {paper.id: paper for paper in papers}
        own = await transaction.papers.found(
            PaperKind.SECTOR_DOCUMENT, OF_ORGANISATION, who.organisation or CENTRE, place, MOST
        )
        found |= {paper.id: paper for paper in own}
        newest = sorted(found.values(), key=lambda paper: paper.at, reverse=True)[:MOST]
        return await all_of(transaction, newest, who)


@dataclass(frozen=True, slots=True)
class Sector:
    """How the sector stands: what was sent, what is returned, whose decision is overdue."""

    organisations: Mapping[str, Profile]
    sent: tuple[Kept, ...]
    returned: tuple[Kept, ...]
    late: tuple[Received, ...]


async def see_sector(node: Node, token: str, at: datetime) -> Sector:
    """Return how the sector stands, for the sectoral centre."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_SECTOR, at)).actor
        names, calendar = await connected(transaction), await calendar_now(node, transaction)
        sent: list[Paper] = []
        for kind in DocumentKind:
            sent += await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OUT, kind.value, None, MOST)
        sent.sort(key=lambda paper: paper.at, reverse=True)
        every = await all_of(transaction, sent, who)
        overdue = await transaction.papers.due(PaperKind.SECTOR_RECEIPT, at, MOST, list(OPEN))
        late = [await _received(node, transaction, paper, names, calendar, who) for paper in overdue]
        returned = tuple(one for one in every if one.document.correct_by is not None)
        return Sector(names, tuple(every), returned, tuple(late))


async def to_approve(node: Node, token: str, at: datetime) -> tuple[Sequence[Kept], Sequence[Received]]:
    """Return what waits for the head: documents to consent to, and choices about alerts, the most urgent first."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, CONSENT_TO_DOCUMENT, at)).actor
        names, calendar = await connected(transaction), await calendar_now(node, transaction)
        papers = await transaction.papers.found(
            PaperKind.SECTOR_DOCUMENT, OF_ORGANISATION, who.organisation, None, MOST, [Stage.AT_HEAD]
        )
        parts = await transaction.papers.found(
            PaperKind.SECTOR_RECEIPT, OF_ORGANISATION, who.organisation, None, MOST, [ReceiptState.PROPOSED]
        )
        choices = [await _received(node, transaction, paper, names, calendar, who) for paper in parts]
        kept = await all_of(transaction, papers, who)
        return kept, sorted(choices, key=lambda one: one.part.due_at)
