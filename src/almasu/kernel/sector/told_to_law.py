"""From what is kept to the facts that the law of the sector judges: one function for each act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from almasu.kernel.sector.assignment import Assignment, AssignmentState
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.content import addressees_in, card_in, fields_in, values_in
from almasu.kernel.sector.document import LEAST_WORDS, Document
from almasu.kernel.sector.facts import Decided, Processed, Sent, Taken, Timed
from almasu.kernel.sector.incident import OUTAGE, Card
from almasu.kernel.sector.law import ALERT_DECISION, ANSWER, CORRECTION, REQUEST_DECISION
from almasu.kernel.sector.receipt import Receipt, ReceiptState
from almasu.law import moment


def sending_of(catalogue: Catalogue, document: Document, *, bound: bool, in_work: bool, at: datetime) -> Sent:
    """Return the facts of a document that leaves at a moment, with the consent that stands at it by then."""
    values = values_in(document.kind, document.content)
    fields = fields_in(catalogue, document.kind, document.content)
    consent = next((one for one in reversed(document.consents) if one.edition == document.edition), None)
    degree = values.get("confidentiality")
    card = card_in(document.kind, document.content)
    incident = None if card is None else catalogue.incident_of(card.kind)
    return Sent(
        at=at,
        document=document.kind,
        of_centre=not document.organisation,
        bound=bound,
        consented=consent is not None,
        by_another=consent is None or consent.head != document.author,
        lacking=tuple(one.name for one in fields if one.required and values.get(one.name) in (None, "", [])),
        confidentiality=None if degree is None else Degree(str(degree)),
        incident=None if incident is None else incident.number,
        standstill=None if card is None or card.kind != OUTAGE else _minutes(card, at),
        addressees=len(addressees_in(document.kind, document.content)),
        in_work=in_work,
    )


def deciding_of(part: Receipt) -> Decided | None:
    """Return the facts of what an organisation decided about an alert; None where it has not yet."""
    if not part.is_decided:
        return None
    last = part.decided[-1]
    says_why = len(last.chosen.words.split()) >= LEAST_WORDS
    return Decided(last.at, last.chosen.choice, True, last.head != last.chosen.by, says_why)


def processing_of(part: Receipt, at: datetime) -> Processed:
    """Return the facts of setting an alert to processed at a moment, as it stands before."""
    return Processed(at, part.state in (ReceiptState.ACCEPTED, ReceiptState.PROCESSED))


def taking_of(part: Assignment) -> Taken | None:
    """Return the facts of what an addressee decided about a request; None where it has not yet."""
    taken = part.taken
    if taken is None or part.taken_at is None:
        return None
    comment = len(taken.comment.split()) >= LEAST_WORDS
    return Taken(part.taken_at, part.of_centre, part.head is not None, part.head != taken.by, comment)


def clock_of_alert(part: Receipt, at: datetime) -> Timed:
    """Return the clock of a decision on an alert, as it was kept or stands at a moment."""
    return Timed(part.decided[-1].at if part.is_decided else at, ALERT_DECISION, part.due_at)


def clocks_of_request(part: Assignment, at: datetime) -> Iterator[Timed]:
    """Yield the clocks of an addressee of a request: of taking it, and of the answer once it is in work."""
    yield Timed(part.taken_at or at, REQUEST_DECISION, part.take_by)
    if part.state in (AssignmentState.IN_WORK, AssignmentState.ANSWERED):
        yield Timed(part.answered_at or at, ANSWER, part.answer_by)


def clock_of_correction(document: Document, at: datetime) -> Timed:
    """Return the clock of the correction of what was returned; no end where nothing is."""
    return Timed(at, CORRECTION, document.correct_by)


def _minutes(card: Card, at: datetime) -> int | None:
    """Return how long the systems stood still, until now where they still do; None where the beginning is missing."""
    began, ended = card.values.get("began_at"), card.values.get("ended_at")
    if began is None:
        return None
    until = at if ended is None else moment.read(str(ended))
    return int((until - moment.read(str(began))).total_seconds() // 60)
