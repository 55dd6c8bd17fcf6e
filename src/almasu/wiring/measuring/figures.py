"""Figures of a bench: each beside the limit of the same run."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `limit` is what the machine itself did in the same run, or what must not be exceeded; `ratio` the
    value over it. Both are None where the limit could not be measured.
    """

    name: str
    value: float
    unit: str
    limit: float | None
    ratio: float | None


def figure(name: str, value: float, unit: str, limit: float | None) -> Figure:
    """Return a figure with its ratio, rounded for reading; a limit of 0 has no ratio."""
    ratio = round(value / limit, 4) if limit else None
    return Figure(name, round(value, 3), unit, None if limit is None else round(limit, 3), ratio)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which the given share of the values lie (nearest rank); 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def memory_peak() -> float:
    """Return the most megabytes that this process held in memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def megabytes(url: str, size: str) -> float:
    """Return the megabytes of a database; `size` is the statement that asks for its bytes."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(size).fetchone()
    return float(row[0]) / 1e6 if row else 0.0
