"""`almasu journal rotate-key`: give a node's log its next key."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import click

from almasu.kernel.journal.logs import Log
from almasu.law import moment

MOST_DAYS = 365


@click.command("rotate-key")
@click.argument("settings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--hand-over",
    "days",
    type=click.IntRange(0, MOST_DAYS),
    default=14,
    show_default=True,
    help="Days for which the old key signs heads beside the new one; 0 where it was stolen.",
)
@click.option(
    "--log",
    type=click.Choice([one.value for one in Log]),
    default=Log.MAIN.value,
    show_default=True,
    help="Which log of the node: its journal, or the log of supervision.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def rotate_key(settings: Path, days: int, log: str, as_json: bool) -> None:
    """Give the log of a node its next key, while the node runs or not.

    SETTINGS is the node's file. A new secret is made in the vault, and a statement that the old and the new key both
    sign becomes a leaf of the log. The worker signs the head that holds this leaf with the new key, and with the old
    one beside it until the hand-over ends; the portal's processes follow within ten seconds.
    """
    from almasu.wiring.rotating import rotate_key_of
    from almasu.wiring.settings import read_settings

    made = asyncio.run(rotate_key_of(read_settings(settings), timedelta(days=days), Log(log)))
    told = {
        "generation": str(made.generation),
        "old": made.old.text(),
        "new": made.new.text(),
        "receipts": made.receipts.text(),
        "until": moment.written(made.until),
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, value in told.items():
        click.echo(f"{name + ':':<12}{value}")
    click.echo("Give the new key to every witness before the hand-over ends, and to whoever verifies the log.")
