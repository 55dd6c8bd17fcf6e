"""Judging a past request again under an edition: the decision then, the decision under it, and every difference.

The facts stay those of the day; only the rules change. A replay alters nothing: what holds is the decision by the
edition of the day.
"""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.kernel.grounds.judgement import Judgement
from almasu.law.canonical import Json
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce

ABSENT = "absent"
"""The word for a rule that was not there on one of the two sides."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule that says something else: its word then and its word under the other edition.

    `finding` is what it says under the other edition; None where the rule is no more.
    """

    rule_id: str
    was: str
    now: str
    finding: Finding | None

    def because(self) -> Text | None:
        """Return why the rule stands in the way under the other edition, or None where it does not."""
        if self.finding is None:
            return None
        match self.finding.verdict:
            case Broken(because=because):
                return because
            case CannotTell(missing=missing):
                return missing
            case Met() | NotInForce() | NotApplicable():
                return None


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of judging again under `edition`."""

    edition: str
    allowed_then: bool
    decision: Decision
    differences: tuple[Difference, ...]

    @property
    def turned(self) -> bool:
        """Tell whether the other edition permits what was refused, or refuses what was permitted."""
        return self.allowed_then is not self.decision.allowed


def compared(judgement: Judgement, edition: str, decision: Decision) -> Replay:
    """Return the replay: the kept judgement beside the decision under an edition, in the order of the rules."""
    said = {finding.rule_id: finding for finding in decision.findings}
    rules = dict.fromkeys((*said, *judgement.verdicts))
    differences = (_difference(rule, judgement.verdicts.get(rule, ABSENT), said.get(rule)) for rule in rules)
    return Replay(
        edition=edition,
        allowed_then=judgement.allowed,
        decision=decision,
        differences=tuple(one for one in differences if one.was != one.now),
    )


def _difference(rule: str, was: str, finding: Finding | None) -> Difference:
    return Difference(rule, was, ABSENT if finding is None else verdict_word(finding.verdict), finding)


def replay_record(replay: Replay) -> dict[str, Json]:
    """Return the replay as interfaces and the journal carry it: rules, words and clauses, nothing of a person."""
    return {
        "edition": replay.edition,
        "allowed_then": replay.allowed_then,
        "allowed_under": replay.decision.allowed,
        "differences": [
            {
                "rule": one.rule_id,
                "was": one.was,
                "now": one.now,
                "cites": [] if one.finding is None else list(one.finding.cites),
            }
            for one in replay.differences
        ],
    }
