"""`almasu bench report`: the controller's pack, and the misuse it finds in a made-up year."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="A million requests and more officers.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def report(full: bool, as_json: bool) -> None:
    """Measure the pack of a month beside a plain scan of the same table, and the finding of planted misuse."""
    from almasu.wiring.measuring.report import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    notes = ("Requests are made up in memory: the reading of sealed records is not in these seconds.",)
    tell("report", measured(full, told), notes, as_json)
