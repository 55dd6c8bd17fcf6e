"""`almasu interstate`: what two states check of their exchange without believing each other."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import click
import msgspec

from almasu.kernel.journal.malformed import Malformed
from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def interstate() -> None:
    """Compare the histories of an exchange between two states (CIS-6.1)."""


@interstate.command()
@click.argument("settings", type=FILE)
@click.option("--peer", required=True, help="The other node, as it is registered.")
@click.option("--to", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def export(settings: Path, peer: str, to: Path) -> None:
    """Write the history of the line to a peer, proved by this node's log. SETTINGS is the node's file.

    Digests and signatures are in it, and no word of what was exchanged; that there was an exchange is (CIS-8.4).
    """
    from almasu.wiring.histories import exported
    from almasu.wiring.settings import read_settings

    data = asyncio.run(exported(read_settings(settings), peer))
    to.touch(mode=0o600)
    to.write_bytes(data)
    click.echo(f"{to}: {len(data)} bytes")


@interstate.command()
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--first-key", "first_keys", type=FILE, multiple=True, help="Verifier keys of the first node's log.")
@click.option("--first-witness-key", "first_witnesses", type=FILE, multiple=True, help="Keys of its witnesses.")
@click.option("--second-key", "second_keys", type=FILE, multiple=True, help="Verifier keys of the second node's log.")
@click.option("--second-witness-key", "second_witnesses", type=FILE, multiple=True, help="Keys of its witnesses.")
@click.option("--first-policy", type=FILE, help="A C2SP tlog-policy file in place of the first node's keys.")
@click.option("--second-policy", type=FILE, help="A C2SP tlog-policy file in place of the second node's keys.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(
    first: Path,
    second: Path,
    first_keys: tuple[Path, ...],
    first_witnesses: tuple[Path, ...],
    second_keys: tuple[Path, ...],
    second_witnesses: tuple[Path, ...],
    first_policy: Path | None,
    second_policy: Path | None,
    as_json: bool,
) -> None:
    """Compare the exported histories of two nodes and say where they differ.

    Each is held to its own log under its own witnesses, whose keys are given. Ends with 0 when both agree, with 1
    where they differ, with 2 where a history proves nothing.
    """
    from almasu.wiring.histories import compared_files

    keys = (
        KeyFiles(first_keys, first_witnesses, first_policy, None),
        KeyFiles(second_keys, second_witnesses, second_policy, None),
    )
    try:
        found = compared_files((first, second), keys)
    except Malformed as broken:
        click.echo(json.dumps({"same": False, "says": str(broken)}) if as_json else f"It proves nothing: {broken}")
        sys.exit(2)
    if as_json:
        click.echo(json.dumps({"same": not found.differences, **msgspec.to_builtins(found)}))
    else:
        for one in found.differences:
            click.echo(f"{one.what.value}: message {one.number} from {one.sender} to {one.receiver}, at {one.at}")
        counted = f"{found.agree} messages agree, {found.under_way} are under way"
        click.echo(f"{counted}, {len(found.differences)} differences.")
    sys.exit(1 if found.differences else 0)
