"""The check digit that IIN and BIN share, step by step.

Twelve digits a1..a12. First pass: c = (1*a1 + 2*a2 + ... + 11*a11) mod 11; where c is below 10 it is the check digit.
Otherwise the second pass with the weights 3..11, 1, 2 decides; where that gives 10 too, the eleven digits are never
issued. The check is weak (about one random string in ten passes), so a number alone never proves who somebody is.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from almasu.kernel.subjects.problems import CHECK_DIGIT, IDENTITY_LENGTH, NEVER_ISSUED, named
from almasu.law.text import Text

FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
LENGTH = 12
BETWEEN_GROUPS = "-–—.'’"
"""What stands between the groups of a number written for the eye, beside blanks."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over the first eleven digits: the weighted sum and what is left of it modulo 11."""

    weights: tuple[int, ...]
    total: int
    remainder: int


@dataclass(frozen=True, slots=True)
class CheckDigit:
    """The whole computation. `expected` is None where the eleven digits are never issued."""

    passes: tuple[Pass, ...]
    expected: int | None


def check_digit(prefix: str) -> CheckDigit:
    """Return the computation for the first eleven digits; ValueError unless these are eleven decimal digits."""
    if len(prefix) != LENGTH - 1 or not (prefix.isascii() and prefix.isdigit()):
        raise ValueError("the check digit is computed from eleven digits")
    first = _weighed(prefix, FIRST_WEIGHTS)
    if first.remainder < 10:
        return CheckDigit((first,), first.remainder)
    second = _weighed(prefix, SECOND_WEIGHTS)
    return CheckDigit((first, second), second.remainder if second.remainder < 10 else None)


def passes_check(number: str) -> bool:
    """Return whether twelve digits end in their check digit; anything else is False."""
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return False
    return check_digit(number[:-1]).expected == int(number[-1])


def ungrouped(text: str) -> str:
    """Return a typed number without what stands between its groups: `940 140 000 385`, `940.140.000.385`."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in BETWEEN_GROUPS)


def checked(text: str, name: Text, where: str) -> str:
    """Return the twelve digits of a typed IIN or BIN; Problem where the shape or the check digit fails."""
    number = ungrouped(text)
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        raise named(IDENTITY_LENGTH, name, where, count=str(len(number)))
    expected = check_digit(number[:-1]).expected
    if expected is None:
        raise named(NEVER_ISSUED, name, where)
    if expected != int(number[-1]):
        raise named(CHECK_DIGIT, name, where, expected=str(expected), found=number[-1])
    return number


def _weighed(prefix: str, weights: tuple[int, ...]) -> Pass:
    total = sum(int(digit) * weight for digit, weight in zip(prefix, weights, strict=True))
    return Pass(weights, total, total % 11)
