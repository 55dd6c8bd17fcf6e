"""Figures of a bench: each beside the limit of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `limit` is what the machine itself did in the same run, `ratio` the value over it."""

    name: str
    value: float
    unit: str
    limit: float
    ratio: float


def figure(name: str, value: float, unit: str, limit: float) -> Figure:
    """Return a figure with its ratio, rounded for reading; a limit of 0 has no ratio."""
    return Figure(name, round(value, 3), unit, round(limit, 3), round(value / limit, 4) if limit else 0.0)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which the given share of the values lie (nearest rank); 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
