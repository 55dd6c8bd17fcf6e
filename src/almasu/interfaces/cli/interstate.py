"""`almasu interstate`: what two states check of their exchange without believing each other."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import NoReturn

import click
import msgspec

from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.kernel.interstate.comparing import Difference
from almasu.kernel.interstate.telling_differences import (
    COUNTED,
    HELD_TO_NOTHING,
    PROVES_NOTHING,
    STANDS_ON,
    word_of,
    words_of,
)
from almasu.kernel.journal.malformed import Malformed
from almasu.law.text import Language
from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def interstate() -> None:
    """Compare the histories of an exchange between two states, and check evidence of two histories (CIS-6.1)."""


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


Command = Callable[..., None]


def with_keys_of_both(command: Command) -> Command:
    """Give a command the options by which it is told whose logs and witnesses to believe, as `keys`: a pair."""
    options = (
        click.option("--first-key", type=FILE, multiple=True, help="Verifier keys of the first node's log."),
        click.option("--first-witness-key", type=FILE, multiple=True, help="Keys of its witnesses."),
        click.option("--second-key", type=FILE, multiple=True, help="Verifier keys of the second node's log."),
        click.option("--second-witness-key", type=FILE, multiple=True, help="Keys of its witnesses."),
        click.option("--first-policy", type=FILE, help="A C2SP tlog-policy file in place of the first node's keys."),
        click.option("--second-policy", type=FILE, help="A C2SP tlog-policy file in place of the second node's keys."),
    )

    @wraps(command)
    def with_keys(
        *,
        first_key: tuple[Path, ...],
        first_witness_key: tuple[Path, ...],
        second_key: tuple[Path, ...],
        second_witness_key: tuple[Path, ...],
        first_policy: Path | None,
        second_policy: Path | None,
        **others: object,
    ) -> None:
        first = KeyFiles(first_key, first_witness_key, first_policy, None)
        command(keys=(first, KeyFiles(second_key, second_witness_key, second_policy, None)), **others)

    asked: Command = with_keys
    for option in reversed(options):
        asked = option(asked)
    return asked


@interstate.command()
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@with_keys_of_both
@click.option(
    "--evidence",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write the evidence to, where a node is held to its own signature.",
)
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(
    first: Path, second: Path, keys: tuple[KeyFiles, KeyFiles], evidence: Path | None, lang: str, *, as_json: bool
) -> None:
    """Compare the exported histories of two nodes and say where they differ.

    Each is held to its own log under its own witnesses, whose keys are given. Ends with 0 when both agree, with 1
    where they differ, with 2 where a history proves nothing.
    """
    from almasu.wiring.histories import compared_files

    language = Language(lang)
    try:
        found, file = compared_files((first, second), keys)
    except Malformed as broken:
        _ends_with_nothing(broken, language, as_json)
    if evidence is not None and file is not None:
        evidence.write_bytes(file)
    if as_json:
        told = {"same": not found.differences, "evidence": file is not None}
        click.echo(
            json.dumps({**told, "agree": found.agree, "under_way": found.under_way, **_listed(found.differences)})
        )
    else:
        _say(found.differences, language)
        counts = {"agree": found.agree, "under_way": found.under_way, "differences": len(found.differences)}
        click.echo(COUNTED.filled(**{name: str(count) for name, count in counts.items()}).said_in(language))
        if found.differences and file is None:
            click.echo(HELD_TO_NOTHING.said_in(language))
    sys.exit(1 if found.differences else 0)


@interstate.command()
@click.argument("evidence", type=FILE)
@with_keys_of_both
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(evidence: Path, keys: tuple[KeyFiles, KeyFiles], lang: str, *, as_json: bool) -> None:
    """Check a file of evidence that a node told two histories, without any node.

    Without keys it is held to those that the file names, which are printed: compare them with what each state
    published. Ends with 1 where it shows a node that told two histories, with 2 where it proves nothing.
    """
    from almasu.wiring.histories import checked_evidence

    language = Language(lang)
    given = any(one.keys or one.policy for one in keys)
    try:
        found, stands_on = checked_evidence(evidence, keys if given else None)
    except Malformed as broken:
        _ends_with_nothing(broken, language, as_json)
    if as_json:
        click.echo(json.dumps({**_listed(found), "stands_on": list(stands_on)}))
    else:
        _say(found, language)
        for line in stands_on:
            click.echo(STANDS_ON.filled(line=line).said_in(language))
    sys.exit(1)


def _ends_with_nothing(broken: Malformed, language: Language, as_json: bool) -> NoReturn:
    said = PROVES_NOTHING.filled(why=str(broken)).said_in(language)
    click.echo(json.dumps({"same": False, "says": str(broken)}) if as_json else said)
    sys.exit(2)


def _say(found: Sequence[Difference], language: Language) -> None:
    for one in found:
        click.echo(words_of(one).said_in(language))
        for word in one.said:
            click.echo(f"  {word_of(word).said_in(language)}")


def _listed(found: Sequence[Difference]) -> dict[str, object]:
    """Return differences as JSON has them, digests in hex."""
    listed = []
    for one in found:
        said = [{**msgspec.to_builtins(word), "digest": word.digest.hex()} for word in one.said]
        listed.append({**msgspec.to_builtins(one), "said": said, "says": msgspec.to_builtins(words_of(one))})
    return {"differences": listed}
