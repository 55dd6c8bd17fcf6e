"""An alert at its recipient and a request at its addressee: terms, comments, the authorised body."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from almasu.kernel.sector import assignment as asked
from almasu.kernel.sector import receipt as alerted
from almasu.kernel.sector.assignment import AnswerClock, Assignment, AssignmentState, Take
from almasu.kernel.sector.receipt import Choice, ReceiptState
from almasu.law.problem import Problem
from kernel.sector.conftest import ACT, BANK, CENTRE, HEAD, NOW, OTHER_WORKER, WORKER

ALERT, TERM = UUID(int=9), NOW + timedelta(days=3)
LATE = TERM + timedelta(seconds=1)


def test_an_alert_is_accepted_and_then_processed() -> None:
    receipt = alerted.proposed(alerted.received(ALERT, BANK, 1, NOW, TERM), Choice.ACCEPT, "", WORKER, NOW)
    accepted = alerted.decided(receipt, 1, ACT, HEAD, NOW)
    assert alerted.processed(accepted, WORKER, NOW).state is ReceiptState.PROCESSED


def test_a_refusal_says_why_and_is_never_processed() -> None:
    receipt = alerted.received(ALERT, BANK, 1, NOW, TERM)
    with pytest.raises(Problem) as no:
        alerted.proposed(receipt, Choice.REFUSE, "no", WORKER, NOW)
    assert no.value.kind.code == "sector.words_needed"
    refused = alerted.decided(
        alerted.proposed(receipt, Choice.REFUSE, "We do not use this product.", WORKER, NOW), 1, ACT, HEAD, NOW
    )
    with pytest.raises(Problem) as no:
        alerted.processed(refused, WORKER, NOW)
    assert no.value.kind.code == "sector.not_accepted"


@pytest.mark.parametrize(("decided_at", "late"), [(TERM, False), (LATE, True)])
def test_a_decision_is_late_by_its_own_moment_for_ever(decided_at, late) -> None:
    receipt = alerted.proposed(alerted.received(ALERT, BANK, 1, NOW, TERM), Choice.ACCEPT, "", WORKER, NOW)
    decided = alerted.decided(receipt, 1, ACT, HEAD, decided_at)
    assert decided.is_late(LATE + timedelta(days=100)) is late


def test_a_corrected_alert_is_received_anew_and_remembers_what_was_decided() -> None:
    receipt = alerted.proposed(alerted.received(ALERT, BANK, 1, NOW, TERM), Choice.ACCEPT, "", WORKER, NOW)
    again = alerted.received_again(alerted.decided(receipt, 1, ACT, HEAD, NOW), 2, LATE, LATE + timedelta(days=1))
    assert (again.state, again.is_decided, again.decided[0].edition) == (ReceiptState.RECEIVED, False, 1)
    assert not again.is_late(LATE)


def test_who_opened_an_alert_first_is_kept_and_strangers_open_nothing() -> None:
    receipt = alerted.received(ALERT, BANK, 1, NOW, TERM)
    assert alerted.opened(receipt, OTHER_WORKER, NOW).opened_at is None
    first = alerted.opened(receipt, WORKER, NOW)
    assert alerted.opened(first, HEAD, LATE).opened_at == NOW


@pytest.mark.parametrize("take", Take)
def test_a_request_is_neither_taken_nor_declined_without_a_comment(take: Take) -> None:
    part = asked.assigned(ALERT, BANK, NOW, TERM, TERM)
    with pytest.raises(Problem) as no:
        asked.proposed(part, take, "ok", WORKER, NOW)
    assert no.value.kind.code == "sector.words_needed"


def test_the_head_may_say_no_to_a_choice_and_the_worker_may_think_again() -> None:
    part = asked.proposed(asked.assigned(ALERT, BANK, NOW, TERM, TERM), Take.DECLINE, "Not our product.", WORKER, NOW)
    for who in (WORKER, HEAD):
        assert asked.taken_back(part, who).state is AssignmentState.RECEIVED
    with pytest.raises(Problem):
        asked.taken_back(part, OTHER_WORKER)


def in_work(clock: AnswerClock = AnswerClock.RECEIPT) -> Assignment:
    part = asked.assigned(ALERT, BANK, NOW, TERM, TERM, clock)
    return asked.taken(asked.proposed(part, Take.WORK, "We take it up.", WORKER, NOW), ACT, HEAD, NOW)


def test_the_ten_days_run_from_the_receipt_or_from_the_end_of_the_work() -> None:
    assert (in_work().answer_by, in_work().answer_counts_from) == (TERM, NOW)
    with pytest.raises(Problem, match=r"sector\.no_such_end"):
        asked.work_done(in_work(), TERM, WORKER, NOW)
    working = in_work(AnswerClock.WORK_DONE)
    assert (working.answer_by, working.is_late(NOW + timedelta(days=400))) == (None, False)
    done = asked.work_done(working, TERM, WORKER, LATE)
    assert (done.answer_by, done.answer_counts_from) == (TERM, LATE)
    with pytest.raises(Problem, match=r"sector\.stage"):
        asked.work_done(done, TERM, WORKER, LATE)


def test_what_is_entrusted_to_one_worker_is_no_other_workers() -> None:
    part = asked.assigned(ALERT, BANK, NOW, TERM, TERM)
    with pytest.raises(Problem, match=r"sector\.duty"):
        asked.entrusted(part, WORKER.account, WORKER)
    to_another = asked.entrusted(part, UUID(int=77), HEAD)
    with pytest.raises(Problem, match=r"sector\.entrusted"):
        asked.proposed(to_another, Take.WORK, "We take it up.", WORKER, NOW)
    back = asked.entrusted(to_another, WORKER.account, HEAD)
    assert asked.proposed(back, Take.WORK, "We take it up.", WORKER, NOW).state is AssignmentState.PROPOSED


def test_a_corrected_answer_keeps_the_moment_of_the_first() -> None:
    part = asked.proposed(asked.assigned(ALERT, BANK, NOW, TERM, TERM), Take.WORK, "We take it up.", WORKER, NOW)
    answered = asked.answered(asked.taken(part, ACT, HEAD, NOW), UUID(int=11), NOW)
    assert asked.answered(answered, UUID(int=11), LATE).answered_at == NOW
    assert not asked.answered(answered, UUID(int=11), LATE).is_late(LATE)


def test_the_authorised_body_decides_by_itself_and_no_clock_binds_it() -> None:
    part = asked.assigned(ALERT, "", NOW, TERM, TERM)
    assert (part.take_by, part.answer_by) == (None, None)
    with pytest.raises(Problem):
        asked.proposed(part, Take.WORK, "We take it up.", WORKER, NOW)
    assert asked.proposed(part, Take.WORK, "We take it up.", CENTRE, NOW).state is AssignmentState.IN_WORK


def test_an_answer_does_not_come_before_the_request_is_taken() -> None:
    with pytest.raises(Problem):
        asked.answered(asked.assigned(ALERT, BANK, NOW, TERM, TERM), UUID(int=11), NOW)
