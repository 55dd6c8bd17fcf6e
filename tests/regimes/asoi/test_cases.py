"""The tables of law: each rule of the resolution judged on facts a jurist can read (tests/cases/asoi)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.sector.law import Act
from almasu.law.text import Language
from almasu.law.verdict import Broken
from almasu.regimes.asoi.rules import RULES, every_rule

CASES = Path(__file__).parents[2] / "cases" / "asoi"
TABLE = [(path.stem, row) for path in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
AT = "2026-11-20T10:00:00+05:00"
LAWFUL: dict[str, dict[str, Any]] = {
    "sent": {"at": AT, "document": "threat_alert", "consented": True, "confidentiality": "amber"},
    "decided": {"at": AT, "choice": "accept", "consented": True},
    "processed": {"at": AT, "accepted": True},
    "taken": {"at": AT, "consented": True, "comment": True},
    "returned": {"at": AT, "document": "threat_alert", "by_centre": True, "says_what": True},
    "timed": {"at": AT, "term": "asoi.alert_decision", "due": "2026-11-20T23:59:59+05:00"},
    "joined": {"at": AT, "profile": True},
    "module": {"at": AT, "bound": True},
}


def act_of(rule: str) -> Act:
    """What a rule judges, the first of several."""
    return next(act for act, judged in RULES.items() if f"asoi.{rule}" in {one.id for one in judged.rules})


@pytest.mark.parametrize(("rule", "row"), [pytest.param(*one, id=f"{one[0]}: {one[1]['case']}") for one in TABLE])
def test_the_rule_judges_the_case_as_the_table_says(rule: str, row: dict[str, Any]) -> None:
    act = act_of(rule)
    found = {one.rule_id: one for one in RULES[act].judge(act, LAWFUL[act] | row.get("facts", {}))}
    finding = found[f"asoi.{rule}"]
    assert verdict_word(finding.verdict) == row["verdict"]
    if isinstance(finding.verdict, Broken):
        assert all(finding.verdict.because.said_in(one) and finding.verdict.remedy.said_in(one) for one in Language)


def test_every_rule_has_a_table_with_a_met_and_a_broken_case() -> None:
    seen: dict[str, set[str]] = {}
    for name, row in TABLE:
        seen.setdefault(f"asoi.{name}", set()).add(row["verdict"])
    assert set(seen) == {rule.id for rule in every_rule()}
    assert [rule for rule, words in seen.items() if not words >= {"met", "broken"}] == []


def test_what_is_lawful_breaks_nothing() -> None:
    for act, facts in LAWFUL.items():
        words = {verdict_word(one.verdict) for one in RULES[Act(act)].judge(act, facts)}
        assert words <= {"met", "not_applicable"}, act
