"""A judgement is kept whole and read back; a replay lists exactly what differs."""

from __future__ import annotations

import json

import msgspec
import pytest

from almasu.kernel.grounds.decision import Decision
from almasu.kernel.grounds.judgement import Judgement, facts_of, judgement_of
from almasu.kernel.grounds.replay import ABSENT, compared, replay_record
from almasu.law.rule import Finding, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce, Verdict

KEPT = {
    "asked": {
        "at": "2026-11-20T05:00:00Z",
        "step": "sending",
        "asker": {
            "account_id": "00000000-0000-0000-0000-000000000001",
            "iin": "850412300018",
            "role": "officer",
            "state": "active",
            "consent_signed_at": "2026-01-12T04:00:00Z",
            "factors": ["eds", "sms"],
        },
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Тексеріледі",
        "task": "2026/1",
        "subjects": [{"key": {"kind": "iin", "value": "900101300013"}, "justification": ""}],
        "chosen": [{"number": 1, "resource": None, "depth": "detail", "hit_seen": False, "reason": ""}],
        "signature": {"iin": "850412300018", "outcome": "passed", "protected_carrier": True},
        "downtime": None,
    },
    "listed": [1],
    "allowed": True,
    "verdicts": {"a": "met", "b": "not_in_force", "gone": "met"},
}
BECAUSE = Text(kk="себебі", ru="потому", en="because")


def judgement() -> Judgement:
    return msgspec.json.decode(json.dumps(KEPT), type=Judgement)


def decision(**verdicts: Verdict) -> Decision:
    return Decision(
        tuple(Finding(rule, RuleKind.LAW, ("SIO25-9",), BECAUSE, verdict) for rule, verdict in verdicts.items())
    )


def test_a_judgement_as_it_was_first_kept_is_read_for_ever() -> None:
    read = judgement()
    assert read.asked.task == "2026/1"
    assert msgspec.json.decode(msgspec.json.encode(read), type=Judgement) == read


def test_a_number_that_was_in_no_list_is_in_none_now() -> None:
    read = judgement()
    assert facts_of(read, {}).chosen[0].resource is None
    outside = Judgement(read.asked, (), read.allowed, read.verdicts)
    assert facts_of(outside, {1: object()}).chosen[0].resource is None  # type: ignore[dict-item]


def test_the_same_verdicts_differ_in_nothing() -> None:
    replay = compared(judgement(), "SIO-2025", decision(a=Met(), b=NotInForce(), gone=Met()))
    assert replay.differences == ()
    assert not replay.turned


@pytest.mark.parametrize(
    ("verdict", "word", "because"),
    [
        (Broken(BECAUSE, BECAUSE), "broken", BECAUSE),
        (CannotTell(BECAUSE), "cannot_tell", BECAUSE),
        (NotApplicable(), "not_applicable", None),
        (NotInForce(), "not_in_force", None),
    ],
)
def test_a_rule_that_says_something_else_is_told_with_its_reason(
    verdict: Verdict, word: str, because: Text | None
) -> None:
    replay = compared(judgement(), "SIO-2022", decision(a=verdict, b=NotInForce(), gone=Met()))
    (difference,) = replay.differences
    assert (difference.rule_id, difference.was, difference.now) == ("a", "met", word)
    assert difference.because() == because


def test_rules_that_came_or_went_are_told() -> None:
    replay = compared(judgement(), "SIO-2022", decision(a=Met(), b=NotInForce(), new=Broken(BECAUSE, BECAUSE)))
    assert [(one.rule_id, one.was, one.now) for one in replay.differences] == [
        ("new", ABSENT, "broken"),
        ("gone", "met", ABSENT),
    ]
    assert replay.differences[1].because() is None
    assert replay.turned
    assert "850412300018" not in json.dumps(replay_record(replay))


def test_a_judgement_leaves_the_sheets_of_resources_out() -> None:
    read = judgement()
    kept = judgement_of(facts_of(read, {}), decision(a=Met()))
    assert kept.listed == ()
    assert kept.allowed
    assert kept.verdicts == {"a": "met"}
