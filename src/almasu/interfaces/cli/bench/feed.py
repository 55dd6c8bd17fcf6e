"""`almasu bench feed`: files of feeds checked, sealed, loaded and journalled, by form."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="Five million rows of each form.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def feed(full: bool, as_json: bool) -> None:
    """Measure rows a second of each form beside the goals and beside a plain reading of the file."""
    from almasu.wiring.measuring.feed import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    notes = ("The rows of two cores count what all processes, the database among them, took of the processor.",)
    tell("feed", measured(full, told), notes, as_json)
