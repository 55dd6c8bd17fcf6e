"""The regime of order No. 114-НҚ: its table of contents. Takes the parsed sheets, reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.law.edition import Edition, governing
from almasu.law.rule import Rule
from almasu.regimes.fma_provision.house import House
from almasu.regimes.fma_provision.rules import rules_of

CODE = "fma_provision"


@dataclass(frozen=True, slots=True)
class FmaProvision:
    """The values of the house, what is judged by its code, and the editions that say which wording governs."""

    house: House
    editions: tuple[Edition, ...]
    acts: Mapping[str, JudgedAct[Any]]

    def every_rule(self) -> tuple[Rule[Any], ...]:
        """Return all rules, in the order of what they judge."""
        return tuple(rule for act in self.acts.values() for rule in act.rules)

    def edition_at(self, at: datetime) -> Edition:
        """Return the edition that governs a moment; Fault before the first, when there were no such rules."""
        return governing(self.editions, CODE, at)


def build(house: House, editions: Iterable[Edition]) -> FmaProvision:
    """Return the regime with the editions that are its own."""
    own = tuple(edition for edition in editions if edition.regime == CODE)
    return FmaProvision(house, own, rules_of(house.longest))
