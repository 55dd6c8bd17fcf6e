"""`almasu node`: found a node of one's own - its vault, the founding order, the first people."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def node() -> None:
    """Found a node: make its vault, write the founding order, register the operator's first people."""


@node.command()
@click.argument("settings", type=FILE)
@json_option
def vault(settings: Path, *, as_json: bool) -> None:
    """Make the vault of a new node with fresh keys. A vault that is there is never touched."""
    from almasu.wiring.founding import make_vault
    from almasu.wiring.settings import read_settings

    made = make_vault(read_settings(settings))
    told = {
        "vault": str(made.place),
        "log": made.keys.head.key.text(),
        "receipts": made.keys.receipts.key.text(),
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, value in told.items():
        click.echo(f"{name + ':':<10}{value}")
    click.echo("Save the vault apart from the database, and give the log's key to every witness.")


@node.command("move-keys")
@click.argument("settings", type=FILE)
@json_option
def move_keys(settings: Path, *, as_json: bool) -> None:
    """Move the keys of a node from files into its token (`key_token`).

    No process of the node may run meanwhile. Stopped half-way, the same command goes on; every key is tried in the
    token before its file is removed. The node's journal tells of it, without any key.
    """
    from almasu.wiring.moving_keys import move_to_token
    from almasu.wiring.settings import read_settings

    moved = asyncio.run(move_to_token(read_settings(settings)))
    if as_json:
        click.echo(json.dumps({"secrets": moved.secrets, "materials": moved.materials}))
        return
    click.echo(f"moved: {moved.secrets} secrets of the node, {moved.materials} keys of materials")
    click.echo("Copies of the vault made before hold these keys in the clear: let them expire, or destroy them now.")


@node.command()
@click.argument("settings", type=FILE)
@click.argument("form", type=FILE)
@click.option(
    "--write",
    type=click.Path(exists=False, dir_okay=False, path_type=Path),
    required=True,
    help="The file to be signed; it must not be there yet.",
)
def order(settings: Path, form: Path, write: Path) -> None:
    """Write the founding order that the head of the operator signs.

    FORM is a YAML file: head (IIN), body_bin, operators. The database is brought to this release's schema.
    """
    from almasu.wiring.founding import read_form, write_order
    from almasu.wiring.settings import read_settings

    if write.exists():
        raise click.BadParameter(f"{write} is there already", param_hint="--write")
    size = asyncio.run(write_order(read_settings(settings), read_form(form), write))
    click.echo(f"{write}: {size} bytes. Let the head sign exactly this file (CMS, detached or not) within 30 days.")


@node.command()
@click.argument("settings", type=FILE)
@click.option("--order", "order_file", type=FILE, required=True, help="The file that was signed.")
@click.option("--signature", type=FILE, required=True, help="The CMS over it, DER or between BEGIN CMS and END CMS.")
@click.option("--head", required=True, help="IIN of the person whose signature counts.")
@json_option
def found(settings: Path, order_file: Path, signature: Path, head: str, *, as_json: bool) -> None:
    """Register the operator's first people by a signed order: once in a node's life."""
    from almasu.wiring.founding import found as found_it
    from almasu.wiring.settings import read_settings

    accounts = asyncio.run(found_it(read_settings(settings), order_file, signature, head))
    if as_json:
        click.echo(json.dumps({"registered": [str(account.id) for account in accounts]}))
        return
    for account in accounts:
        click.echo(f"registered {account.id}  {account.person.full_name()}")
    click.echo(
        "They sign in with their EDS and the code sent to their telephone; the consent is signed at first entry."
    )
