"""Acts around a request, judged by the edition of their day: filing, transfer, breach, check, unlawful obtaining.

Requests have rules of their own (`rules/`); these are for what happened beside them, past acts above all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

from almasu.law import moment
from almasu.law.problem import ProblemKind
from almasu.law.rule import Finding, Rule
from almasu.law.text import Text
from almasu.regimes.sio_pso.acts.answering import (
    body_is_informed,
    check_has_a_resolution,
    check_is_by_the_prosecutor,
    law_enforcement_is_told,
    measure_is_taken,
    user_is_informed,
)
from almasu.regimes.sio_pso.acts.applying import (
    application_is_scanned,
    application_is_signed,
    applied_within_a_day_of_the_day,
    applied_within_a_day_of_the_moment,
)
from almasu.regimes.sio_pso.acts.facts import Breach, Check, Filing, Transfer, Unlawful
from almasu.regimes.sio_pso.editions import dated

Facts = TypeVar("Facts", Filing, Transfer, Breach, Check, Unlawful)
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
    """One kind of act: the shape of its facts and the rules of both editions."""

    facts: type[Facts]
    rules: tuple[Rule[Facts], ...]

    def judge(self, code: str, told: Mapping[str, object]) -> tuple[Finding, ...]:
        """Return what every rule says of facts as they were told; Problem `law.facts.unreadable`."""
        try:
            facts = msgspec.convert(told, self.facts, strict=False)
        except msgspec.ValidationError as wrong:
            raise UNREADABLE_FACTS.at(code, act=code, because=str(wrong)) from wrong
        day = moment.in_astana(facts.at).date()
        return tuple(
            Finding(rule.id, rule.kind, rule.cites, rule.says, rule.verdict(facts, day)) for rule in self.rules
        )


def acts_of(start_2022: date, start_2025: date) -> Mapping[str, JudgedAct[Any]]:
    """Return every kind of act by its code, its rules dated by the editions in force here."""

    def ruled(facts: type[Facts], *nominal: Rule[Facts]) -> JudgedAct[Facts]:
        return JudgedAct(facts, tuple(dated(rule, start_2022, start_2025) for rule in nominal))

    return {
        "filing": ruled(Filing, application_is_scanned, application_is_signed),
        "transfer": ruled(Transfer, applied_within_a_day_of_the_day, applied_within_a_day_of_the_moment),
        "breach": ruled(Breach, user_is_informed, body_is_informed),
        "check": ruled(Check, check_is_by_the_prosecutor, check_has_a_resolution),
        "unlawful": ruled(Unlawful, law_enforcement_is_told, measure_is_taken),
    }
