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

    notes = (
        "The pack is made from a database: sheets are read, and anew a fiftieth of the requests, sealed one by one.",
        "The journal of the month is counted whole. The worker writes the sheets, each night: that is told apart.",
    )
    tell("report", measured(full, told), notes, as_json)
