"""A request at one of its addressees: received, taken into work or declined, answered (ASOI-14.1, ASOI-14.2).

The clocks of clause 14 bind organisations; where the authorised body is asked, none run and no consent is needed.
The head may entrust a request to one worker: then nobody else of the organisation works on it.
The answer itself is a document of its own (`almasu.kernel.sector.document`): its consent is there.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.sector.document import LEAST_WORDS
from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.problems import ENTRUSTED, NO_SUCH_END, OWN_CONSENT, WORDS_NEEDED, WRONG_STAGE


class AssignmentState(StrEnum):
    """Where a request stands at one addressee."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    """The responsible worker chose; the head's consent is asked for."""
    IN_WORK = "in_work"
    DECLINED = "declined"
    ANSWERED = "answered"


UNDECIDED = frozenset({AssignmentState.RECEIVED, AssignmentState.PROPOSED})
OPEN = (AssignmentState.RECEIVED, AssignmentState.PROPOSED, AssignmentState.IN_WORK)


class AnswerClock(StrEnum):
    """What the ten working days of the answer are counted from (ASOI-14.2 leaves it open)."""

    RECEIPT = "receipt"
    WORK_DONE = "work_done"


class Take(StrEnum):
    """What an addressee does with a request."""

    WORK = "work"
    DECLINE = "decline"


class Taking(msgspec.Struct, frozen=True):
    """A choice with its comment, which the act demands either way."""

    take: Take
    comment: str
    by: UUID
    at: datetime


class Assignment(msgspec.Struct, frozen=True):
    """One addressee's part of a request; `organisation` is empty for the authorised body, which has no clocks.

    `take_by` and `answer_by` are None where no clock runs; `clock` is what the term of the answer began with by the
    reading of the day on which the request came; `worker` is to whom the head entrusted it; `answer` is the document of
    the answer.
    """

    request: UUID
    organisation: str
    state: AssignmentState
    received_at: datetime
    take_by: datetime | None
    answer_by: datetime | None
    clock: AnswerClock = AnswerClock.RECEIPT
    worker: UUID | None = None
    opened_at: datetime | None = None
    proposed: Taking | None = None
    taken: Taking | None = None
    head: UUID | None = None
    act: UUID | None = None
    taken_at: datetime | None = None
    done_at: datetime | None = None
    answer: UUID | None = None
    answered_at: datetime | None = None

    @property
    def of_centre(self) -> bool:
        """Tell whether the authorised body is asked."""
        return not self.organisation

    @property
    def due_at(self) -> datetime | None:
        """Return when what comes next is due: the decision, then the answer; None where no clock runs."""
        if self.state in UNDECIDED:
            return self.take_by
        return self.answer_by if self.state is AssignmentState.IN_WORK else None

    @property
    def answer_counts_from(self) -> datetime | None:
        """Return when the term of the answer began; None until it does."""
        return self.received_at if self.clock is AnswerClock.RECEIPT else self.done_at

    def is_late(self, at: datetime) -> bool:
        """Tell whether the decision or the answer is overdue, or came after its term."""
        if self.take_by is not None and (self.taken_at or at) > self.take_by:
            return True
        if self.answer_by is None or self.state is AssignmentState.DECLINED:
            return False
        return (self.answered_at or at) > self.answer_by


def assigned(
    request: UUID,
    organisation: str,
    at: datetime,
    take_by: datetime | None,
    answer_by: datetime | None,
    clock: AnswerClock = AnswerClock.RECEIPT,
) -> Assignment:
    """Return the part of an addressee whom a request has just reached; the authorised body has no clocks.

    Where the term of the answer begins with the end of the work, none is due before that.
    """
    if not organisation:
        take_by = answer_by = None
    if clock is AnswerClock.WORK_DONE:
        answer_by = None
    return Assignment(request, organisation, AssignmentState.RECEIVED, at, take_by, answer_by, clock)


def opened(assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Return the part with the moment somebody of the addressee first opened the request."""
    if assignment.opened_at or by.organisation != assignment.organisation:
        return assignment
    return replace(assignment, opened_at=at)


def entrusted(assignment: Assignment, worker: UUID, by: Actor) -> Assignment:
    """Return the part entrusted to one worker of the organisation by its head, or to another one later."""
    by.must_be(Duty.HEAD_OF_SECURITY, assignment.organisation)
    if assignment.state not in OPEN:
        raise WRONG_STAGE.at()
    return replace(assignment, worker=worker)


def proposed(assignment: Assignment, take: Take, comment: str, by: Actor, at: datetime) -> Assignment:
    """Return the part waiting for the head's consent; of the authorised body it is decided at once."""
    must_work(assignment, by)
    if assignment.state not in UNDECIDED:
        raise WRONG_STAGE.at()
    if len(comment.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("comment")
    taking = Taking(take, comment.strip(), by.account, at)
    if assignment.of_centre:
        return _taken(assignment, taking, at)
    return replace(assignment, state=AssignmentState.PROPOSED, proposed=taking)


def taken_back(assignment: Assignment, by: Actor) -> Assignment:
    """Return the part before the choice: the worker thought again, or the head did not consent."""
    if by.duty is not Duty.HEAD_OF_SECURITY:
        must_work(assignment, by)
    by.must_be(by.duty, assignment.organisation)
    if assignment.state is not AssignmentState.PROPOSED:
        raise WRONG_STAGE.at()
    return replace(assignment, state=AssignmentState.RECEIVED, proposed=None)


def taken(assignment: Assignment, act: UUID, by: Actor, at: datetime) -> Assignment:
    """Return the part taken into work or declined with the head's consent (ASOI-14.1)."""
    by.must_be(Duty.HEAD_OF_SECURITY, assignment.organisation)
    taking = assignment.proposed
    if assignment.state is not AssignmentState.PROPOSED or taking is None:
        raise WRONG_STAGE.at()
    if taking.by == by.account:
        raise OWN_CONSENT.at()
    return replace(_taken(assignment, taking, at), head=by.account, act=act)


def work_done(assignment: Assignment, answer_by: datetime, by: Actor, at: datetime) -> Assignment:
    """Return the part whose work is done: the term of the answer begins now, where it is counted from here.

    Problem `sector.no_such_end` where the term has been running since the receipt.
    """
    must_work(assignment, by)
    if assignment.clock is not AnswerClock.WORK_DONE or assignment.of_centre:
        raise NO_SUCH_END.at()
    if assignment.state is not AssignmentState.IN_WORK or assignment.done_at is not None:
        raise WRONG_STAGE.at()
    return replace(assignment, done_at=at, answer_by=answer_by)


def answered(assignment: Assignment, answer: UUID, at: datetime) -> Assignment:
    """Return the part with its answer sent: the document's own consent has been given by then (ASOI-14.2).

    A corrected answer keeps the moment of the first one: the term was kept or missed by that.
    """
    must_be_in_work(assignment)
    first = assignment.answered_at or at
    return replace(assignment, state=AssignmentState.ANSWERED, answer=answer, answered_at=first)


def must_be_in_work(assignment: Assignment) -> None:
    """Make sure that the request was taken into work: an answer comes after that alone."""
    if assignment.state not in (AssignmentState.IN_WORK, AssignmentState.ANSWERED):
        raise WRONG_STAGE.at()


def must_work(assignment: Assignment, by: Actor) -> None:
    """Make sure that the request is this person's to work on; Problems `sector.duty`, `sector.entrusted`."""
    duty = Duty.SECTORAL_CENTRE if assignment.of_centre else Duty.RESPONSIBLE_WORKER
    by.must_be(duty, assignment.organisation)
    if assignment.worker is not None and assignment.worker != by.account:
        raise ENTRUSTED.at()


def _taken(assignment: Assignment, taking: Taking, at: datetime) -> Assignment:
    state = AssignmentState.IN_WORK if taking.take is Take.WORK else AssignmentState.DECLINED
    return replace(assignment, state=state, proposed=None, taken=taking, taken_at=at)
