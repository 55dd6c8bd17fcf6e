"""`almasu bench relations`: the provider of links over a graph of its own."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="One million people, some minutes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def relations(full: bool, as_json: bool) -> None:
    """Measure links of level 1 and 2, filtered by purpose, beside one row by its primary key."""
    from almasu.wiring.measuring.relations import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    notes = (
        "A figure is one whole answer in the provider: statements, order and caps, typed records; HTTP is not in it.",
    )
    tell("relations", measured(full, told), notes, as_json)
