"""What the rules of the order say of an act: kept with it, and in its way where one is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from almasu.kernel.grounds.decision import Decision, verdict_word
from almasu.kernel.provision.problems_of_bodies import REFUSED_BY_RULE
from almasu.law.problem import Problem
from almasu.law.rule import Finding
from almasu.law.verdict import Broken


def must_hold(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings where no rule stands in the way.

    Problem `provision.refused` else, with the words and the clauses of the first rule that is broken.
    """
    broken = refusal_of(findings)
    if broken is not None:
        raise broken
    return findings


def refusal_of(findings: Sequence[Finding]) -> Problem | None:
    """Return the first broken rule as a problem, None where none is."""
    for finding in Decision(tuple(findings)).refusals:
        if isinstance(finding.verdict, Broken):
            because, remedy = finding.verdict.because, finding.verdict.remedy
            kind = replace(REFUSED_BY_RULE, title=because, remedy=remedy, cites=finding.cites)
            return Problem(kind, because, remedy)
    return None


def verdicts(findings: Sequence[Finding]) -> Mapping[str, str]:
    """Return the verdict of every rule by its id, in the words that records carry."""
    return {finding.rule_id: verdict_word(finding.verdict) for finding in findings}
