"""The card of a workplace: read against the conditions of the annex in force (SIO25-4.2, SIO22-A3.0)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from almasu.kernel.annexes.workplace import Check, Condition, Stated, WorkplaceConditions
from almasu.kernel.applications.application import Card
from almasu.kernel.applications.problems_of_form import CARD_UNFIT, CARD_UNREADABLE, NO_SUCH_FIELD
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.subjects.problems import named
from almasu.law.problem import Problem

LONGEST = 200


def read_card(
    conditions: WorkplaceConditions, given: Mapping[str, str | bool], at: datetime
) -> tuple[Card, tuple[Problem, ...]]:
    """Return the card as declared now, with a problem per unreadable value and per condition that keeps one out."""
    known = {condition.code: condition for condition in conditions.conditions}
    problems = [NO_SUCH_FIELD.at(_where(code)) for code in given if code not in known]
    problems += [
        wrong for code, value in given.items() if code in known and (wrong := _wrong(known[code], value)) is not None
    ]
    expires = at + timedelta(days=conditions.renewed_after_days)
    stated = {code: free_text(value) if isinstance(value, str) else value for code, value in given.items()}
    card = Card(conditions.annex.version, stated, at, expires)
    if not problems:
        problems += [unfit(condition) for condition in keeps_out(conditions, card)]
    return card, tuple(problems)


def keeps_out(conditions: WorkplaceConditions, card: Card) -> tuple[Condition, ...]:
    """Return the conditions that are not kept and keep the person out."""
    return conditions.blocking(_stated(conditions, card))


def flagged(conditions: WorkplaceConditions, card: Card) -> tuple[Condition, ...]:
    """Return every condition that is not kept, as the operator sees it beside the application."""
    return conditions.unkept(_stated(conditions, card))


def unfit(condition: Condition) -> Problem:
    """Return the problem of a condition that is not kept."""
    return named(CARD_UNFIT, condition.says, _where(condition.code))


def _stated(conditions: WorkplaceConditions, card: Card) -> Mapping[str, Stated]:
    read: dict[str, Stated] = {}
    for condition in conditions.conditions:
        value = card.stated.get(condition.code)
        if isinstance(value, str) and condition.check is Check.AT_LEAST:
            read[condition.code] = Decimal(value)
        elif value is not None:
            read[condition.code] = value
    return read


def _wrong(condition: Condition, value: str | bool) -> Problem | None:
    """Return why a value cannot be what is stated of a condition, or None."""
    where = _where(condition.code)
    match condition.check:
        case Check.CONFIRMED:
            return None if isinstance(value, bool) else CARD_UNREADABLE.at(where)
        case Check.AT_LEAST:
            return None if isinstance(value, str) and _is_number(value) else CARD_UNREADABLE.at(where)
        case Check.NAMED:
            if isinstance(value, bool) or len(value) > LONGEST:
                return CARD_UNREADABLE.at(where)
            return hidden_in(value, where, one_line=True)


def _is_number(value: str) -> bool:
    try:
        return len(value) <= 20 and Decimal(free_text(value)).is_finite()
    except InvalidOperation:
        return False


def _where(code: str) -> str:
    return f"card.{code}"
