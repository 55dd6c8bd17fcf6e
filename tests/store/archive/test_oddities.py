"""Each kind of oddity is told with its facts, and its ordinary neighbour is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.kernel.control.facts import AbsenceFact, CopyFact, RosterFact, Surroundings, TaskFact, Tie
from almasu.kernel.control.oddity import CITES, SENTENCES, OddityKind
from almasu.wiring.law import open_law
from store.archive.conftest import NOON, SINCE, UNTIL, fact

SUBJECT = "850101300015"
LONG_AGO = NOON - timedelta(days=80)
NIGHT = NOON.replace(hour=20)
OTHERS = [
    fact(500 + number, account=f"other {number % 9}", user="x", asked=NOON + timedelta(days=number % 3, minutes=number))
    for number in range(90)
]


def days(count, **change):
    return [
        fact(number, asked=NOON + timedelta(days=number % 18, hours=number % 3), **change) for number in range(count)
    ]


FOUND = {
    OddityKind.CLOSE_PERSON: ([fact(1, subject=SUBJECT)], Surroundings(ties=(Tie("one", SUBJECT, "spouse"),))),
    OddityKind.MANY_OFFICERS: ([fact(n, subject=SUBJECT, account=f"o{n}") for n in range(4)], Surroundings()),
    OddityKind.SAME_SUBJECT_AGAIN: (days(6, subject=SUBJECT), Surroundings()),
    OddityKind.ODD_HOURS: (
        [*OTHERS, *(fact(n, asked=NIGHT + timedelta(days=n % 9)) for n in range(9))],
        Surroundings(),
    ),
    OddityKind.BURST: (
        [*OTHERS, *(fact(n, asked=NOON + timedelta(seconds=40 * n)) for n in range(30))]
        + [fact(700 + n, asked=NOON + timedelta(days=n % 9, hours=3)) for n in range(20)],
        Surroundings(),
    ),
    OddityKind.ENUMERATION: (
        [fact(n, subject=f"{850101300015 + 10 * n}", asked=NOON + timedelta(minutes=n)) for n in range(7)],
        Surroundings(),
    ),
    OddityKind.COPIED_JUSTIFICATION: (
        [fact(n, justification=f"Проверка счёта № {n}.") for n in range(8)],
        Surroundings(),
    ),
    OddityKind.TASK_LEFT_OPEN: ([fact(1, asked=LONG_AGO, task="t")], Surroundings(tasks=(TaskFact("t", None),))),
    OddityKind.NEVER_VIEWED: ([*OTHERS, *(fact(n, viewed_at=None, asked=NOON) for n in range(9))], Surroundings()),
    OddityKind.COPY_KEPT: ([fact(1)], Surroundings(copies=(CopyFact("00000001", "one", NOON, None),))),
    OddityKind.SENSITIVE_SHARE: ([*OTHERS, *(fact(n, sensitive=True) for n in range(9))], Surroundings()),
    OddityKind.AWAY_OR_BLOCKED: ([fact(1)], Surroundings(absences=(AbsenceFact("one", SINCE, UNTIL, "leave"),))),
}

ORDINARY = {
    OddityKind.CLOSE_PERSON: ([fact(1, subject=SUBJECT)], Surroundings(ties=(Tie("other", SUBJECT, "spouse"),))),
    OddityKind.MANY_OFFICERS: ([fact(n, subject=SUBJECT, account=f"o{n}", task="t") for n in range(4)], Surroundings()),
    OddityKind.SAME_SUBJECT_AGAIN: ([fact(n, subject=SUBJECT) for n in range(6)], Surroundings()),
    OddityKind.ODD_HOURS: (FOUND[OddityKind.ODD_HOURS][0], Surroundings(rosters=(RosterFact("one"),))),
    OddityKind.BURST: ([*OTHERS, *(fact(n, asked=NOON + timedelta(seconds=40 * n)) for n in range(9))], Surroundings()),
    OddityKind.ENUMERATION: ([fact(n, asked=NOON + timedelta(minutes=n)) for n in range(7)], Surroundings()),
    OddityKind.COPIED_JUSTIFICATION: ([fact(n, justification="Сол іс", task="t") for n in range(8)], Surroundings()),
    OddityKind.TASK_LEFT_OPEN: ([fact(1, asked=LONG_AGO, task="t")], Surroundings(tasks=(TaskFact("t", NOON),))),
    OddityKind.NEVER_VIEWED: ([*OTHERS, *(fact(n, asked=NOON) for n in range(9))], Surroundings()),
    OddityKind.COPY_KEPT: (
        [fact(1)],
        Surroundings(copies=(CopyFact("00000001", "one", NOON, NOON + timedelta(hours=3)),)),
    ),
    OddityKind.SENSITIVE_SHARE: ([*OTHERS, *(fact(n, sensitive=n < 2) for n in range(9))], Surroundings()),
    OddityKind.AWAY_OR_BLOCKED: ([fact(1)], Surroundings(absences=(AbsenceFact("one", UNTIL, None, "leave"),))),
}


def kinds(table, case):
    facts, known = case
    table.add(facts)
    table.surround(known)
    return {one.kind: one for one in table.oddities(SINCE, UNTIL)}


@pytest.mark.parametrize("kind", OddityKind)
def test_each_kind_is_told_as_a_sentence_with_its_facts(table, kind):
    one = kinds(table, FOUND[kind])[kind]
    said = one.says()
    assert "{" not in said.kk + said.ru + said.en
    assert len({said.kk, said.ru, said.en}) == 3
    assert one.requests
    assert 0 < one.weight <= 100


@pytest.mark.parametrize("kind", OddityKind)
def test_its_ordinary_neighbour_is_not(table, kind):
    assert kind not in kinds(table, ORDINARY[kind])


def test_what_lies_outside_the_time_is_not_told(table):
    facts, known = FOUND[OddityKind.CLOSE_PERSON]
    table.add(facts)
    table.surround(known)
    assert table.oddities(UNTIL, UNTIL + timedelta(days=30)) == ()


def test_the_weightiest_comes_first(table):
    table.add([*FOUND[OddityKind.COPIED_JUSTIFICATION][0], fact(90, subject=SUBJECT, account="z")])
    table.surround(Surroundings(ties=(Tie("z", SUBJECT, "self"),)))
    found = table.oddities(SINCE, UNTIL)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert found[0].kind is OddityKind.CLOSE_PERSON


def test_every_kind_has_its_sentence_and_cites_clauses_that_exist():
    assert set(SENTENCES) == set(CITES) == set(OddityKind)
    known = open_law().clauses
    assert [clause for cited in CITES.values() for clause in cited if clause not in known] == []
