"""`almasu bench signature`: signatures examined a second on one core."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "One core, in processor time; the chain's verdict is cached and a good revocation answer is reused.",
    "The limit is the bare check of the same signature: its attributes hashed and the arithmetic, key tables warm.",
)


@click.command()
@click.option("--full", is_flag=True, help="Measure longer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def signature(full: bool, as_json: bool) -> None:
    """Examine signatures with a cached chain: GOST-512 and RSA, a second and core."""
    from almasu.wiring.measuring.signature import measured

    tell("signature", measured(8.0 if full else 2.0), NOTES, as_json)
