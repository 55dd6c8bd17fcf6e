"""`almasu supervision`: check what a prosecutor took along, on any computer, with public keys only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from almasu.actions.supervision.packing import unpacked
from almasu.interfaces.cli.key_files import OF_LOG, with_key_files
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.supervision.export import faults_of, is_complete
from almasu.wiring import verification
from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def supervision() -> None:
    """Check an export of a supervision check."""


@supervision.command()
@click.argument("file", type=FILE)
@with_key_files(OF_LOG)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    file: Path,
    key_files: KeyFiles,
    as_json: bool,
) -> None:
    """Recompute every digest and proof of an export: ends with 0 when all holds, with 1 when anything does not."""
    trust, _ = verification.trust_from(key_files)
    try:
        files = unpacked(file.read_bytes())
        faults = faults_of(files, trust.policy)
    except Malformed as broken:
        files, faults = {}, (str(broken),)
    complete = not faults and is_complete(files)
    if as_json:
        told = {"holds": not faults, "complete": complete, "files": len(files), "faults": list(faults)}
        click.echo(json.dumps(told))
    else:
        for fault in faults:
            click.echo(f"Fault: {fault}")
        click.echo("It does not hold." if faults else f"All {len(files)} files hold.")
        if not faults and not complete:
            click.echo("It is a part: other files hold more of what the resolution covers.")
    sys.exit(1 if faults else 0)
