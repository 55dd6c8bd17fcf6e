"""`almasu bench psi`: the blind step between two bodies."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "A question about 1,000 subjects, committed to, blinded, answered and read; the holder's set was made ready once.",
    "Both sides on one core of this machine, without the network between them: the middle one of five questions.",
)


@click.command()
@click.option("--held", type=click.IntRange(100, 2_000_000), help="How many subjects are held; 100,000 unless told.")
@click.option("--full", is_flag=True, help="The same: this bench is short.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def psi(held: int | None, full: bool, as_json: bool) -> None:
    """Measure how long a blind question takes."""
    from almasu.wiring.measuring.psi import HELD, measured

    del full

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("psi", measured(held or HELD, told), NOTES, as_json)
