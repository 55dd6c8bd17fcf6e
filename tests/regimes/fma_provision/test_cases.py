"""The tables of law: each rule of the order judged on facts a jurist can read (tests/cases/fma_provision)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.provision.impossibility import Longest
from almasu.kernel.provision.ladder import Pace
from almasu.law import moment
from almasu.law.problem import Fault, Problem
from almasu.law.sheet import SheetFile
from almasu.law.text import Language
from almasu.law.verdict import Broken
from almasu.regimes.fma_provision.house import read_house
from almasu.regimes.fma_provision.regime import FmaProvision
from almasu.wiring.law import Law, open_law

CASES = Path(__file__).parents[2] / "cases" / "fma_provision"
TABLE = [(path.stem, row) for path in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
AT = "2026-11-20T10:00:00+05:00"
LAWFUL: dict[str, dict[str, Any]] = {
    "transferred": {
        "at": AT,
        "purpose": "laundering",
        "from_state_body": True,
        "to_agency": True,
        "way": "integration",
        "secrecy": "personal",
        "act_in_force": True,
        "channel": "open",
    },
    "channel": {
        "at": AT,
        "way": "integration",
        "as_state_network": True,
        "worked_at": "2026-11-19T10:00:00+05:00",
    },
    "described": {
        "at": AT,
        "kind": "information_resource",
        "owner": "990440000385",
        "staff": "the unit of the register",
        "documentation": "TD-12 of 2024",
        "data_sets": 2,
    },
    "used": {"at": AT, "needed": True, "journalled": True, "secrecy": ["personal"]},
    "proved": {"at": AT, "kind": "letter", "until": "2026-12-20T10:00:00+05:00"},
}


@pytest.fixture(scope="module")
def law() -> Law:
    return open_law()


@pytest.fixture(scope="module")
def regime(law: Law) -> FmaProvision:
    return law.fma_provision


def code_of(regime: FmaProvision, rule: str) -> str:
    """What a rule judges."""
    return next(code for code, act in regime.acts.items() if f"fma_provision.{rule}" in {one.id for one in act.rules})


@pytest.mark.parametrize(("rule", "row"), [pytest.param(*one, id=f"{one[0]}: {one[1]['case']}") for one in TABLE])
def test_a_rule_judges_as_its_table_says(regime: FmaProvision, rule: str, row: dict[str, Any]) -> None:
    code = code_of(regime, rule)
    findings = regime.acts[code].judge(code, {**LAWFUL[code], **row.get("facts", {})})
    verdict = {one.rule_id: one.verdict for one in findings}[f"fma_provision.{rule}"]
    assert verdict_word(verdict) == row["verdict"]
    if isinstance(verdict, Broken):
        assert all(verdict.because.said_in(one) and verdict.remedy.said_in(one) for one in Language)


def test_every_rule_has_a_table_with_a_met_and_a_broken_case(regime: FmaProvision) -> None:
    seen: dict[str, set[str]] = {}
    for rule, row in TABLE:
        seen.setdefault(f"fma_provision.{rule}", set()).add(row["verdict"])
    assert set(seen) == {rule.id for rule in regime.every_rule()}
    assert [rule for rule, verdicts in seen.items() if not {"met", "broken"} <= verdicts] == []


def test_what_is_lawful_breaks_no_rule(regime: FmaProvision) -> None:
    for code, told in LAWFUL.items():
        broken = [one.rule_id for one in regime.acts[code].judge(code, told) if isinstance(one.verdict, Broken)]
        assert broken == []


def test_every_clause_that_software_can_meet_has_a_rule(law: Law, regime: FmaProvision) -> None:
    kinds = {"enforce", "workflow", "interface"}
    asked = {one.id for one in law.clauses.values() if one.act == "FMA" and one.kind.value in kinds}
    assert asked - {clause for rule in regime.every_rule() for clause in rule.cites} == set()


@pytest.mark.parametrize("told", [{"way": "pigeon"}, {"at": "2026-11-20T10:00:00"}, {"weather": "fine"}])
def test_facts_that_cannot_be_read_are_named(regime: FmaProvision, told: dict[str, Any]) -> None:
    with pytest.raises(Problem, match=r"law\.facts\.unreadable"):
        regime.acts["transferred"].judge("transferred", {**LAWFUL["transferred"], **told})


def test_the_edition_of_the_day_governs(regime: FmaProvision) -> None:
    assert regime.edition_at(moment.read("2024-01-02T23:59:59+06:00")).id == "FMA-2023"
    assert regime.edition_at(moment.read(AT)).id == "FMA-2025"
    with pytest.raises(Fault):
        regime.edition_at(moment.read("2022-03-29T12:00:00+06:00"))


def test_values_of_the_house_are_data(law: Law, regime: FmaProvision) -> None:
    assert (regime.house.longest, regime.house.pace) == (Longest(), Pace())
    with pytest.raises(Fault):
        read_house(SheetFile("house.yaml", b"proofs: {measured_days: 0}"))
