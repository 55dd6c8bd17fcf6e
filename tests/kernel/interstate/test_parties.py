"""Whom the Agreement binds on which day, and with whom one may exchange."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest

from almasu.kernel.interstate.parties import Directory, Notice, NoticeKind, must_be_possible
from almasu.law.problem import Problem
from kernel.interstate.conftest import ANSWERING, ASKING, CENTRE, DIRECTORY, THIRD, body, done, party


def test_the_agreement_begins_when_thirty_days_after_the_third_notice_have_run_out() -> None:
    assert DIRECTORY.began_on() == date(2019, 2, 15)


def test_two_notices_begin_nothing() -> None:
    two = Directory((party("KZ", done("2018-09-10")), party("KG", done("2018-10-01"))), ())
    assert two.began_on() is None
    assert not two.binds("KZ", date(2030, 1, 1))


# A state, what it told the depositary beside the three first ones, a day, whether it is bound then.
DAYS = [
    ("KZ", (), "2019-02-14", False),
    ("KZ", (), "2019-02-15", True),
    ("TJ", (), "2026-11-20", False),
    ("TJ", (done("2020-03-01"),), "2020-03-31", False),
    ("TJ", (done("2020-03-01"),), "2020-04-01", True),
    ("TJ", (Notice(NoticeKind.ACCESSION, date(2018, 1, 1), "paper"),), "2019-02-14", False),
    ("TJ", (Notice(NoticeKind.ACCESSION, date(2021, 1, 1), "paper", date(2021, 1, 31)),), "2021-01-31", True),
    ("TJ", (done("2020-03-01"), Notice(NoticeKind.LEAVING, date(2024, 8, 31), "note")), "2025-02-28", True),
    ("TJ", (done("2020-03-01"), Notice(NoticeKind.LEAVING, date(2024, 8, 31), "note")), "2025-03-01", False),
    (
        "TJ",
        (done("2020-03-01"), Notice(NoticeKind.LEAVING, date(2024, 8, 31), "note", date(2024, 9, 1))),
        "2024-12-01",
        True,
    ),
]


LEFT_AND_CAME_BACK = (
    done("2020-03-01"),
    Notice(NoticeKind.LEAVING, date(2024, 8, 31), "note"),
    Notice(NoticeKind.ACCESSION, date(2026, 5, 1), "paper"),
)
DAYS += [("TJ", LEFT_AND_CAME_BACK, *row) for row in (("2025-02-28", True), ("2025-03-01", False))]
DAYS += [("TJ", LEFT_AND_CAME_BACK, *row) for row in (("2026-05-31", False), ("2026-06-01", True))]


def test_one_state_that_told_twice_is_one_of_three() -> None:
    two = Directory((party("KZ", done("2018-09-10"), done("2018-09-12")), party("KG", done("2018-10-01"))), ())
    assert two.began_on() is None


@pytest.mark.parametrize(
    ("kind", "effect", "code"),
    [
        (NoticeKind.ACCESSION, "2024-10-10", "effect_too_early"),
        (NoticeKind.PROCEDURES_DONE, "2024-10-11", ""),
        (NoticeKind.LEAVING, "2025-03-10", "leaves_too_early"),
        (NoticeKind.LEAVING, "2025-03-11", ""),
    ],
)
def test_no_notice_has_effect_before_its_thirty_days_or_six_months(kind: NoticeKind, effect: str, code: str) -> None:
    told = Notice(kind, date(2024, 9, 11), "note", date.fromisoformat(effect))
    with nullcontext() if not code else pytest.raises(Problem, match=code):
        must_be_possible(told, date(2026, 11, 20))


@pytest.mark.parametrize(("code", "notices", "day", "bound"), DAYS)
def test_a_state_is_bound_from_its_effect_until_it_has_left(
    code: str, notices: tuple[Notice, ...], day: str, bound: bool
) -> None:
    parties = (*(one for one in DIRECTORY.parties if one.code != "TJ"), party("TJ", *notices))
    assert Directory(parties, DIRECTORY.bodies).binds(code, date.fromisoformat(day)) is bound


def test_partners_are_bodies_of_bound_states_and_of_the_cis() -> None:
    day = date(2026, 11, 20)
    assert [one.id for one in DIRECTORY.partners("KZ", day)] == [THIRD, CENTRE, ANSWERING]
    assert [one.id for one in DIRECTORY.partners("KG", day)] == [THIRD, CENTRE, ASKING]


def test_a_body_that_left_the_list_is_no_side_from_that_day_on() -> None:
    left = body("kz-finance", "KZ")
    gone = type(left)(left.id, left.party, left.kind, left.name, left.since, until=date(2021, 2, 20))
    assert gone.stands_on(date(2021, 2, 19))
    assert not gone.stands_on(date(2021, 2, 20))
