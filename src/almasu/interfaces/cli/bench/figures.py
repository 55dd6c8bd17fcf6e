"""Figures of a bench: a value, the limit measured in the same run, and the ratio of the two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import click


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `limit` is None where the machine's own limit could not be measured."""

    name: str
    value: float
    unit: str
    limit: float | None
    ratio: float | None


def figure(name: str, value: float, unit: str, limit: float | None) -> Figure:
    """Return a figure with its ratio to the limit."""
    ratio = round(value / limit, 3) if limit else None
    return Figure(name, round(value, 3), unit, round(limit, 3) if limit is not None else None, ratio)


def tell(bench: str, figures: Sequence[Figure], notes: Sequence[str], as_json: bool) -> None:
    """Print the figures: one JSON object, or a table with what must be known of them."""
    if as_json:
        said = {"bench": bench, "figures": [asdict(one) for one in figures], "notes": list(notes)}
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
        return
    for one in figures:
        limit = f"limit {one.limit:>12,.2f}" if one.limit is not None else ""
        ratio = f"ratio {one.ratio:.3f}" if one.ratio is not None else ""
        click.echo(f"{one.name:<42}{one.value:>14,.2f} {one.unit:<12}{limit}  {ratio}")
    for note in notes:
        click.echo(note)
