"""Telling of a request within thirty days: in whole, in part, refused, put off, under conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from almasu.kernel.interstate import answering as path
from almasu.kernel.interstate.answering import (
    Conditional,
    Done,
    Ground,
    Outcome,
    Postponed,
    Reception,
    Refused,
    State,
    Teller,
)
from almasu.kernel.interstate.asking import Asked, Missing
from almasu.kernel.interstate.parties import BodyKind
from almasu.law import moment
from almasu.law.deadline import deadline_of
from almasu.law.problem import Problem
from almasu.law.term import Term, Unit
from almasu.wiring.law import open_law
from kernel.interstate.conftest import ACT, ANSWERING, ASKED, ASKING, NOW, STANDING, THIRD, at

DUE = moment.read("2026-12-20T23:59:59+05:00")
HERE = Teller(ANSWERING, BodyKind.COMPETENT)
DONE = Done("Проверены банки страны.", "Счета найдены, выписка приложена.")
REFUSED = Refused(Ground.LAW, "Банковская тайна по закону.")
LATER = Postponed(date(2027, 1, 15), "Идёт следственное действие.")
UNDER = Conditional("Использовать только как ориентирующие.", "Оперативный источник не раскрывается.")


def arrived(asked: Asked = ASKED) -> Reception:
    return path.received(asked, NOW, DUE)


def told(reception: Reception, outcomes: Mapping[int, Sequence[Outcome]], day: str = "2026-12-01") -> Reception:
    return path.told(reception, outcomes, HERE, at(day), ACT)


def test_the_notice_is_due_thirty_days_after_the_day_of_receipt_weekends_included() -> None:
    due = deadline_of(NOW, Term(30, Unit.DAYS), open_law().calendar).due
    assert due.isoformat() == "2026-12-20T23:59:59+05:00"


def test_an_incomplete_request_goes_back_with_what_is_missing_and_no_clock_runs() -> None:
    back = arrived(replace(ASKED, purpose=""))
    assert (back.state, back.missing, back.due_at) == (State.RETURNED, (Missing.PURPOSE,), None)
    assert not back.is_late(DUE + timedelta(days=400))
    with pytest.raises(Problem, match="incomplete"):
        told(back, {1: [DONE]})


def test_a_request_answered_in_whole_is_closed() -> None:
    closed = told(arrived(), {1: [DONE], 2: [REFUSED]})
    assert closed.state is State.CLOSED
    assert not closed.is_late(at("2027-06-01"))
    with pytest.raises(Problem, match="ended"):
        told(closed, {1: [DONE]})


def test_a_part_refused_and_a_part_put_off_stay_apart_until_both_are_settled() -> None:
    accounts, slips = replace(DONE, part="счета"), replace(LATER, part="выписки")
    half = told(arrived(), {1: [accounts, slips], 2: [REFUSED]})
    assert half.state is State.OPEN
    assert not half.is_late(at("2027-01-15"))
    assert half.overdue_items(at("2027-01-16")) == (1,)
    assert half.is_late(at("2027-01-16"))
    with pytest.raises(Problem, match="told_already"):
        told(half, {1: [accounts]})
    with pytest.raises(Problem, match="no_such_item"):
        told(half, {1: [replace(REFUSED, part="карты")]})
    whole = told(half, {1: [replace(REFUSED, part="выписки")]}, "2027-01-10")
    assert whole.state is State.CLOSED
    assert whole.outcomes[1] == {"счета": accounts, "выписки": replace(REFUSED, part="выписки")}


def test_what_was_put_off_as_a_whole_may_be_settled_in_parts() -> None:
    off = told(arrived(), {1: [LATER], 2: [DONE]})
    parts = told(off, {1: [replace(DONE, part="счета"), replace(REFUSED, part="выписки")]}, "2027-01-10")
    assert parts.state is State.CLOSED


def test_a_notice_after_thirty_days_is_late_whatever_it_says() -> None:
    late = told(arrived(), {1: [DONE], 2: [REFUSED]}, "2026-12-21")
    assert late.is_late(at("2026-12-21"))


PUT_OFF = told(arrived(), {1: [LATER], 2: [DONE]})
FIRED = told(arrived(STANDING), {1: [DONE]})
DAY_30, DAY_31 = DUE, DUE + timedelta(microseconds=1)
# A request, what is told of its first item, the last moment of the thirtieth day or the first of the next, if it may.
TIMELY: list[tuple[Reception, Outcome, datetime, bool]] = [
    (arrived(), LATER, DAY_30, True),
    (arrived(), LATER, DAY_31, False),
    (arrived(), UNDER, DAY_30, True),
    (arrived(), UNDER, DAY_31, False),
    (arrived(), DONE, DAY_31, True),
    (arrived(), REFUSED, DAY_31, True),
    (PUT_OFF, LATER, DAY_31, False),
    (PUT_OFF, DONE, DAY_31, True),
    (arrived(STANDING), LATER, DAY_31, False),
    (FIRED, UNDER, DAY_31, True),
]


@pytest.mark.parametrize(("reception", "outcome", "day", "may"), TIMELY)
def test_there_is_no_extension_nothing_is_put_off_or_tied_to_conditions_after_the_thirty_days(
    reception: Reception, outcome: Outcome, day: datetime, may: bool
) -> None:
    if may:
        path.must_be_in_time(reception, {1: [outcome]}, day)
        return
    with pytest.raises(Problem, match="no_extension") as refused:
        path.must_be_in_time(reception, {1: [outcome]}, day)
    assert refused.value.where == "outcomes/1"


def test_a_notice_that_leaves_an_item_out_does_not_stop_the_clock() -> None:
    half = told(arrived(), {1: [DONE]})
    assert half.first_told_at is None
    assert half.is_late(at("2026-12-21"))


REFUSALS: list[tuple[dict[int, list[Outcome]], Teller, str]] = [
    ({}, HERE, "nothing_told"),
    ({1: []}, HERE, "nothing_told"),
    ({0: [DONE]}, HERE, "no_such_item"),
    ({3: [DONE]}, HERE, "no_such_item"),
    ({1: [DONE, REFUSED]}, HERE, "no_such_item"),
    ({1: [replace(DONE, part="счета"), REFUSED]}, HERE, "no_such_item"),
    ({1: [replace(DONE, results="нет")]}, HERE, "reason_needed"),
    ({1: [replace(REFUSED, reason="нет")]}, HERE, "reason_needed"),
    ({1: [replace(UNDER, conditions="")]}, HERE, "reason_needed"),
    ({1: [replace(LATER, until=date(2026, 12, 1))]}, HERE, "postponed_to_the_past"),
    ({1: [REFUSED]}, Teller(ANSWERING, BodyKind.CIS), "only_competent"),
    ({1: [DONE]}, Teller(ASKING, BodyKind.COMPETENT), "not_asked_here"),
    ({1: [DONE]}, Teller(THIRD, BodyKind.COMPETENT), "not_asked_here"),
]


@pytest.mark.parametrize(("outcomes", "teller", "code"), REFUSALS)
def test_a_notice_that_the_agreement_does_not_allow_is_refused(
    outcomes: dict[int, list[Outcome]], teller: Teller, code: str
) -> None:
    with pytest.raises(Problem, match=code):
        path.told(arrived(), outcomes, teller, at("2026-12-01"), ACT)


def test_a_standing_request_fires_again_and_again_until_its_end_or_its_withdrawal() -> None:
    standing = arrived(STANDING)
    for day in ("2026-12-01", "2026-12-15", "2027-03-01"):
        standing = told(standing, {1: [DONE], 2: [DONE]}, day)
    assert (standing.state, len(standing.told)) == (State.OPEN, 3)
    with pytest.raises(Problem, match="ended"):
        told(standing, {1: [DONE]}, "2027-05-02")
    withdrawn = path.withdrawn(standing, ASKING, at("2027-03-02"))
    with pytest.raises(Problem, match="ended"):
        told(withdrawn, {1: [DONE]}, "2027-03-03")
    with pytest.raises(Problem, match="not_asked_here"):
        path.withdrawn(standing, ANSWERING, at("2027-03-02"))


@pytest.mark.parametrize(("day", "late"), [("2026-12-01", False), ("2026-12-21", True)])
def test_a_request_withdrawn_after_its_term_stays_late_and_one_withdrawn_in_it_never_becomes_so(
    day: str, late: bool
) -> None:
    withdrawn = path.withdrawn(arrived(), ASKING, at(day))
    assert [withdrawn.is_late(at(seen)) for seen in (day, "2027-06-01")] == [late, late]


def test_conditions_are_accepted_once_by_the_body_that_asked() -> None:
    offered = told(arrived(), {1: [UNDER], 2: [DONE]})
    accepted = path.conditions_accepted(offered, 1, ASKING)
    assert accepted.agreed == (1,)
    for reception, item, by in ((offered, 1, ANSWERING), (offered, 2, ASKING), (accepted, 1, ASKING)):
        with pytest.raises(Problem):
            path.conditions_accepted(reception, item, by)


def test_conditions_that_are_not_accepted_settle_the_item_and_new_ones_wait_for_a_new_answer() -> None:
    offered = told(arrived(), {1: [UNDER], 2: [LATER]})
    declined = path.conditions_declined(offered, 1, ASKING, "Такие условия нам не подходят.")
    assert (declined.state, path.conditions_wait(declined)) == (State.OPEN, ())
    assert told(declined, {2: [DONE]}).state is State.CLOSED
    again = told(declined, {1: [replace(UNDER, conditions="Только для личного ознакомления.")]})
    assert (again.declined, path.conditions_wait(again)) == ({}, (1,))
    assert path.conditions_wait(told(path.conditions_accepted(offered, 1, ASKING), {1: [UNDER]})) == (1,)
    for by, item, why in ((ANSWERING, 1, "так решил орган"), (ASKING, 2, "так решил орган"), (ASKING, 1, "нет")):
        with pytest.raises(Problem):
            path.conditions_declined(offered, item, by, why)


OUTCOME = st.sampled_from([DONE, REFUSED, LATER, UNDER, replace(DONE, part="а б"), replace(LATER, part="в г")])
STEP = st.tuples(
    st.dictionaries(st.integers(0, 3), st.lists(OUTCOME, max_size=2), max_size=2),
    st.sampled_from([HERE, Teller(ANSWERING, BodyKind.CIS), Teller(THIRD, BodyKind.COMPETENT)]),
    st.integers(0, 50),
)


@settings(max_examples=150)
@given(st.sampled_from([ASKED, STANDING]), st.lists(STEP, max_size=12))
def test_whatever_is_tried_what_was_settled_stays_and_late_stays_late(
    asked: Asked, tried: list[tuple[dict[int, list[Outcome]], Teller, int]]
) -> None:
    reception, now = arrived(asked), NOW
    for outcomes, teller, days in tried:
        before, now = reception, now + timedelta(days=days)
        try:
            reception = path.told(reception, outcomes, teller, now, ACT)
        except Problem:
            assert reception == before
        assert len(reception.told) >= len(before.told)
        assert all(notice.outcomes for notice in reception.told)
        if asked is ASKED:
            for item, parts in before.outcomes.items():
                settled = {part: one for part, one in parts.items() if isinstance(one, Done | Refused)}
                assert settled.items() <= reception.outcomes[item].items()
        if before.first_told_at is None and now > DUE:
            assert reception.is_late(now)
