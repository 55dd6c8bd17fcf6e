"""IINs and BINs for whole columns at once: grouped by their first digits, numbered inside, check digits computed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from almasu.kernel.subjects.identity_number import FIRST_WEIGHTS, SECOND_WEIGHTS
from almasu.testing.country.dice import Ints

EPOCH = np.datetime64("1970-01-01")
EPOCH_ORDINAL = 719_163


def check_digits(prefixes: Ints) -> Ints:
    """Return the check digit of each eleven-digit prefix, 10 where these digits are never issued."""
    digits = [(prefixes // 10 ** (10 - place)) % 10 for place in range(11)]
    first = sum((digit * weight for digit, weight in zip(digits, FIRST_WEIGHTS, strict=True)), np.zeros_like(prefixes))
    second = sum(
        (digit * weight for digit, weight in zip(digits, SECOND_WEIGHTS, strict=True)), np.zeros_like(prefixes)
    )
    found: Ints = np.where(first % 11 < 10, first % 11, second % 11)
    return found


def iins(born: NDArray[np.int32], woman: NDArray[np.bool_]) -> Ints:
    """Return one IIN for each person, all different."""
    year, month, day = _parts(born)
    century = np.where(year < 2000, 3, 5) + woman
    heads = ((year % 100) * 10_000 + month * 100 + day) * 10 + century
    return _numbered(heads, 10_000)


def bins(registered: NDArray[np.int32], unit: NDArray[np.integer]) -> Ints:
    """Return one BIN for each resident company, all different; unit 0 head, 1 branch."""
    year, month, _ = _parts(registered)
    heads = (year % 100) * 10_000 + month * 100 + 40 + unit
    return _numbered(heads.astype(np.int64), 100_000)


def _parts(days: NDArray[np.int32]) -> tuple[Ints, Ints, Ints]:
    dates = EPOCH + (days.astype(np.int64) - EPOCH_ORDINAL).astype("timedelta64[D]")
    years = dates.astype("datetime64[Y]")
    months = dates.astype("datetime64[M]")
    return (
        years.astype(np.int64) + 1970,
        (months - years).astype(np.int64) + 1,
        (dates - months).astype(np.int64) + 1,
    )


def _numbered(heads: Ints, room: int) -> Ints:
    """Give each row a serial that is free within its head and whose check digit exists."""
    result = np.zeros(len(heads), dtype=np.int64)
    came = np.zeros(len(heads), dtype=np.int64)
    waiting = np.arange(len(heads))
    while len(waiting):
        order = waiting[np.argsort(heads[waiting], kind="stable")]
        _, first, counts = np.unique(heads[order], return_index=True, return_counts=True)
        rank = came[order] + np.arange(len(order)) - np.repeat(first, counts)
        if int(rank.max()) >= room:
            raise ValueError("more rows than serial numbers for one head")
        prefix = heads[order] * room + (heads[order] * 7919 + rank * 7) % room
        digit = check_digits(prefix)
        good = digit < 10
        result[order[good]] = prefix[good] * 10 + digit[good]
        came[order] += np.repeat(counts, counts)
        waiting = order[~good]
    return result
