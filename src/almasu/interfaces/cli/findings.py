"""What rules found, as lines that a person reads in a terminal."""

from __future__ import annotations

from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.grounds.words import VERDICTS
from almasu.law.rule import Finding
from almasu.law.text import Language, Text
from almasu.law.verdict import Broken

THEN = Text("сол кезде", "тогда", "then")


def finding_lines(finding: Finding, language: Language, then: str = "") -> list[str]:
    """Return what a rule says and its verdict; `then` is the permanent word of another verdict it had at its time."""
    verdict = VERDICTS[verdict_word(finding.verdict)].said_in(language)
    before = f" ({THEN.said_in(language)}: {VERDICTS[then].said_in(language)})" if then else ""
    cites = ", ".join(finding.cites)
    lines = [finding.says.said_in(language), f"  {verdict}{before}: {finding.rule_id} ({cites})"]
    if isinstance(finding.verdict, Broken):
        lines.append(f"  {finding.verdict.because.said_in(language)}")
    return lines
