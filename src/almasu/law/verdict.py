"""Verdicts: what a rule says of given facts. Never a bare yes or no."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Met:
    """The rule is satisfied."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The rule is violated, for the reason given; `remedy` says what the person can do."""

    because: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The facts do not suffice; `missing` names what is lacking."""

    missing: Text


@dataclass(frozen=True, slots=True)
class NotInForce:
    """On the day of the act the rule was not in force."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule concerns acts of another kind."""


Verdict = Met | Broken | CannotTell | NotInForce | NotApplicable
