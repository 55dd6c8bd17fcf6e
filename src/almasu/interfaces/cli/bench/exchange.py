"""`almasu bench exchange`: a whole node under load, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command()
@click.option("--full", is_flag=True, help="Measure longer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def exchange(full: bool, as_json: bool) -> None:
    """Measure the main job: signed requests to one instant register, beside a plain GET of the same server."""
    from almasu.wiring.measuring.exchange import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    figures = measured(full, told)
    if as_json:
        click.echo(json.dumps({"bench": "exchange", "figures": [asdict(one) for one in figures]}, indent=2))
        return
    for one in figures:
        click.echo(f"{one.name:<32}{one.value:>10.1f} {one.unit:<5} limit {one.limit:.1f}   ratio {one.ratio:.3f}")
