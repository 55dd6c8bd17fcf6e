"""The decision made of verdicts: doubt and silence permit nothing."""

from __future__ import annotations

from datetime import date

import pytest

from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.law.rule import Finding, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce, Verdict

WORDS = Text(kk="бірдеңе", ru="что-то", en="something")
BROKEN = Broken(WORDS, WORDS)
DOUBT = CannotTell(WORDS)
DAY = date(2026, 11, 20)


def finding(verdict: Verdict, kind: RuleKind = RuleKind.LAW) -> Finding:
    return Finding("rule", kind, ("SIO25-2",), WORDS, verdict)


@pytest.mark.parametrize(
    ("verdicts", "allowed"),
    [
        ((), False),
        ((NotInForce(), NotApplicable()), False),
        ((Met(),), True),
        ((Met(), NotApplicable(), NotInForce()), True),
        ((Met(), BROKEN), False),
        ((Met(), DOUBT), False),
        ((BROKEN,), False),
    ],
)
def test_a_request_is_permitted_only_by_a_met_rule_and_no_other_voice(
    verdicts: tuple[Verdict, ...], allowed: bool
) -> None:
    assert Decision(tuple(finding(verdict) for verdict in verdicts)).allowed is allowed


def test_a_rule_of_the_house_alone_permits_nothing() -> None:
    assert not Decision((finding(Met(), RuleKind.HOUSE),)).allowed


def test_broken_rules_are_told_before_doubts() -> None:
    decision = Decision((finding(DOUBT), finding(Met()), finding(BROKEN)))
    assert [verdict_word(one.verdict) for one in decision.refusals] == ["broken", "cannot_tell"]
