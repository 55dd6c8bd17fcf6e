"""Fields of a signal that may hold personal data or a banking secret: left out until somebody opens them (ASOI-4).

A list, a search, a file and a count show none of them. Whoever may see the signal opens them one signal at a time, and
that is journalled: the laws on personal data and on banks bind whoever uses ASOI.
"""

from __future__ import annotations

from dataclasses import replace

from almasu.kernel.sector.rollup import Rollup
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

HIDDEN = "•••"
LIMITED = ("account", "target")
"""Whose account was tried; and the place within the organisation, which may name a client."""
LIMITED_TERMS = ("sender:", "target:")

SIGNAL_ABSENT = ProblemKind(
    "sector.signal_absent",
    404,
    Text(kk="Мұндай сигнал жоқ.", ru="Такого сигнала нет.", en="There is no such signal."),
    Text(kk="Сигналды іздеп табыңыз.", ru="Найдите сигнал поиском.", en="Find the signal by a search."),
    ("ASOI-3.6", "ASOI-4"),
)


def limited(row: Rollup) -> Rollup:
    """Return a signal as lists show it."""
    account, target = (HIDDEN if getattr(row, name) else "" for name in LIMITED)
    terms = frozenset(one for one in row.terms if not one.startswith(LIMITED_TERMS) and not _is_of_rule(one))
    return replace(row, terms=terms, account=account, target=target)


def opened(row: Rollup) -> tuple[str, ...]:
    """Return which of the limited fields a signal holds."""
    found = [name for name in LIMITED if getattr(row, name)]
    return (*found, *(["sender"] if any(one.startswith("sender:") for one in row.terms) else []))


def _is_of_rule(term: str) -> bool:
    """Tell whether a term names a rule together with its target."""
    return term.startswith("rule:") and "@" in term
