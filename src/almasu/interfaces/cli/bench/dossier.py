"""`almasu bench dossier`: a whole node under load, in a folder of its own."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="Measure longer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def dossier(full: bool, as_json: bool) -> None:
    """Measure a dossier over all registers, a tenth of them slow and a twentieth dead."""
    from almasu.wiring.measuring.dossier import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("dossier", measured(full, told), (), as_json)
