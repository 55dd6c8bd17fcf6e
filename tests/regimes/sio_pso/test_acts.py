"""Acts around a request, judged by the edition of their day: the tables of tests/cases/sio_pso_acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from almasu.kernel.grounds.decision import verdict_word
from almasu.law.problem import Problem
from almasu.law.text import Language
from almasu.law.verdict import Broken, NotInForce
from almasu.regimes.sio_pso.regime import SioPso

CASES = Path(__file__).parents[2] / "cases" / "sio_pso_acts"
TABLE = [(path.stem, row) for path in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
ROWS = [pytest.param(*one, id=f"{one[0]}: {one[1]['case']}") for one in TABLE]


def act_of(regime: SioPso, rule: str) -> str:
    """The kind of act that a rule judges."""
    return next(code for code, act in regime.acts.items() if f"sio_pso_acts.{rule}" in {one.id for one in act.rules})


@pytest.mark.parametrize(("rule", "row"), ROWS)
def test_a_rule_on_an_act_judges_as_its_table_says(regime: SioPso, rule: str, row: dict[str, Any]) -> None:
    code = act_of(regime, rule)
    findings = {one.rule_id: one.verdict for one in regime.acts[code].judge(code, row["facts"])}
    verdict = findings[f"sio_pso_acts.{rule}"]
    assert verdict_word(verdict) == row["verdict"]
    if isinstance(verdict, Broken):
        assert all(verdict.because.said_in(one) and verdict.remedy.said_in(one) for one in Language)


@pytest.mark.parametrize(("rule", "row"), ROWS)
def test_one_edition_alone_speaks_of_an_act(regime: SioPso, rule: str, row: dict[str, Any]) -> None:
    code = act_of(regime, rule)
    speaking = [one for one in regime.acts[code].judge(code, row["facts"]) if not isinstance(one.verdict, NotInForce)]
    assert len(speaking) == 1


def test_every_rule_on_acts_has_a_table_with_a_met_and_a_broken_case(regime: SioPso) -> None:
    seen: dict[str, set[str]] = {}
    for rule, row in TABLE:
        seen.setdefault(f"sio_pso_acts.{rule}", set()).add(row["verdict"])
    rules = {rule.id for act in regime.acts.values() for rule in act.rules}
    assert set(seen) == rules
    assert [rule for rule, verdicts in seen.items() if not {"met", "broken", "not_in_force"} <= verdicts] == []


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("transfer", {"at": "2023-05-10T09:00:00", "applied_at": None}),
        ("transfer", {"at": "2023-05-10T09:00:00+06:00"}),
        ("filing", {"at": "2023-05-10T09:00:00+06:00", "signed": "perhaps"}),
        ("breach", {"at": "2023-05-10T09:00:00+06:00", "blocked": True, "informed": ["everybody"]}),
        ("check", {"at": "2023-05-10T09:00:00+06:00", "by_prosecutor": True, "weather": "fine"}),
    ],
)
def test_facts_that_cannot_be_read_are_named(regime: SioPso, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(Problem) as told:
        regime.acts[code].judge(code, facts)
    assert told.value.kind.code == "law.facts.unreadable"
    assert told.value.where == code
