"""A request on its page: how far the own organisation is with it, how far each addressee is, the way to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from almasu.actions.sector import see
from almasu.interfaces.portal.offices.blocks import At, Block, Cell, Facts, Link, Own, Said, Table, Way
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.file_deeds import ATTACH, DETACH
from almasu.interfaces.portal.offices_of_sector.request_deeds import (
    ANSWER_NOW,
    ANSWER_SIGNED,
    COMMENT,
    DECIDE_TAKING,
    DONE_NOW,
    ENTRUST_NOW,
    TAKE,
    TAKE_BACK_NOW,
    TAKE_NOW,
)
from almasu.kernel.sector.assignment import OPEN, AnswerClock, Assignment, AssignmentState
from almasu.kernel.sector.content import card_in
from almasu.kernel.sector.document import Document, DocumentKind, Sending, Stage
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.parties import Duty
from almasu.kernel.sector.words import REPORTS, TAKES
from almasu.law.text import Text

HERE = Text("Біздің ұйымда", "В нашей организации", "In our organisation")
ADDRESSEES = Text("Кімнен сұралды", "Кого запросили", "Who was asked")
TAKE_BY = Text("Шешу мерзімі", "Решить до", "To be decided by")
ANSWER_BY = Text("Жауап мерзімі", "Ответить до", "To be answered by")
OVERDUE = Text("мерзімі өтті", "просрочено", "overdue")
ANSWER = Text("Жауап", "Ответ", "Answer")
ANSWERING = Text("Жазылып жатқан жауап", "Ответ в работе", "The answer being written")
ENTRUSTED_TO = Text("Кімге тапсырылған", "Кому поручен", "Entrusted to")
REQUEST = Text("Сұрау салу", "Запрос", "Request")
COURSE = Text("Картаның барысы", "Как росла карточка", "How the card grew")
STAGE = Text("Хабар", "Сообщение", "Notice")
CONSENTED_AT = Text("Басшы келіскен уақыт", "Согласие руководства", "Consent of the head")


def part_rows(seen: see.Seen, at: datetime) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    """Yield how far the own organisation is with a request."""
    part = seen.asked
    if part is None:
        return
    yield HERE, (say.asked(part.state),)
    if seen.worker:
        yield ENTRUSTED_TO, (Own(seen.worker),)
    chosen = part.proposed or part.taken
    if chosen is not None:
        yield TAKE, (Said(TAKES[chosen.take]),)
        yield COMMENT, (Own(chosen.comment),)
    if part.is_late(at):
        yield say.STANDING, (Said(OVERDUE),)
    if seen.answering is not None:
        yield ANSWERING, (Link(ANSWERING, f"{say.DOCUMENTS}/{seen.answering}"),)
    if part.answer is not None:
        yield ANSWER, (_answer(part),)


def addressees(seen: see.Seen, at: datetime) -> Iterator[Block]:
    """Yield how far each addressee is, for whoever asks and the centre."""
    if seen.kept.document.kind is DocumentKind.REQUEST and seen.asked_of:
        columns = (say.ORGANISATION, say.STANDING, COMMENT, TAKE_BY, ANSWER_BY, ANSWER)
        rows = tuple(_row(one, seen.names.get(one.organisation, ""), at) for one in seen.asked_of)
        yield Table(ADDRESSEES, columns, rows, say.NOTHING, cites=("ASOI-14.1", "ASOI-14.2"))
    if seen.answers is not None:
        yield Facts(None, ((REQUEST, (Link(REQUEST, f"{say.DOCUMENTS}/{seen.answers}"),)),))


def name_of(part: Assignment) -> Cell:
    """Return who is asked: a BIN, or the authorised body."""
    return Own(part.organisation) if part.organisation else Said(say.AUTHORISED_BODY)


def state_of(part: Assignment, at: datetime) -> tuple[Cell, ...]:
    """Return where a request stands at an addressee, and that something is late there."""
    return (say.asked(part.state), *((Said(OVERDUE),) if part.is_late(at) else ()))


def course(seen: see.Seen) -> Iterator[Block]:
    """Yield how an incident card grew: when the incident was found, each notice with its consent (ASOI-12)."""
    document = seen.kept.document
    if document.kind is not DocumentKind.INCIDENT_CARD or not document.sendings:
        return
    consents = {one.edition: one.at for one in document.consents}
    rows = tuple(
        (
            (Said(REPORTS[_report(document, one)]),),
            (At(consents[one.edition]),) if one.edition in consents else (),
            (At(one.at),),
        )
        for one in document.sendings
    )
    yield Table(COURSE, (STAGE, CONSENTED_AT, say.SENT_AT), rows, say.NOTHING, cites=("ASOI-12",))


def _report(document: Document, sent: Sending) -> Report:
    card = card_in(document.kind, sent.content)
    return Report.FIRST if card is None else card.report


def ways(seen: see.Seen) -> Iterator[Way]:
    """Yield what whoever is here may do with a request or with the files beside a document."""
    here, part = f"{say.DOCUMENTS}/{seen.kept.paper.id}", seen.asked
    if part is not None:
        match seen.who.duty:
            case Duty.RESPONSIBLE_WORKER:
                yield from _of_worker(here, part, seen)
            case Duty.HEAD_OF_SECURITY:
                yield from _of_head(here, part)
            case Duty.SECTORAL_CENTRE:
                yield from _of_centre(here, part)
    yield from _of_files(here, seen)


def _of_worker(here: str, part: Assignment, seen: see.Seen) -> Iterator[Way]:
    if part.worker not in (None, seen.who.account):
        return
    if part.state is AssignmentState.RECEIVED:
        yield Way(TAKE_NOW, f"{here}/take", main=True)
    if part.state is AssignmentState.PROPOSED:
        yield Way(TAKE_BACK_NOW, f"{here}/take-proposal-back")
    if part.state is AssignmentState.IN_WORK:
        if seen.answering is None:
            yield Way(ANSWER_NOW, f"{here}/answer", main=True)
        if part.clock is AnswerClock.WORK_DONE and part.done_at is None:
            yield Way(DONE_NOW, f"{here}/work-done")


def _of_head(here: str, part: Assignment) -> Iterator[Way]:
    if part.state is AssignmentState.PROPOSED:
        yield Way(DECIDE_TAKING, f"{here}/decide-taking", main=True)
    if part.state in OPEN:
        yield Way(ENTRUST_NOW, f"{here}/entrust")


def _of_centre(here: str, part: Assignment) -> Iterator[Way]:
    if part.state is AssignmentState.RECEIVED:
        yield Way(TAKE_NOW, f"{here}/take", main=True)
    if part.state in (AssignmentState.IN_WORK, AssignmentState.ANSWERED):
        yield Way(ANSWER_SIGNED, f"{here}/answer-as-centre", main=True)


def _of_files(here: str, seen: see.Seen) -> Iterator[Way]:
    document = seen.kept.document
    if seen.who.duty is not Duty.RESPONSIBLE_WORKER or seen.who.organisation != document.organisation:
        return
    grows = document.course.grows or not document.is_out
    if document.stage in (Stage.DRAFT, Stage.RETURNED, Stage.SENT) and grows:
        yield Way(ATTACH, f"{here}/attach")
        if seen.files:
            yield Way(DETACH, f"{here}/detach")


def _row(one: Assignment, name: str, at: datetime) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Own(name), name_of(one)) if name else (name_of(one),),
        state_of(one, at),
        () if one.taken is None else (Own(one.taken.comment),),
        () if one.take_by is None else (At(one.take_by),),
        () if one.answer_by is None else (At(one.answer_by),),
        () if one.answer is None else (_answer(one),),
    )


def _answer(part: Assignment) -> Link:
    return Link(ANSWER, f"{say.DOCUMENTS}/{part.answer}")
