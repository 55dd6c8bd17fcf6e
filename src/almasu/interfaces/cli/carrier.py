"""`almasu provision carrier`: pack an electronic carrier at a body, check and read one in at the Agency (FMA-3.4)."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import date
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import click
import msgspec

from almasu.kernel.provision.carrier import LARGEST_MANIFEST, MANIFEST_NAME, Manifest, Medium, not_as_promised
from almasu.kernel.provision.carrier import read_manifest as manifest_in
from almasu.kernel.provision.joint_act import read_act
from almasu.law.problem import Problem

SESSION = "ALMASU_SESSION"
Place = click.Path(path_type=Path)


@click.group()
def carrier() -> None:
    """Pack and read electronic carriers."""


@carrier.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--act", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The act.")
@click.option("--set", "data_set", required=True, help="The code of the set.")
@click.option("--number", required=True, help="The number of the carrier in the body's register.")
@click.option("--medium", type=click.Choice([one.value for one in Medium]), required=True, help="What it is.")
@click.option("--key", required=True, help="The Agency's public key, as its page of carriers shows it.")
@click.option("--out", required=True, type=Place, help="A folder that is not there yet: copy it to the medium.")
@click.option("--builds-on", type=int, default=0, help="Of changes: the number of the last delivery.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def pack(
    files: tuple[Path, ...],
    act: Path,
    data_set: str,
    number: str,
    medium: str,
    key: str,
    out: Path,
    builds_on: int,
    as_json: bool,
) -> None:
    """Check FILES by the act, encrypt them for the Agency's key and write the manifest beside them.

    Several files are parts of one set. Nothing is written where one of them would not count.
    """
    from almasu.wiring.carrier_packing import ToPack, packed

    try:
        content = read_act(act.read_bytes())
        told = ToPack(content, data_set, files, key, number, Medium(medium), date.today(), builds_on)  # noqa: DTZ011
        manifest = packed(told, out)
    except (msgspec.MsgspecError, ValueError, FileExistsError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(manifest), ensure_ascii=False))
    else:
        click.echo(f"{out}: {len(manifest.files)} files, {manifest.rows} rows; manifest {manifest.sha256}")


@carrier.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--manifest", "expected", help="The SHA-256 of the manifest that the head signed: it has to be this one.")
@click.option("--to", "node", help=f"The address of the node: it is sent there, with the session in {SESSION}.")
@click.option("--carrier", "number", type=click.UUID, help="The carrier's id at the node.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def read(folder: Path, expected: str | None, node: str | None, number: UUID | None, as_json: bool) -> None:
    """Compare what lies in FOLDER with its manifest, and send it to the node where one is named.

    Ends with 1 and names each file that is missing, another or too many; nothing is sent then.
    """
    from almasu.wiring.carrier_packing import found_on

    manifest = _manifest(folder)
    bad = [one.title.en for one in not_as_promised(manifest, found_on(folder, manifest))]
    if expected is not None and manifest.sha256 != expected.strip().lower():
        bad.insert(0, f"The manifest is another one: {manifest.sha256}.")
    if as_json:
        told = {"number": manifest.number, "manifest": manifest.sha256, "rows": manifest.rows, "wrong": bad}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{manifest.number}: {len(manifest.files)} files, {manifest.rows} rows; {manifest.sha256}")
        for one in bad:
            click.echo(one)
    if bad:
        raise SystemExit(1)
    if node is not None:
        _send(folder, manifest, node, number)


def _send(folder: Path, manifest: Manifest, node: str, number: UUID | None) -> None:
    from almasu.wiring.carrier_sending import NotTaken, sent

    session = os.environ.get(SESSION, "")
    if number is None or not session:
        _fail(f"to send it, name the carrier (--carrier) and put the session into {SESSION}")
    try:
        asyncio.run(sent(folder, manifest, node, number, session))
    except (NotTaken, OSError) as refused:
        _fail(str(refused))
    click.echo("read in")


def _manifest(folder: Path) -> Manifest:
    try:
        with (folder / MANIFEST_NAME).open("rb") as file:
            return manifest_in(file.read(LARGEST_MANIFEST + 1))
    except OSError as gone:
        _fail(f"{MANIFEST_NAME}: {gone.strerror}")
    except Problem as problem:
        _fail(problem.title.en)


def _fail(words: str) -> NoReturn:
    raise click.ClickException(words)
