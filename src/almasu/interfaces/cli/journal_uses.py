"""`almasu journal uses`: check the statement of a register's uses that its owner took along, with public keys only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import msgspec

from almasu.interfaces.cli.key_files import OF_LOG_AND_RECEIPTS, with_key_files
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.owning.statement import StatementFile, UseLine, proven_lines
from almasu.wiring import verification
from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST_STATEMENT = 64 * 1024 * 1024


@click.command()
@click.argument("file", type=FILE)
@click.option("--from-url", metavar="URL", help="Take the keys that a published log shows.")
@with_key_files(OF_LOG_AND_RECEIPTS)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def uses(
    file: Path,
    from_url: str | None,
    key_files: KeyFiles,
    as_json: bool,
) -> None:
    """Check a statement of uses: ends with 0 when the node signed it and every proof in it holds, with 1 when not."""
    source = None if from_url is None else verification.source_at(from_url, is_url=True)
    trust, given = verification.trust_from(key_files, source)
    try:
        lines = proven_lines(_read(file), trust.receipt_keys, trust.policy)
    except Malformed as broken:
        click.echo(json.dumps({"holds": False, "says": str(broken)}) if as_json else f"It proves nothing: {broken}")
        sys.exit(1)
    click.echo(json.dumps({"holds": True, "own_keys": not given, **_counts(lines)}) if as_json else _said(lines, given))


def _read(file: Path) -> StatementFile:
    with file.open("rb") as opened:
        data = opened.read(MOST_STATEMENT + 1)
    if len(data) > MOST_STATEMENT:
        raise Malformed("a statement of this size is not read")
    try:
        return msgspec.json.decode(data, type=StatementFile)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as broken:
        raise Malformed("this is no statement of uses") from broken


def _counts(lines: tuple[UseLine, ...]) -> dict[str, int]:
    answered, proven = sum(bool(one.entry) for one in lines), sum(bool(one.proof) for one in lines)
    return {"uses": len(lines), "answered": answered, "proven": proven}


def _said(lines: tuple[UseLine, ...], given: bool) -> str:
    counts = _counts(lines)
    told = f"{counts['uses']} uses, {counts['answered']} answered, {counts['proven']} proven to stand in the log"
    return told if given else f"{told}; with the keys that the log itself shows"
