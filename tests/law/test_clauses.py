"""The clauses in our own words: all there, told in the languages that are promised, cited by nothing unknown."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from almasu.law.clause import check_cites, clauses_by_id, read_act
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.text import Language
from almasu.wiring.law import Law

LIST = Path(__file__).parents[3] / "shared" / "clauses.tsv"
HEAD = "act: SIO25\nregime: sio_pso\nname: {kk: а, ru: б, en: c}\nclauses:\n"
ROW = '  - {id: SIO25-1, place: "1", kind: enforce, says: {en: words}, observable: seen}\n'


def test_all_323_clauses_are_there(law: Law) -> None:
    assert {act.code: len(act.clauses) for act in law.acts} == {
        "FMA": 23,
        "SIO22": 79,
        "SIO25": 105,
        "ASOI": 56,
        "CIS": 60,
    }
    assert len(law.clauses) == 323


@pytest.mark.parametrize("act", ["FMA", "SIO22", "SIO25", "ASOI", "CIS"])
def test_every_act_is_told_in_three_languages(law: Law, act: str) -> None:
    told = {clause.id: clause.says.languages() for clause in law.clauses.values() if clause.act == act}
    assert [one for one, languages in told.items() if languages != tuple(Language)] == []


def test_kazakh_words_are_kazakh_and_russian_words_russian(law: Law) -> None:
    both = [clause for clause in law.clauses.values() if clause.says.kk]
    assert len(both) == 323
    same = [clause.id for clause in both if clause.says.kk == clause.says.ru]
    assert same == []
    letters = set("әғқңөұүһі")
    without = [clause.id for clause in both if not letters & set(clause.says.kk.casefold())]
    assert without == []
    # Names of bodies and the numbers of orders (114-НҚ) stay Kazakh in Russian words too.
    kazakh = [clause.id for clause in both if set("ғқңөұүһ") & set(clause.says.ru.casefold().replace("-нқ", ""))]
    assert kazakh == ["SIO25-A2.35"]


def test_clauses_of_2022_name_their_successors(law: Law) -> None:
    assert law.clauses["SIO22-9"].succeeded_by == "SIO25-9"
    assert law.clauses["SIO22-A3.8"].succeeded_by == "SIO25-R21.4"


@pytest.mark.skipif(not LIST.exists(), reason="the list of clauses is not beside this clone")
def test_the_ids_places_kinds_and_observables_are_those_of_the_list(law: Law) -> None:
    with LIST.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["id"] for row in rows] == list(law.clauses) or {row["id"] for row in rows} == set(law.clauses)
    for row in rows:
        clause = law.clauses[row["id"]]
        assert (clause.place, clause.kind.value) == (row["clause"], row["kind"])
        assert clause.observable == row["observable"].strip()


@pytest.mark.parametrize(
    ("sheet", "wrong"),
    [
        (HEAD + ROW.replace("SIO25-1,", "CIS-1,"), "not an id of SIO25"),
        (HEAD + ROW.replace("{en: words}", "{en: words, kk: сөз}"), "one of Kazakh and Russian"),
        (HEAD + ROW.replace("{en: words}", "{en: ''}"), "lacks words"),
        (HEAD + ROW.replace("kind: enforce", "kind: forbid"), "Invalid enum value"),
        (HEAD + ROW.replace("observable: seen", "observable: seen, on: 1"), "sio25.yaml"),
        ("act: [", "sio25.yaml"),
    ],
)
def test_a_sheet_of_another_shape_is_refused_by_name(sheet: str, wrong: str) -> None:
    with pytest.raises(Fault, match=wrong):
        read_act(SheetFile("sio25.yaml", sheet.encode()))


def test_double_ids_unknown_successors_and_unknown_cites_are_refused() -> None:
    act = read_act(SheetFile("sio25.yaml", (HEAD + ROW).encode()))
    with pytest.raises(Fault, match="two clauses"):
        clauses_by_id((act, act))
    lost = read_act(SheetFile("sio25.yaml", (HEAD + ROW.replace("kind:", "succeeded_by: SIO25-99, kind:")).encode()))
    with pytest.raises(Fault, match="unknown successor"):
        clauses_by_id((lost,))
    with pytest.raises(Fault, match="cites unknown clauses: SIO25-99"):
        check_cites("a rule", ("SIO25-1", "SIO25-99"), clauses_by_id((act,)))
