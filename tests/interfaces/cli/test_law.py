"""`almasu law`, `almasu deadline` and `almasu explain deadline` as a person or a script uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.main import almasu
from almasu.law.problem import Problem

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(almasu, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def run_json(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_the_trace_tells_all_323_clauses_in_the_agreed_shape() -> None:
    clauses = run_json("law", "trace")["clauses"]
    assert len(clauses) == len({clause["id"] for clause in clauses}) == 323
    assert {tuple(clause) for clause in clauses} == {("id", "status", "rules", "tests", "screens", "reason")}
    assert {clause["status"] for clause in clauses} == {"met", "reason"}, "no clause of the five acts is open"


def test_the_trace_can_be_narrowed() -> None:
    assert len(run_json("law", "trace", "--act", "FMA")["clauses"]) == 23
    assert all(clause["reason"] for clause in run_json("law", "trace", "--status", "reason")["clauses"])
    assert "met, " in run("law", "trace")


def test_a_clause_is_shown_in_each_language() -> None:
    assert "SIO25-12.1" in run("law", "show", "SIO25-12.1")
    assert "запрос" in run("law", "show", "SIO25-12.1", "--lang", "ru")
    assert "сұрау" in run("law", "show", "SIO25-12.1", "--lang", "kk")
    told = run_json("law", "show", "SIO25-12.1")
    assert told["rules"] == ["sio_pso.is_signed"]
    assert set(told["says"]) == {"kk", "ru", "en"}
    with pytest.raises(Problem, match=r"law\.clause\.unknown"):
        run("law", "show", "SIO25-99")


def test_editions_terms_and_rules_are_listed() -> None:
    assert {"SIO-2022", "SIO-2025"} <= {edition["id"] for edition in run_json("law", "editions")["editions"]}
    assert "37524" in run("law", "editions")
    rules = [rule["id"] for rule in run_json("law", "rules")["rules"]]
    assert len(rules) == len(set(rules))
    assert {"sio_pso.is_signed", "sio_pso_acts.user_is_informed"} <= set(rules)
    assert "SIO25-A2.52" in run("law", "rules", "--lang", "ru")
    assert any(term["id"] == "asoi.answer" for term in run_json("law", "terms")["terms"])
    assert "ASOI-14.2" in run("law", "terms", "--lang", "kk")


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (("--working-days", "1"), "2026-11-23"),
        (("--working-days", "3"), "2026-11-25"),
        (("--working-days", "10"), "2026-12-04"),
        (("--days", "30"), "2026-12-20"),
        (("--hours", "24"), "2026-11-21"),
        (("--months", "1"), "2026-12-20"),
        (("--term", "asoi.answer"), "2026-12-04"),
    ],
)
def test_a_deadline_is_computed_in_astana_time(term: tuple[str, ...], due: str) -> None:
    for start in ("2026-11-20T10:00", "2026-11-20T05:00:00+00:00"):
        told = run_json("deadline", "--from", start, *term)
        assert told["last_day"] == due
        assert told["due"].startswith(due)
        assert told["due"].endswith("+05:00")


def test_a_deadline_tells_each_skipped_day_and_suspensions() -> None:
    told = run_json(
        "deadline", "--from", "2026-11-20T10:00", "--working-days", "1", "--lang", "ru",
        "--suspended", "2026-11-23T09:00", "2026-11-24T09:00",
    )  # fmt: skip
    assert [(skip["day"], skip["why"]) for skip in told["skipped"]] == [
        ("2026-11-21", "суббота"),
        ("2026-11-22", "воскресенье"),
        ("2026-11-23", "срок приостановлен"),
    ]
    assert "2026-11-24T23:59:59" in told["due"]


def test_the_calendar_of_a_past_day_can_be_asked_for() -> None:
    start = ("--from", "2026-08-28T10:00", "--working-days", "1")
    assert run_json("deadline", *start)["last_day"] == "2026-08-31"
    assert run_json("deadline", *start, "--known-on", "2026-01-15")["last_day"] == "2026-09-01"


def test_what_cannot_be_computed_is_said() -> None:
    with pytest.raises(Problem, match=r"deadline\.moment\.unreadable"):
        run("deadline", "--from", "yesterday", "--days", "3")
    with pytest.raises(Problem, match=r"deadline\.term\.unknown"):
        run("deadline", "--from", "2026-11-20T10:00", "--term", "asoi.nothing")
    for wrong in ((), ("--days", "3", "--hours", "3"), ("--days", "0")):
        assert CliRunner().invoke(almasu, ["deadline", "--from", "2026-11-20", *wrong]).exit_code == 2


def test_a_term_of_an_act_is_explained_with_clause_and_reading() -> None:
    told = run("explain", "deadline", "asoi.answer", "--from", "2026-11-20T10:00", "--lang", "ru")
    assert "ASOI-14.2" in told
    assert "2026-12-04T23:59:59" in told
    assert "суббота" in told


def test_the_pages_of_docs_law_are_those_of_the_law_data(tmp_path: Path) -> None:
    run("law", "pages", "--write", str(tmp_path))
    for written in tmp_path.iterdir():
        kept = ROOT / "docs" / "law" / written.name
        assert kept.exists(), f"run `almasu law pages --write docs/law`: {written.name} is missing"
        same = kept.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")
        assert same, f"run `almasu law pages --write docs/law`: {written.name} is old"


def test_annexes_of_2025_are_marked_as_stand_ins() -> None:
    told = {(row["edition"], row["annex"]): row["stand_in_for"] for row in run_json("law", "annexes")["annexes"]}
    assert len(told) == 10
    assert told["SIO-2022", "workplace"] == ""
    assert told["SIO-2025", "workplace"] == "SIO25-R21.4"
    assert "вместо него пока служит" in run("law", "annexes", "--lang", "ru")


def test_a_sheet_can_be_taken_as_the_pattern_for_another() -> None:
    source = ROOT / "src/almasu/regimes/sio_pso/annexes/data/emergency.yaml"
    assert run("law", "annexes", "emergency") == source.read_text(encoding="utf-8")


def test_two_editions_are_compared_by_year_or_id() -> None:
    told = run_json("law", "diff", "sio_pso", "2022", "2025")
    assert told == run_json("law", "diff", "sio_pso", "SIO-2022", "SIO-2025")
    entry = next(change for change in told["changes"] if change["was"] == ["SIO22-9"])
    assert entry["kind"] == "changed"
    assert entry["rules"] == ["sio_pso.entered_with_eds", "sio_pso.entered_with_two_factors"]
    assert set(entry["says"]) == {"kk", "ru", "en"}
    assert "14 changed, 5 new, 1 gone" in run("law", "diff", "sio_pso", "2022", "2025")
    in_kazakh = run("law", "diff", "sio_pso", "2022", "2025", "--lang", "kk")
    assert "SMS-код" in in_kazakh
    assert "14 өзгерді, 5 жаңа, 1 алынды" in in_kazakh
    assert "rules:" not in in_kazakh


@pytest.mark.parametrize("named", [("sio_pso", "2025", "2022"), ("sio_pso", "2017", "2025"), ("asoi", "2022", "2025")])
def test_editions_that_cannot_be_compared_are_named(named: tuple[str, str, str]) -> None:
    with pytest.raises(Problem, match="no comparison"):
        run("law", "diff", *named)


def test_an_act_is_judged_by_the_edition_of_its_day() -> None:
    facts = ("at=2023-05-10T09:00:00+06:00", "applied_at=2023-05-11T20:00:00+06:00")
    told = {one["rule"]: one["verdict"] for one in run_json("law", "judge", "transfer", *facts)["findings"]}
    assert told == {
        "sio_pso_acts.applied_within_a_day_of_the_day": "met",
        "sio_pso_acts.applied_within_a_day_of_the_moment": "not_in_force",
    }
    shown = run(
        "law", "judge", "breach", "at=2026-05-10T09:00:00+05:00", "blocked=true", "informed=user", "--lang", "ru"
    )
    assert "не выполнено: sio_pso" in shown
    assert "Уполномоченный орган не оповещён." in shown
    assert "met" in run("law", "judge", "breach", "at=2026-05-10T09:00:00+05:00", "blocked=true", "informed=user,body")


def test_the_list_of_resources_explains_its_short_forms_in_both_languages() -> None:
    assert "МБД: мемлекеттік деректер базасы" in run("registers", "list", "--language", "kk")
    assert "ГБД: государственная база данных" in run("registers", "list", "--language", "ru")
