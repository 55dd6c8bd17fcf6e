"""Deadlines computed from start, term, calendar and suspensions, in the time of Astana."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.law import moment
from almasu.law.deadline import deadline_of, end_of
from almasu.law.problem import Problem
from almasu.law.term import Suspension, Term, Unit
from almasu.law.text import Text
from almasu.wiring.law import Law, open_law

FRIDAY = "2026-11-20T10:00:00+05:00"
STOPPED = Text(kk="тоқтатылды", ru="приостановлено", en="suspended")


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        # Worked values of the law notes, section 9.
        (FRIDAY, 1, Unit.WORKING_DAYS, "2026-11-23T23:59:59+05:00"),
        (FRIDAY, 3, Unit.WORKING_DAYS, "2026-11-25T23:59:59+05:00"),
        (FRIDAY, 10, Unit.WORKING_DAYS, "2026-12-04T23:59:59+05:00"),
        (FRIDAY, 30, Unit.DAYS, "2026-12-20T23:59:59+05:00"),
        (FRIDAY, 24, Unit.HOURS, "2026-11-21T10:00:00+05:00"),
        # Received at night or on a weekend: the day starts on the next working day.
        ("2026-11-20T23:50:00+05:00", 1, Unit.WORKING_DAYS, "2026-11-23T23:59:59+05:00"),
        ("2026-11-21T11:00:00+05:00", 1, Unit.WORKING_DAYS, "2026-11-23T23:59:59+05:00"),
        ("2026-11-22T11:00:00+05:00", 1, Unit.WORKING_DAYS, "2026-11-23T23:59:59+05:00"),
        # The day of the start is that of Astana: 19:30 UTC on Thursday is Friday there.
        ("2026-11-19T19:30:00+00:00", 1, Unit.WORKING_DAYS, "2026-11-23T23:59:59+05:00"),
        # 31 August 2026 is worked, the last of August 2025 was followed by a moved holiday.
        ("2026-08-28T10:00:00+05:00", 1, Unit.WORKING_DAYS, "2026-08-31T23:59:59+05:00"),
        ("2025-08-29T10:00:00+05:00", 1, Unit.WORKING_DAYS, "2025-09-02T23:59:59+05:00"),
        # A worked Sunday counts.
        ("2025-01-02T10:00:00+05:00", 1, Unit.WORKING_DAYS, "2025-01-05T23:59:59+05:00"),
        # Calendar months, not 30 days; a missing day is the month's last.
        ("2026-01-31T10:00:00+05:00", 1, Unit.MONTHS, "2026-02-28T23:59:59+05:00"),
        ("2026-11-20T10:00:00+05:00", 6, Unit.MONTHS, "2027-05-20T23:59:59+05:00"),
        ("2026-12-31T10:00:00+05:00", 2, Unit.MONTHS, "2027-02-28T23:59:59+05:00"),
        # The clock of Astana went back on the night to 01.03.2024: hours are real hours.
        ("2024-02-29T12:00:00+06:00", 24, Unit.HOURS, "2024-03-01T11:00:00+05:00"),
        ("2024-02-28T12:00:00+06:00", 1, Unit.DAYS, "2024-02-29T23:59:59+05:00"),
        # Years later a deadline of 2023 is still computed in the offset of its day.
        ("2023-06-27T10:00:00+06:00", 1, Unit.WORKING_DAYS, "2023-06-29T23:59:59+06:00"),
    ],
)
def test_worked_values(law: Law, start: str, amount: int, unit: Unit, due: str) -> None:
    found = deadline_of(moment.read(start), Term(amount, unit), law.calendar())
    assert found.due.isoformat() == due


def test_every_skipped_day_is_explained(law: Law) -> None:
    found = deadline_of(moment.read("2026-03-20T10:00:00+05:00"), Term(2, Unit.WORKING_DAYS), law.calendar())
    assert [(skip.day.isoformat(), skip.why.en, skip.act) for skip in found.skipped] == [
        ("2026-03-21", "Nauryz", "holidays_law"),
        ("2026-03-22", "Nauryz", "holidays_law"),
        ("2026-03-23", "Nauryz", "holidays_law"),
        ("2026-03-24", "Nauryz (moved from 21.03.2026)", "holidays_law"),
        ("2026-03-25", "Nauryz (moved from 22.03.2026)", "holidays_law"),
    ]
    assert found.last_day == date(2026, 3, 27)
    assert found.calendar_edition == "KZ/2026-03-18"


def test_the_calendar_of_its_day_gives_the_deadline_of_its_day(law: Law) -> None:
    start, term = moment.read("2026-08-28T10:00:00+05:00"), Term(1, Unit.WORKING_DAYS)
    assert deadline_of(start, term, law.calendar(date(2026, 3, 1))).last_day == date(2026, 9, 1)
    assert deadline_of(start, term, law.calendar()).last_day == date(2026, 8, 31)


def test_a_suspension_moves_the_end_and_is_told(law: Law) -> None:
    stop = Suspension(moment.read("2026-11-23T09:00:00+05:00"), moment.read("2026-11-25T09:00:00+05:00"), STOPPED)
    found = deadline_of(moment.read(FRIDAY), Term(1, Unit.WORKING_DAYS), law.calendar(), (stop,))
    assert found.last_day == date(2026, 11, 25)
    assert [skip.why.en for skip in found.skipped] == ["Saturday", "Sunday", "suspended", "suspended"]
    hours = deadline_of(moment.read("2026-11-22T10:00:00+05:00"), Term(24, Unit.HOURS), law.calendar(), (stop, stop))
    assert hours.due.isoformat() == "2026-11-25T10:00:00+05:00"
    month = deadline_of(moment.read("2026-11-20T10:00:00+05:00"), Term(1, Unit.MONTHS), law.calendar(), (stop,))
    assert month.last_day == date(2026, 12, 22)


def test_terms_and_suspensions_that_make_no_sense_are_refused(law: Law) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Term(0, Unit.DAYS)
    at = moment.read(FRIDAY)
    with pytest.raises(ValueError, match="ends after"):
        Suspension(at, at, STOPPED)
    with pytest.raises(Problem, match=r"deadline\.calendar\.outside"):
        deadline_of(moment.read("2027-12-30T10:00:00+05:00"), Term(5, Unit.WORKING_DAYS), law.calendar())


STARTS = st.datetimes(datetime(2022, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
AMOUNTS = st.integers(1, 60)


@settings(max_examples=200, deadline=None)
@given(start=STARTS, amount=AMOUNTS)
def test_n_working_days_are_n_working_days(start: datetime, amount: int) -> None:
    calendar = open_law().calendar()
    found = deadline_of(start, Term(amount, Unit.WORKING_DAYS), calendar)
    first = moment.in_astana(start).date()
    between = [first + timedelta(days=count) for count in range(1, (found.last_day - first).days + 1)]
    assert calendar.is_working(found.last_day)
    assert sum(1 for day in between if calendar.is_working(day)) == amount
    assert [skip.day for skip in found.skipped] == [day for day in between if not calendar.is_working(day)]
    assert found.due == end_of(found.last_day)


@settings(max_examples=200, deadline=None)
@given(start=STARTS, amount=AMOUNTS, unit=st.sampled_from(Unit))
def test_a_longer_term_is_never_due_earlier_and_a_deadline_is_recomputable(
    start: datetime, amount: int, unit: Unit
) -> None:
    calendar = open_law().calendar()
    shorter = deadline_of(start, Term(amount, unit), calendar)
    longer = deadline_of(start, Term(amount + 1, unit), calendar)
    assert start < shorter.due < longer.due
    assert deadline_of(start.astimezone(UTC), Term(amount, unit), calendar) == shorter


@settings(max_examples=200, deadline=None)
@given(
    start=STARTS,
    amount=AMOUNTS,
    unit=st.sampled_from(Unit),
    after=st.integers(-48, 400),
    length=st.integers(1, 400),
)
def test_a_suspension_never_makes_it_earlier(start: datetime, amount: int, unit: Unit, after: int, length: int) -> None:
    calendar = open_law().calendar()
    since = start + timedelta(hours=after)
    stop = Suspension(since, since + timedelta(hours=length), STOPPED)
    plain = deadline_of(start, Term(amount, unit), calendar)
    stopped = deadline_of(start, Term(amount, unit), calendar, (stop,))
    assert stopped.due >= plain.due
    if since > plain.due:
        assert stopped.due == plain.due


def test_the_terms_of_the_acts_are_those_of_the_acts(law: Law) -> None:
    terms = {name: (term.term.amount, term.term.unit.value) for name, term in law.terms.items()}
    assert terms["sio25.application_decision"] == (24, "hours")
    assert terms["asoi.answer"] == (10, "working_days")
    assert terms["asoi.correction"] == (3, "working_days")
    assert terms["cis.answer"] == (30, "days")
    assert terms["cis.bodies_changed"] == (1, "months")
