"""`almasu bench journal`: what the journal costs and what it gives, beside plain INSERTs, bare moves, bare hashes."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell


@click.command()
@click.option("--full", is_flag=True, help="Measure for minutes instead of seconds.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def journal(full: bool, as_json: bool) -> None:
    """Acts with their leaf, ordering, co-signing, verifying, proving.

    Acts are committed by 32 clients while a keeper and two witnesses work beside them. The limit of each figure is
    measured in the same run: plain INSERT transactions, acts chained one by one, rows merely moved, a commit alone,
    bare hashes, a bare reading of tiles. `through_the_store` is the same through the product's own driver and pool.
    """
    from almasu.wiring.measuring.journal.measured import FULL, SHORT, measured

    figures, notes = measured(FULL if full else SHORT)
    tell("journal", figures, notes, as_json)
