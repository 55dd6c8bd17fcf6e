"""`almasu bench signals`: the intake of signals over mutual TLS."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "Durable before acknowledged. Two processes of the intake, the database and the load generator share the machine.",
    "A plain GET is a request that keeps nothing, of the same server over the same mutual TLS.",
)
SECONDS, LONG = 6.0, 60.0


@click.command()
@click.option("--full", is_flag=True, help="A minute each way.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def signals(full: bool, as_json: bool) -> None:
    """Measure how many signals a second are taken in."""
    from almasu.wiring.measuring.signals import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("signals", measured(LONG if full else SECONDS, told), NOTES, as_json)
