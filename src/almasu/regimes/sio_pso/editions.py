"""The two editions of the Rules and the days from which each governs, as the rules' literals name them.

The start of the 2025 edition is not printed in the act (ten calendar days after publication, SIO25-O.4), so a node may
set another day; `dated` then moves every rule that names the nominal day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from almasu.law.rule import Rule

Facts = TypeVar("Facts")

EDITION_2022 = date(2022, 3, 25)
EDITION_2025 = date(2025, 12, 15)


def dated(rule: Rule[Facts], start_2022: date, start_2025: date) -> Rule[Facts]:
    """Return the rule with the nominal start days replaced by those in force at this node."""
    starts = {EDITION_2022: start_2022, EDITION_2025: start_2025}
    until = None if rule.until is None else starts.get(rule.until, rule.until)
    return replace(rule, since=starts.get(rule.since, rule.since), until=until)
