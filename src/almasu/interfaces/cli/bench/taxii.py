"""`almasu bench taxii`: reading from the TAXII server."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "Two processes of the server, the database and the load generator share the machine.",
    "With every page its objects are opened, the account is read and the leaf is written, in one transaction.",
    "The reference is medallion 3.0 with its backend in memory, asked in its own process without a socket.",
    "Its time grows with the square of its objects, so it has few; only a development environment has it.",
)
OBJECTS, ALL_OBJECTS = 100_000, 1_000_000
SECONDS, LONG = 5.0, 20.0


@click.command()
@click.option("--full", is_flag=True, help="A million objects.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def taxii(full: bool, as_json: bool) -> None:
    """Measure how fast objects are read."""
    from almasu.wiring.measuring.taxii import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    objects, seconds = (ALL_OBJECTS, LONG) if full else (OBJECTS, SECONDS)
    tell("taxii", measured(objects, seconds, told), NOTES, as_json)
