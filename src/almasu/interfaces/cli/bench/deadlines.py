"""`almasu bench deadlines`: open clocks counted anew after a change of the calendar."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "Clocks of 1, 3 and 10 working days begun within 120 days, counted by the calendar as printed in January and then",
    "by that of today, in which 31 August is worked. Processor time, the best of three runs.",
)


@click.command()
@click.option("--clocks", type=click.IntRange(1_000, 5_000_000), help="How many open clocks; 1,000,000 unless told.")
@click.option("--full", is_flag=True, help="The same: this bench is short.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def deadlines(clocks: int | None, full: bool, as_json: bool) -> None:
    """Measure how long it takes to count every open clock anew."""
    from almasu.wiring.measuring.deadlines import CLOCKS, measured

    del full

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("deadlines", measured(clocks or CLOCKS, told), NOTES, as_json)
