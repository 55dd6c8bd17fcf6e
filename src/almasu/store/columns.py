"""Rows as columns: what one statement unnests to keep several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def columns(names: Sequence[str], rows: Iterable[Sequence[object]]) -> dict[str, list[object]]:
    """Return a list for each name; every row holds as many values, in the order of the names."""
    found: dict[str, list[object]] = {name: [] for name in names}
    for row in rows:
        for name, value in zip(names, row, strict=True):
            found[name].append(value)
    return found
