"""An act judged by rules: the shape of its facts and the rules on it, as a paper, a record or an action tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from almasu.law import moment
from almasu.law.problem import ProblemKind
from almasu.law.rule import Finding, Rule
from almasu.law.text import Text


class Dated(Protocol):
    """Facts of something that was done at a moment: its edition judges it."""

    @property
    def at(self) -> datetime:
        """The moment of the act."""
        ...


Facts = TypeVar("Facts", bound=Dated)
UNREADABLE_FACTS = ProblemKind(
    "law.facts.unreadable",
    422,
    Text(
        kk="«{act}» әрекетінің фактілері оқылмады: {because}",
        ru="Факты действия «{act}» не читаются: {because}",
        en="The facts of the act “{act}” cannot be read: {because}",
    ),
    Text(
        kk="Аталған фактіні түзетіңіз; уақыт ығысуымен жазылады, мысалы 2023-05-10T09:00:00+06:00.",
        ru="Исправьте названный факт; время пишется со смещением, например 2023-05-10T09:00:00+06:00.",
        en="Mend the named fact; a time is written with its offset, for instance 2023-05-10T09:00:00+06:00.",
    ),
)


@dataclass(frozen=True, slots=True)
class JudgedAct(Generic[Facts]):
    """One kind of act: the shape of its facts and the rules on it, those of every edition."""

    facts: type[Facts]
    rules: tuple[Rule[Facts], ...]

    def judge(self, code: str, told: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Return what every rule says of facts as they were told; Problem `law.facts.unreadable`."""
        try:
            facts = msgspec.convert(told, self.facts, strict=False)
        except msgspec.ValidationError as wrong:
            raise UNREADABLE_FACTS.at(code, act=code, because=str(wrong)) from wrong
        return self.judged(facts)

    def judged(self, facts: Facts) -> tuple[Finding, ...]:
        """Return what every rule says of facts, by the rules in force on their day in Astana."""
        day = moment.in_astana(facts.at).date()
        return tuple(
            Finding(rule.id, rule.kind, rule.cites, rule.says, rule.verdict(facts, day)) for rule in self.rules
        )
