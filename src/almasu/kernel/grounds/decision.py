"""The decision: every rule's verdict on what is asked, and from them one answer that can explain itself.

A request is permitted only when

1. at least one rule of the law speaks of it and is met (no rules, or none in force, permit nothing), and
2. no rule, of the law or of the house, is broken, and
3. no rule had to say that it cannot tell: doubt does not permit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from almasu.kernel.grounds.asked import Asked
from almasu.law.canonical import Json
from almasu.law.rule import Finding, Rule, RuleKind
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce, Verdict

_IN_THE_WAY = (Broken, CannotTell)


@dataclass(frozen=True, slots=True)
class Decision:
    """All findings in the order of the rules. Whether it permits follows from them and is never stored apart."""

    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """Tell whether the request is permitted."""
        return not self.refusals and any(
            isinstance(finding.verdict, Met) and finding.kind is RuleKind.LAW for finding in self.findings
        )

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Return the findings that stand in the way: broken rules first, then those that cannot tell."""
        standing = [finding for finding in self.findings if isinstance(finding.verdict, _IN_THE_WAY)]
        return tuple(sorted(standing, key=lambda finding: isinstance(finding.verdict, CannotTell)))


def decide(asked: Asked, rules: Iterable[Rule[Asked]], on: date) -> Decision:
    """Return the verdict of every rule on the day of the act (in Astana)."""
    return Decision(
        tuple(Finding(rule.id, rule.kind, rule.cites, rule.says, rule.verdict(asked, on)) for rule in rules)
    )


def verdict_word(verdict: Verdict) -> str:
    """Return the permanent word for a verdict, as records and interfaces carry it."""
    # Of thirty rules most do not speak of an ordinary request: the likeliest word is looked for first.
    match verdict:
        case NotApplicable():
            return "not_applicable"
        case Met():
            return "met"
        case NotInForce():
            return "not_in_force"
        case Broken():
            return "broken"
        case CannotTell():
            return "cannot_tell"


def decision_record(decision: Decision) -> Json:
    """Return the decision as the journal keeps it: every rule's verdict word, the clauses of those that stand in the
    way, nothing of the person. The clauses of the others follow from the rule ids and the law loaded at the time.
    """
    return {
        "allowed": decision.allowed,
        "verdicts": {finding.rule_id: verdict_word(finding.verdict) for finding in decision.findings},
        "cites": sorted({clause for finding in decision.refusals for clause in finding.cites}),
    }
