"""How every bench tells its figures: one JSON object, or a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from almasu.wiring.measuring.figures import Figure
from almasu.wiring.measuring.others import Times, given_to_others, times


def tell(bench: str, figures: Sequence[Figure], notes: Sequence[str], as_json: bool) -> None:
    """Print the figures: one JSON object, or a table with what must be known of them.

    The last figure tells what others took of the machine since the command began.
    """
    context = click.get_current_context(silent=True)
    began = None if context is None else context.find_object(Times)
    figures = (*figures, *given_to_others(began, times()))
    if as_json:
        said: dict[str, object] = {"bench": bench, "figures": [asdict(one) for one in figures]}
        if notes:
            said["notes"] = notes
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
        return
    for one in figures:
        click.echo(line_of(one))
    for note in notes:
        click.echo(note)


def line_of(one: Figure) -> str:
    """Return a figure as a line of the table."""
    limit = f"limit {one.limit:>12,.3f}" if one.limit is not None else ""
    ratio = f"ratio {one.ratio:.3f}" if one.ratio is not None else ""
    digits = 3 if one.unit == "share" else 2
    return f"{one.name:<42}{one.value:>14,.{digits}f} {one.unit:<12}{limit}  {ratio}"
