"""`almasu bench feed`: files of feeds checked, sealed, loaded and journalled, by form."""

from __future__ import annotations

import sys

import click

from almasu.interfaces.cli.bench.figures import line_of, tell

SIGINT_STATUS = 130
"""What a shell tells of a command that was interrupted."""


@click.command()
@click.option("--full", is_flag=True, help="Five million rows of each form.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def feed(full: bool, as_json: bool) -> None:
    """Measure rows a second of each form beside the goals and beside a plain reading of the file.

    Each figure is told on the standard error as it comes; interrupted, the command prints those that there are.
    """
    from almasu.wiring.measuring.feed import measured

    def told(step: str) -> None:
        if full or not as_json:
            click.echo(step, err=True)

    notes = [
        "The rows of two cores count what all processes, the database among them, took of the processor.",
        "Together: the most that readers and keeper held at one moment, looked at with each block.",
    ]
    figures = []
    try:
        for one in measured(full, told):
            told(line_of(one))
            figures.append(one)
    except KeyboardInterrupt:
        tell("feed", figures, [*notes, "Interrupted: what was not measured yet is missing."], as_json)
        sys.exit(SIGINT_STATUS)
    tell("feed", figures, notes, as_json)
