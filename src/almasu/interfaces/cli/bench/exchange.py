"""`almasu bench exchange`: a whole node under load, in a folder of its own."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="Measure longer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def exchange(full: bool, as_json: bool) -> None:
    """Measure the main job: signed requests to one instant register, beside a plain GET of the same server."""
    from almasu.wiring.measuring.exchange import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("exchange", measured(full, told), (), as_json)
