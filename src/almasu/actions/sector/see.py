"""What somebody of the sector sees: one document, what waits for them, how the sector stands (ASOI-13.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, calendar_now, connected, law_of
from almasu.actions.sector.assignments import assignment_in, keep_part, moved_part, part_to_change, parts_of
from almasu.actions.sector.deliver import ALERTS, keep_receipt, receipt_in
from almasu.actions.sector.documents import Kept, all_of, opened, read, shown_to
from almasu.actions.sector.judge import verdicts_on
from almasu.actions.sector.see_returned import returned_page
from almasu.actions.turn_pages import listing, of_clock, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import CONSENT_TO_DOCUMENT, SEE_DOCUMENTS, SEE_SECTOR
from almasu.kernel.sector import assignment as assignments
from almasu.kernel.sector import receipt as receipts
from almasu.kernel.sector.assignment import UNDECIDED, Assignment, AssignmentState
from almasu.kernel.sector.content import attachments_in, fields_in, values_in
from almasu.kernel.sector.document import Document, DocumentKind, Stage
from almasu.kernel.sector.fields import Field, Value
from almasu.kernel.sector.kept import CENTRE, OF_DOCUMENT, OF_ORGANISATION, OUT, answer_number, part_number, sent_to
from almasu.kernel.sector.law import ALERT_DECISION, ANSWER, CORRECTION, REQUEST_DECISION
from almasu.kernel.sector.parties import Actor, Profile
from almasu.kernel.sector.receipt import Receipt, ReceiptState
from almasu.kernel.sector.seeing import outward_part, shown
from almasu.law.calendar import Calendar
from almasu.law.deadline import Deadline, deadline_of
from almasu.law.problem import Fault
from almasu.law.rule import Finding

MOST = 200
AT_ONCE = 50
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

    `parts` are those of every organisation, for the centre; `asked` is the part of a request that their organisation
    has, `worker` to whom it is entrusted there, `answering` the answer that is being written to it; `asked_of` are the
    parts of all addressees and `names` what these are called, for whoever asks and the centre; `answers` is the request
    that an answer answers; `files` are the files beside it by name; `verdicts` is what the law says of it and of what
    their organisation decided; `due` is how the clock that runs for whoever sees it came about, None where none does.
    """

    kept: Kept
    who: Actor
    fields: tuple[Field, ...]
    values: Mapping[str, Value]
    author: str
    part: Receipt | None
    parts: tuple[Receipt, ...]
    due: Clock | None
    asked: Assignment | None = None
    asked_of: tuple[Assignment, ...] = ()
    answers: UUID | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    worker: str = ""
    answering: UUID | None = None
    verdicts: tuple[Finding, ...] = ()


async def see_document(node: Node, token: str, number: UUID, at: datetime) -> Seen:
    """Return a document for somebody who sees it, and journal that it was opened; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_DOCUMENTS, at)
        kept = await read(transaction, number, who.actor)
        says = {"edition": shown_to(kept, who.actor).document.edition, "document": kept.document.kind.value}
        entry = leaf(node, EntryKind.SECTOR_DOCUMENT_VIEWED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(entry)
        part = await _opened_part(node, transaction, number, who, at)
        asked = await _opened_request(node, transaction, kept, who, at)
        return await _seen(node, transaction, shown_to(kept, who.actor), who.actor, (part, asked))


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


async def _opened_request(
    node: Node, transaction: Transaction, kept: Kept, who: Acting, at: datetime
) -> Assignment | None:
    """Return the part of a request that somebody's organisation has, with the moment it was first opened there."""
    number = part_number(kept.paper.id, who.actor.organisation)
    paper = await transaction.papers.latest(number, PaperKind.SECTOR_ASSIGNMENT)
    if paper is None or assignment_in(paper).opened_at is not None:
        return None if paper is None else assignment_in(paper)
    locked = await part_to_change(transaction, kept.paper.id, who.actor)
    now_open = assignments.opened(assignment_in(locked), who.actor, at)
    return await keep_part(node, transaction, moved_part(locked, now_open), who.said, "opened", at)


async def _seen(
    node: Node,
    transaction: Transaction,
    kept: Kept,
    who: Actor,
    own: tuple[Receipt | None, Assignment | None],
) -> Seen:
    document, law = kept.document, law_of(node)
    content = shown(document, who) or b""
    part, asked = own
    profiles, values = await connected(transaction), _values(document, content, who)
    whom = values.get("addressees", [])
    return Seen(
        kept=kept,
        who=who,
        fields=fields_in(law.catalogue, document.kind, content),
        values=values,
        author=profiles[document.organisation].name if document.organisation in profiles else document.organisation,
        part=part,
        parts=tuple(await _parts(transaction, kept)) if who.is_centre else (),
        due=await _due(node, transaction, kept, who, own),
        asked=asked,
        asked_of=await _asked_of(transaction, kept, who),
        answers=await _answers(transaction, kept),
        files=attachments_in(document.kind, content),
        names={one: profiles[one].name for one in whom if one in profiles} if isinstance(whom, list) else {},
        worker=await _worker(transaction, asked),
        answering=await _answering(transaction, asked),
        verdicts=await verdicts_on(law, transaction, kept.held, own, who),
    )


async def _worker(transaction: Transaction, asked: Assignment | None) -> str:
    """Return the name of the worker to whom a request is entrusted; empty where it is to nobody."""
    account = None if asked is None or asked.worker is None else await transaction.accounts.with_id(asked.worker)
    return "" if account is None else account.person.full_name()


async def _answering(transaction: Transaction, asked: Assignment | None) -> UUID | None:
    """Return the answer that is being written to a request in somebody's organisation; None where none is."""
    if asked is None or asked.state is not AssignmentState.IN_WORK:
        return None
    number = answer_number(part_number(asked.request, asked.organisation))
    paper = await transaction.papers.latest(number, PaperKind.SECTOR_DOCUMENT)
    return None if paper is None or paper.state == Stage.WITHDRAWN else number


def _values(document: Document, content: bytes, who: Actor) -> Mapping[str, Value]:
    """Return the values of a content; whom else a request went to is for its sender and the centre to know."""
    values = values_in(document.kind, content)
    if who.is_centre or who.organisation == document.organisation:
        return values
    return {name: value for name, value in values.items() if name != "addressees"}


async def _asked_of(transaction: Transaction, kept: Kept, who: Actor) -> tuple[Assignment, ...]:
    """Return how far each addressee is with a request, as whoever asks and the centre may know it."""
    if kept.document.kind is not DocumentKind.REQUEST:
        return ()
    if not who.is_centre and who.organisation != kept.document.organisation:
        return ()
    return tuple(outward_part(one, who) for one in await parts_of(transaction, kept.paper.id))


async def _answers(transaction: Transaction, kept: Kept) -> UUID | None:
    if kept.held.answers is None:
        return None
    paper = await transaction.papers.latest(kept.held.answers, PaperKind.SECTOR_ASSIGNMENT)
    return None if paper is None else assignment_in(paper).request


async def _parts(transaction: Transaction, kept: Kept) -> Sequence[Receipt]:
    if kept.document.kind not in ALERTS:
        return ()
    found = await transaction.papers.found(PaperKind.SECTOR_RECEIPT, OF_DOCUMENT, str(kept.paper.id), None, 5_000)
    return sorted((receipt_in(paper) for paper in found), key=lambda one: one.organisation)


async def _due(
    node: Node,
    transaction: Transaction,
    kept: Kept,
    who: Actor,
    own: tuple[Receipt | None, Assignment | None],
) -> Clock | None:
    """Return the clock that runs for somebody: of a decision, of an answer, of the mending of what was returned."""
    document, law = kept.document, law_of(node)
    calendar = await calendar_now(node, transaction)
    part, asked = own
    if asked is not None and (runs := clock_of(node, asked, calendar)) is not None:
        return runs
    if part is not None and not part.is_decided:
        return Clock(ALERT_DECISION, deadline_of(part.received_at, law.terms[ALERT_DECISION], calendar))
    if document.correct_by is not None and (who.is_centre or who.organisation == document.organisation):
        return Clock(CORRECTION, deadline_of(document.returned_at, law.terms[CORRECTION], calendar))
    return None


def clock_of(node: Node, part: Assignment, calendar: Calendar) -> Clock | None:
    """Return the clock that runs for an addressee of a request; None for the authorised body and where none runs."""
    if part.due_at is None:
        return None
    term = REQUEST_DECISION if part.state in UNDECIDED else ANSWER
    start = part.received_at if part.state in UNDECIDED else part.answer_counts_from
    return None if start is None else Clock(term, deadline_of(start, law_of(node).terms[term], calendar))


@dataclass(frozen=True, slots=True)
class Received:
    """An alert that reached somebody's organisation, and how far it is with it there."""

    kept: Kept
    part: Receipt
    author: str
    due: Clock


async def waiting(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[Received]:
    """Return the alerts that somebody's organisation has to decide on or to process, the most urgent of a page first.

    Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        states = [*OPEN, ReceiptState.ACCEPTED]
        return await _most_urgent(node, transaction, who, Collection.SECTOR_RECEIVED, states, after, most)


async def written(
    node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE, stages: Sequence[Stage] = WRITTEN
) -> Page[Kept]:
    """Return one's own documents on their way, the latest first; Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_WRITTEN, *stages)
        own, place = who.organisation or CENTRE, listed.place(after)
        kind = PaperKind.SECTOR_DOCUMENT
        papers = await transaction.papers.found(kind, OF_ORGANISATION, own, place, most + 1, list(stages))
        page = listed.cut(papers, most, of_paper)
        return Page(await all_of(transaction, page.items, who), page.after)


async def _most_urgent(
    node: Node,
    transaction: Transaction,
    who: Actor,
    collection: Collection,
    states: Sequence[ReceiptState],
    after: str,
    most: int,
) -> Page[Received]:
    """Return a page of the alerts that stand so at somebody's organisation, by what is due first."""
    names, calendar = await connected(transaction), await calendar_now(node, transaction)
    listed = listing(node, str(who.account), collection)
    kind, place = PaperKind.SECTOR_RECEIPT, listed.place(after)
    parts = await transaction.papers.found(kind, OF_ORGANISATION, who.organisation, place, most + 1, states)
    page = listed.cut(parts, most, of_paper)
    received = [await _received(node, transaction, paper, names, calendar, who) for paper in page.items]
    received.sort(key=lambda one: (one.part.is_decided, one.part.due_at))
    return Page(received, page.after)


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


async def documents(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Kept]:
    """Return what somebody sees of what was sent, newest first: alerts of all, and what concerns their organisation.

    Problem `list.no_such_page` for a cursor that is not of this list and this reader.
    """
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_DOCUMENTS)
        place, found = listed.place(after), dict[UUID, Paper]()
        for name, value in _shelves(who):
            papers = await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, name, value, place, most + 1)
            found |= {paper.id: paper for paper in papers}
        newest = sorted(found.values(), key=lambda paper: (paper.at, paper.id), reverse=True)
        page = listed.cut(newest, most, of_paper)
        return Page(await all_of(transaction, page.items, who), page.after)


def _shelves(who: Actor) -> Iterator[tuple[str, str]]:
    """Yield by what the documents are found that somebody may see: what all see, one's own, what came to one."""
    yield from ((OUT, kind.value) for kind in (DocumentKind if who.is_centre else ALERTS))
    yield OF_ORGANISATION, who.organisation or CENTRE
    yield sent_to(who.organisation), OUT


@dataclass(frozen=True, slots=True)
class Sector:
    """How the sector stands: what was sent last, what is returned, whose decision is overdue."""

    organisations: Mapping[str, Profile]
    sent: tuple[Kept, ...]
    returned: Page[Kept]
    late: Page[Received]


async def see_sector(
    node: Node, token: str, at: datetime, after_late: str = "", after_returned: str = "", most: int = AT_ONCE
) -> Sector:
    """Return how the sector stands, for the sectoral centre; Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_SECTOR, at)).actor
        names, calendar = await connected(transaction), await calendar_now(node, transaction)
        sent: list[Paper] = []
        for kind in DocumentKind:
            sent += await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OUT, kind.value, None, MOST)
        sent.sort(key=lambda paper: paper.at, reverse=True)
        every = await all_of(transaction, sent, who)
        lates = listing(node, str(who.account), Collection.SECTOR_LATE)
        place = lates.place(after_late)
        overdue = await transaction.papers.due(PaperKind.SECTOR_RECEIPT, at, most + 1, list(OPEN), place)
        page = lates.cut(overdue, most, of_clock)
        late = [await _received(node, transaction, paper, names, calendar, who) for paper in page.items]
        returned = await returned_page(node, transaction, who, after_returned, most)
        return Sector(names, tuple(every), returned, Page(late, page.after))


async def to_consent(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[Kept]:
    """Return the documents that wait for the head's consent, the latest first; Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, CONSENT_TO_DOCUMENT, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_CONSENTS)
        papers = await transaction.papers.found(
            PaperKind.SECTOR_DOCUMENT,
            OF_ORGANISATION,
            who.organisation,
            listed.place(after),
            most + 1,
            [Stage.AT_HEAD],
        )
        page = listed.cut(papers, most, of_paper)
        return Page(await all_of(transaction, page.items, who), page.after)


async def choices_to_decide(
    node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE
) -> Page[Received]:
    """Return what is proposed to the head about alerts, the most urgent of a page first."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, CONSENT_TO_DOCUMENT, at)).actor
        states = [ReceiptState.PROPOSED]
        return await _most_urgent(node, transaction, who, Collection.SECTOR_CHOICES, states, after, most)
