"""Rules: a typed literal that names its clauses, our reading, its dates, and a function from facts to a Verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from almasu.law.text import Text
from almasu.law.verdict import NotInForce, Verdict

Facts = TypeVar("Facts")


class RuleKind(StrEnum):
    """Where a rule comes from: the law itself, or a safeguard of ours that serves a clause."""

    LAW = "law"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Rule(Generic[Facts]):
    """One requirement.

    `id` is permanent; `cites` are clause ids; `says` is the requirement in our words; `reading` is how we read the
    clause where it can be read otherwise; `since` and `until` (exclusive) are its dates in force; `judge` is pure.
    """

    id: str
    kind: RuleKind
    cites: tuple[str, ...]
    says: Text
    reading: str
    since: date
    until: date | None
    judge: Callable[[Facts], Verdict]

    def verdict(self, facts: Facts, on: date) -> Verdict:
        """Return what the rule says of the facts on a day (the day of the act, in Astana)."""
        if on < self.since or (self.until is not None and on >= self.until):
            return NotInForce()
        return self.judge(facts)


class Finding(msgspec.Struct, frozen=True):
    """A verdict together with the rule that gave it; a request has one from each of thirty rules."""

    rule_id: str
    kind: RuleKind
    cites: tuple[str, ...]
    says: Text
    verdict: Verdict
