"""Acts around a request, judged by the edition of their day: filing, transfer, breach, check, unlawful obtaining.

Requests have rules of their own (`rules/`); these are for what happened beside them, past acts above all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.law.rule import Rule
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
