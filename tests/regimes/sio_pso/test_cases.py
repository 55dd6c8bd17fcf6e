"""The tables of law: each rule of the regime judged on facts a jurist can read (tests/cases/sio_pso)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.decision import verdict_word
from almasu.regimes.sio_pso.regime import SioPso

CASES = Path(__file__).parents[2] / "cases" / "sio_pso"
TABLE = [(path.stem, row) for path in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
WithFacts = Callable[[Asked, Mapping[str, Any]], Asked]


@pytest.mark.parametrize(("rule", "row"), [pytest.param(*one, id=f"{one[0]}: {one[1]['case']}") for one in TABLE])
def test_a_rule_judges_as_its_table_says(
    regime: SioPso, lawful: Asked, with_facts: WithFacts, rule: str, row: dict[str, Any]
) -> None:
    decision = regime.decide(with_facts(lawful, row.get("facts", {})))
    verdicts = {finding.rule_id: verdict_word(finding.verdict) for finding in decision.findings}
    assert verdicts[f"sio_pso.{rule}"] == row["verdict"]


def test_every_rule_has_a_table_with_a_met_and_a_broken_case(regime: SioPso) -> None:
    seen: dict[str, set[str]] = {}
    for rule, row in TABLE:
        seen.setdefault(f"sio_pso.{rule}", set()).add(row["verdict"])
    assert set(seen) == {rule.id for rule in regime.rules}
    assert [rule for rule, verdicts in seen.items() if not {"met", "broken"} <= verdicts] == []
