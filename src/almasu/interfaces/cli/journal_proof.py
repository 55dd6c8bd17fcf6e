"""`almasu journal proof`: take a proof along, or check one that somebody brought."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import click

from almasu.interfaces.cli.key_files import OF_LOG, with_key_files
from almasu.kernel.journal.checkpoint import read_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.proof_file import ProofFile, prove, read_proof_file
from almasu.kernel.journal.proofs import inclusion_proof
from almasu.kernel.journal.tiles import Bundle, Tile, TiledNodes, split_bundle, width_at
from almasu.kernel.journal.tree import TILE_WIDTH
from almasu.kernel.journal.verify_tree import Source
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.wiring import verification
from almasu.wiring.verification import KeyFiles

MOST_PROOF = 262_144
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

NOT_FOUND = ProblemKind(
    "journal.not_found",
    404,
    Text(
        kk="Журналда {what} жоқ.",
        ru="В журнале нет: {what}.",
        en="The log does not have {what}.",
    ),
    Text(
        kk="Міндеттемені (64 он алтылық таңба) немесе журнал көлемінен кіші орынды беріңіз.",
        ru="Дайте обязательство (64 шестнадцатеричных знака) или место меньше размера журнала.",
        en="Give a commitment (64 hexadecimal digits) or a place below the size of the log.",
    ),
)


@click.group()
def proof() -> None:
    """Take a proof of one entry along, or check one."""


@proof.command()
@click.argument("leaf")
@click.argument("path", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--from-url", metavar="URL", help="Address of a published log.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output.")
def take(leaf: str, path: str | None, from_url: str | None, output: Path | None) -> None:
    """Write the proof of LEAF (its commitment in hexadecimal, or its place in the log) as a .tlog-proof file."""
    source = verification.source_at(from_url or path or ".", is_url=from_url is not None)
    data = _made(source, leaf).data()
    if output is None:
        click.echo(data, nl=False)
    else:
        output.write_bytes(data)


@proof.command()
@click.argument("file", type=FILE)
@click.option("--commitment", help="The commitment it should prove; else the one the file itself carries.")
@click.option("--entry", type=FILE, help="The entry's canonical bytes, from which the commitment follows.")
@with_key_files(OF_LOG)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    file: Path,
    commitment: str | None,
    entry: Path | None,
    key_files: KeyFiles,
    as_json: bool,
) -> None:
    """Check a .tlog-proof file without the log: ends with 0 when it proves its entry, with 1 when it does not."""
    trust, _ = verification.trust_from(key_files)
    try:
        brought = read_proof_file(file.read_bytes()[:MOST_PROOF])
        wanted = _commitment(brought, commitment, entry)
        proven = prove(brought, wanted, trust.policy)
    except (Malformed, ValueError) as broken:
        click.echo(json.dumps({"holds": False, "says": str(broken)}) if as_json else f"It proves nothing: {broken}")
        sys.exit(1)
    said = {
        "holds": True,
        "commitment": wanted.hex(),
        "origin": proven.checkpoint.origin,
        "index": proven.index,
        "size": proven.checkpoint.size,
        "witnesses": {one.key.name: one.at.isoformat() for one in proven.cosigned},
    }
    if as_json:
        click.echo(json.dumps(said))
        return
    click.echo(
        f"Entry {proven.index} of {proven.checkpoint.origin} ({proven.checkpoint.size} entries) is {wanted.hex()}"
    )
    for one in proven.cosigned:
        click.echo(f"vouched for by {one.key.name} at {one.at.isoformat()}")


def _commitment(brought: ProofFile, named: str | None, entry: Path | None) -> bytes:
    if entry is not None:
        return hashlib.sha256(entry.read_bytes()[:MOST_PROOF]).digest()
    return bytes.fromhex(named) if named is not None else brought.extra


def _made(source: Source, leaf: str) -> ProofFile:
    [note] = source.read(["checkpoint"])
    if note is None:
        raise NOT_FOUND.at("PATH", what="checkpoint")
    size = read_checkpoint(read_note(note).text).size
    index, commitment = _found(source, leaf, size)

    def tile(level: int, number: int, width: int) -> bytes:
        [data] = source.read([Tile(level, number, width).path()])
        if data is None:
            raise NOT_FOUND.at("PATH", what=Tile(level, number, width).path())
        return data

    path = inclusion_proof(index, size, TiledNodes(size, tile))
    return ProofFile(index, tuple(path), note, commitment)


def _found(source: Source, leaf: str, size: int) -> tuple[int, bytes]:
    """Return the place and the commitment of a leaf named by either."""
    if leaf.isdecimal() and len(leaf) < 19 and int(leaf) < size:
        number, at = divmod(int(leaf), TILE_WIDTH)
        return int(leaf), _bundle(source, number, size)[at]
    if len(leaf) == 64:
        wanted = bytes.fromhex(leaf)
        for number in range(-(-size // TILE_WIDTH)):
            entries = _bundle(source, number, size)
            if wanted in entries:
                return number * TILE_WIDTH + entries.index(wanted), wanted
    raise NOT_FOUND.at("LEAF", what=leaf)


def _bundle(source: Source, number: int, size: int) -> list[bytes]:
    width = width_at(0, number, size)
    [data] = source.read([Bundle(number, width).path()])
    return split_bundle(data, width) if data is not None else []
