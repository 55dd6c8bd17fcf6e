"""Who is near by what registers answered: kin over two steps, a common home, a common employer."""

from __future__ import annotations

from datetime import date

import pytest

from almasu.kernel.answers import Record
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.relations.near import TELLING, Asking, ties_to, told_by

OFFICER, SUBJECT, PARENT, CHILD = "860314450216", "850101300015", "790101300001", "900722351147"
BODY, OTHER_BODY = "010140000004", "010140000103"
ASKING = Asking(OFFICER, BODY, date(2026, 11, 20))
R, C = {Tie.RELATIVE}, {Tie.COLLEAGUE}
NOBODY: set[Tie] = set()


def birth(child: str, father: str) -> tuple[int, Record]:
    said = {"civil_act_kind": "birth", "subject_iin": child, "father_iin": father, "event_date": "2001-05-06"}
    return 22, {**said, "act_no": f"{child[:4]}-{father[:4]}"}


def marriage(one: str, other: str, kind: str = "marriage") -> tuple[int, Record]:
    return 22, {
        "civil_act_kind": kind, "subject_iin": one, "spouse_iin": other, "event_date": "2010-01-01", "act_no": "7",
    }  # fmt: skip


def home(person: str, place: str = "0201300123456789", until: str | None = None) -> tuple[int, Record]:
    return 40, {"iin": person, "address_rca": place, "valid_from": "2020-01-01", "valid_to": until}


def work(person: str, employer: str, last: str) -> tuple[int, Record]:
    return 11, {
        "contributor_iin": person, "employer_bin": employer, "first_period": "2024-01", "last_period": last,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "ties"),
    [
        ([], NOBODY),
        ([birth(SUBJECT, OFFICER)], R),
        ([birth(OFFICER, SUBJECT)], R),
        ([birth(SUBJECT, PARENT), birth(OFFICER, PARENT)], R),
        ([birth(SUBJECT, PARENT)], NOBODY),
        ([marriage(SUBJECT, OFFICER)], R),
        ([marriage(SUBJECT, OFFICER, "divorce")], R),
        ([marriage(SUBJECT, PARENT), birth(OFFICER, PARENT)], R),
        ([marriage(SUBJECT, CHILD), birth(CHILD, PARENT), birth(OFFICER, PARENT)], NOBODY),
        ([home(SUBJECT), home(OFFICER)], R),
        ([home(SUBJECT), home(OFFICER, until="2025-01-01")], NOBODY),
        ([home(SUBJECT), home(OFFICER, "0201300123456000")], NOBODY),
        ([work(SUBJECT, BODY, "2026-09")], C),
        ([work(SUBJECT, BODY, "2025-09")], NOBODY),
        ([work(SUBJECT, OTHER_BODY, "2026-09")], NOBODY),
        ([work(OFFICER, BODY, "2026-09")], NOBODY),
        ([birth(SUBJECT, OFFICER), work(SUBJECT, BODY, "2026-10")], R | C),
    ],
)
def test_ties_by_answers(said: list[tuple[int, Record]], ties: set[Tie]) -> None:
    facts = [fact for number, record in said for fact in told_by(number, [record])]
    assert ties_to(SUBJECT, ASKING, facts) == ties


def test_only_registers_of_kin_homes_and_work_tell_anything() -> None:
    assert sorted(TELLING) == [11, 22, 40]
    for number in set(range(1, 53)) - TELLING:
        assert told_by(number, [birth(SUBJECT, OFFICER)[1]]) == ()


@pytest.mark.parametrize("subject", [OFFICER, "123", "not a number"])
def test_nobody_is_near_to_oneself_and_what_is_no_iin_is_near_to_nobody(subject: str) -> None:
    facts = told_by(*(22, [marriage(SUBJECT, OFFICER)[1]]))
    assert ties_to(subject, ASKING, facts) == frozenset()


def test_records_that_make_no_sense_tell_nothing() -> None:
    broken: list[Record] = [{}, {"civil_act_kind": "marriage", "subject_iin": "1", "spouse_iin": OFFICER}]
    assert told_by(22, broken) == ()
