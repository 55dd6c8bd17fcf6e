"""How a rule of this regime is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Verdict

IN_FORCE = date(2022, 9, 27)
"""The earliest day on which the resolution can have taken effect (ASOI-O.4)."""
Facts = TypeVar("Facts")


def of_law(
    name: str, cites: tuple[str, ...], says: Text, reading: str, judge: Callable[[Facts], Verdict]
) -> Rule[Facts]:
    """Return a rule of the resolution itself."""
    return Rule(f"asoi.{name}", RuleKind.LAW, cites, says, reading, IN_FORCE, None, judge)


def of_house(
    name: str, cites: tuple[str, ...], says: Text, reading: str, judge: Callable[[Facts], Verdict]
) -> Rule[Facts]:
    """Return a safeguard of ours that serves the clauses it names."""
    return Rule(f"asoi.{name}", RuleKind.HOUSE, cites, says, reading, IN_FORCE, None, judge)
