"""Working days of Kazakhstan by edition: the years as printed, and what changed later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from almasu.law.calendar_sheets import read_calendar
from almasu.law.problem import Fault, Problem
from almasu.law.sheet import SheetFile
from almasu.wiring.law import Law

# Weekdays off in 2026, law notes 9.
DAYS_OFF_OF_2026 = "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16"


def weekdays_off(law: Law, year: int) -> list[str]:
    calendar = law.calendar()
    days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    return [
        day.strftime("%m-%d") for day in days if day.year == year and day.weekday() < 5 and not calendar.is_working(day)
    ]


def test_the_days_off_of_2026_are_those_of_the_official_calendar(law: Law) -> None:
    assert weekdays_off(law, 2026) == DAYS_OFF_OF_2026.split()


def test_the_days_off_of_2027_follow_the_rule(law: Law) -> None:
    expected = "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16"
    assert weekdays_off(law, 2027) == expected.split()


@pytest.mark.parametrize(
    ("year", "working"), [(2022, 246), (2023, 246), (2024, 249), (2025, 246), (2026, 247), (2027, 247)]
)
def test_a_year_has_so_many_working_days(law: Law, year: int, working: int) -> None:
    calendar = law.calendar()
    days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    assert sum(1 for day in days if day.year == year and calendar.is_working(day)) == working


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2022-03-05", True),  # Saturday worked for Monday 7 March
        ("2022-03-07", False),
        ("2022-10-22", True),
        ("2022-10-24", False),
        ("2022-12-01", True),  # no longer a holiday
        ("2022-12-19", True),
        ("2023-01-07", False),  # Christmas on a Saturday does not move
        ("2023-01-09", True),
        ("2023-07-01", True),
        ("2023-07-07", False),
        ("2024-05-04", True),
        ("2024-05-08", False),
        ("2024-06-17", True),  # Kurban Ait on a Sunday does not move
        ("2025-01-05", True),  # a worked Sunday
        ("2025-01-03", False),
        ("2026-08-31", True),  # 30 August is a holiday no more
        ("2027-03-15", False),  # the new Constitution Day, first kept in 2027
    ],
)
def test_moved_and_exchanged_days(law: Law, day: str, working: bool) -> None:
    assert law.calendar().is_working(date.fromisoformat(day)) is working


def test_a_past_edition_still_says_what_it_said(law: Law) -> None:
    before, after = law.calendar(date(2026, 3, 17)), law.calendar(date(2026, 3, 18))
    assert (before.edition, after.edition) == ("KZ/2025-11-19", "KZ/2026-03-18")
    assert not before.is_working(date(2026, 8, 31))
    assert after.is_working(date(2026, 8, 31))
    assert not law.calendar(date(2022, 6, 1)).is_working(date(2022, 12, 19))
    with pytest.raises(Problem, match=r"deadline\.calendar\.outside"):
        law.calendar(date(2020, 1, 1))
    with pytest.raises(Problem, match=r"deadline\.calendar\.outside"):
        after.is_working(date(2028, 1, 3))


def test_every_day_off_says_why_and_names_its_act(law: Law) -> None:
    calendar = law.calendar()
    note = calendar.off_note(date(2026, 3, 9))
    assert note is not None
    assert note.why.ru == "Международный женский день (перенос с 08.03.2026)"
    assert all(one.act in calendar.acts for one in (*calendar.off.values(), *calendar.worked.values()))


NAMES = "acts: {law: {kk: а, ru: б, en: c}}\nholidays: {day: {kk: а, ru: б, en: c}}\n"


@pytest.mark.parametrize(
    ("years", "wrong"),
    [
        (
            ["year: 2022\nknown_on: 2021-10-01\ndays_off: []", "year: 2024\nknown_on: 2023-10-01\ndays_off: []"],
            "no year 2023",
        ),
        (["year: 2022\nknown_on: 2021-10-01\ndays_off: [{day: 2023-01-02, holiday: day, act: law}]"], "another year"),
        (
            ["year: 2022\nknown_on: 2021-10-01\ndays_off: [{day: 2022-01-03, holiday: feast, act: law}]"],
            "unknown holiday",
        ),
        (["year: 2022\nknown_on: 2021-10-01\ndays_off: [{day: 2022-01-03, holiday: day, act: rumour}]"], "unknown"),
        (["year: 2022\nknown_on: 2021-10-01\noff: []"], "2022"),
        (
            [
                (
                    "year: 2022\nknown_on: 2021-10-01\ndays_off: []\n"
                    "days_worked: [{day: 2022-01-03, instead_of: 2022-01-04, act: law}]"
                )
            ],
            "weekday",
        ),
        (
            [
                (
                    "year: 2022\nknown_on: 2021-10-01\n"
                    "days_off: [{day: 2022-01-08, holiday: day, moved_from: 2022-01-01, act: law}]"
                )
            ],
            "weekend",
        ),
    ],
)
def test_a_calendar_that_cannot_be_right_is_refused(years: list[str], wrong: str) -> None:
    files = [SheetFile(f"{count}-2022.yaml", year.encode()) for count, year in enumerate(years)]
    with pytest.raises(Fault, match=wrong):
        read_calendar(SheetFile("names.yaml", NAMES.encode()), files)
