"""`almasu journal records`: check the archive of records and summaries beside a node's log."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import click


@click.command("records")
@click.argument("settings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def records(settings: Path, as_json: bool) -> None:
    """Check that every full part of the log is archived with its requests and results, and opens with the vault.

    SETTINGS is the node's file; the node may run meanwhile. Ends with 0 when all holds, with 1 on any fault.
    """
    from almasu.wiring.record_archive import faults_of_archive
    from almasu.wiring.settings import read_settings

    faults = asyncio.run(faults_of_archive(read_settings(settings)))
    if as_json:
        click.echo(json.dumps({"holds": not faults, "faults": list(faults)}))
    else:
        for fault in faults:
            click.echo(f"Fault: {fault}")
        click.echo("The archive does not hold." if faults else "The archive holds.")
    sys.exit(1 if faults else 0)
