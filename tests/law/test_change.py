"""What a new edition changed: told whole, in three languages, with what it touches."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from almasu.law.change import Change, ChangeKind, check_complete, read_changes, touched
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.text import Language, Text
from almasu.wiring.law import Law

SAYS = Text(kk="а", ru="б", en="c")


def test_every_clause_of_one_edition_alone_is_told_once(law: Law) -> None:
    changes = law.changes[0]
    was = [clause for change in changes.changes for clause in change.was]
    now = [clause for change in changes.changes for clause in change.now]
    assert len(was) == len(set(was)) == 79
    assert len(now) == len(set(now)) == 26
    assert set(now) == {one.id for one in law.clauses.values() if one.editions == ("2025",)}


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        (ChangeKind.GONE, {"SIO22-O.2"}),
        (ChangeKind.NEW, {"SIO25-O.3", "SIO25-10.2", "SIO25-14.2", "SIO25-14.3", "SIO25-22.2"}),
    ],
)
def test_what_is_new_and_what_is_gone_is_told_apart(law: Law, kind: ChangeKind, clauses: set[str]) -> None:
    told = [change for change in law.changes[0].changes if change.kind is kind]
    assert {clause for change in told for clause in (*change.was, *change.now)} == clauses


def test_changes_are_told_in_three_languages(law: Law) -> None:
    for change in law.changes[0].changes:
        assert len({change.says.said_in(language) for language in Language}) == 3
        assert re.search("[а-яәғқңөұүһі]", change.says.kk)


def test_a_change_names_the_rules_of_both_editions_and_its_screens(law: Law) -> None:
    rows = {row.change.now: row for row in touched(law.changes[0], law.trace())}
    entry = rows["SIO25-9",]
    assert entry.rules == ("sio_pso.entered_with_eds", "sio_pso.entered_with_two_factors")
    assert "/sign-in/code" in entry.screens


def test_every_rule_that_begins_or_ends_with_the_edition_is_touched(law: Law) -> None:
    rules = {rule for row in touched(law.changes[0], law.trace()) for rule in row.rules}
    start = law.sio_pso.sheets.start_2025
    dated = {rule.id for rule in law.sio_pso.rules if start in (rule.since, rule.until)}
    assert dated <= rules


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (Change(("SIO22-9",), ("SIO25-9",), SAYS), "SIO22-9"),
        (Change(("SIO25-3.1",), (), SAYS), "SIO25-3.1"),
    ],
)
def test_a_clause_told_twice_or_of_both_editions_is_a_fault(law: Law, change: Change, because: str) -> None:
    changes = replace(law.changes[0], changes=(*law.changes[0].changes, change))
    with pytest.raises(Fault, match=because):
        check(law, changes.changes)


def test_a_forgotten_clause_and_a_successor_elsewhere_are_faults(law: Law) -> None:
    without = tuple(one for one in law.changes[0].changes if one.was != ("SIO22-9",))
    with pytest.raises(Fault, match="SIO22-9"):
        check(law, without)
    apart = (*without, Change(("SIO22-9",), (), SAYS), Change((), ("SIO25-9",), SAYS))
    with pytest.raises(Fault, match="SIO25-9 does not stand beside SIO22-9"):
        check(law, apart)


def check(law: Law, changes: tuple[Change, ...]) -> None:
    older, newer = (one for one in law.editions if one.regime == "sio_pso")
    told = replace(law.changes[0], changes=changes)
    check_complete(told, law.of_edition_alone(older), law.of_edition_alone(newer))


@pytest.mark.parametrize(
    ("was", "because"), [("[SIO22-99]", "stands for no clause"), ("[]", "no clause"), ("['ABC*']", "stands for")]
)
def test_a_sheet_that_names_nothing_is_refused(law: Law, was: str, because: str) -> None:
    sheet = f"- {{older: A, newer: B, changes: [{{was: {was}, now: [], says: {{kk: а, ru: б, en: c}}}}]}}"
    with pytest.raises(Fault, match=because):
        read_changes(SheetFile("changes.yaml", sheet.encode()), law.clauses)
