"""How a rule of this regime is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from almasu.kernel.interstate.sending import Sending
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Verdict

IN_FORCE = date(2018, 8, 27)
"""The day on which Kazakhstan approved the Agreement (CIS-R.4)."""


def of_law(
    name: str, cites: tuple[str, ...], says: Text, reading: str, judge: Callable[[Sending], Verdict]
) -> Rule[Sending]:
    """Return a rule of the Agreement itself."""
    return Rule(f"cis.{name}", RuleKind.LAW, cites, says, reading, IN_FORCE, None, judge)


def of_house(
    name: str, cites: tuple[str, ...], says: Text, reading: str, judge: Callable[[Sending], Verdict]
) -> Rule[Sending]:
    """Return a safeguard of ours that serves the clauses it names."""
    return Rule(f"cis.{name}", RuleKind.HOUSE, cites, says, reading, IN_FORCE, None, judge)
