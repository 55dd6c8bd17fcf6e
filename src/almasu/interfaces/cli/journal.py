"""`almasu journal`: verify a log from outside with public keys only, take a proof along, change a log's key."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from almasu.interfaces.cli.journal_key import rotate_key
from almasu.interfaces.cli.journal_proof import proof
from almasu.interfaces.cli.journal_records import records
from almasu.interfaces.cli.journal_report import print_report, report_json
from almasu.interfaces.cli.journal_uses import uses
from almasu.interfaces.cli.key_files import OF_LOG_AND_RECEIPTS, with_key_files
from almasu.kernel.journal.verify import Claims, Report
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text
from almasu.wiring import verification
from almasu.wiring.verification import KeyFiles

MOST_CLAIM = 131_072
DEMO = Path(".demo")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

NO_PLACE = ProblemKind(
    "journal.no_place",
    400,
    Text(
        kk="Қай журналды тексеру керегі айтылмаған.",
        ru="Не сказано, какой журнал проверять.",
        en="It is not said which log to verify.",
    ),
    Text(
        kk="Журнал мұрағатының қалтасын немесе `--from-url` арқылы мекенжайын беріңіз.",
        ru="Дайте папку архива журнала или его адрес в `--from-url`.",
        en="Give the folder of the log's archive, or its address with `--from-url`.",
    ),
)


@click.group()
def journal() -> None:
    """Verify a journal with public keys only, and change the key of one's own."""


@journal.command()
@click.argument("path", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--from-url", metavar="URL", help="Address of a published log, such as https://node.example/log.")
@with_key_files(OF_LOG_AND_RECEIPTS)
@click.option(
    "--rotation", "rotations", type=FILE, multiple=True, help="Known changes of the log's key, a leaf a line."
)
@click.option("--receipt", "receipts", type=FILE, multiple=True, help="A receipt whose promise is to be checked.")
@click.option("--seen", type=FILE, multiple=True, help="A checkpoint of this log seen elsewhere or earlier.")
@click.option("--witness-url", "witness_urls", multiple=True, metavar="URL", help="Ask a witness what it saw last.")
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="Remember the last good checkpoint.")
@click.option("--language", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--cores", type=click.IntRange(1), help="Cores to use; all by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    path: str | None,
    from_url: str | None,
    key_files: KeyFiles,
    rotations: tuple[Path, ...],
    receipts: tuple[Path, ...],
    seen: tuple[Path, ...],
    witness_urls: tuple[str, ...],
    state: Path | None,
    language: str,
    cores: int | None,
    as_json: bool,
) -> None:
    """Recompute everything a log shows and name every fault.

    PATH is a copy of the log's archive, the demo's when neither it nor a URL is given. Without keys those that the log
    itself shows are taken: that tells whether it agrees with itself, not who wrote it. Ends with 0 when all holds,
    with 1 on any fault, with 2 when it could not be tried.

    With --state, each run is compared with the last one, so that a log that was cut or rewritten between is found.
    """
    place = from_url or path or (str(DEMO) if (DEMO / "tiles" / "checkpoint").is_file() else None)
    if place is None or (from_url and path):
        raise NO_PLACE.at("PATH")
    source = verification.source_at(place, is_url=from_url is not None)
    trust, given = verification.trust_from(replace(key_files, rotations=rotations), source)
    heads = verification.heads_of_witnesses(witness_urls, verification.origin_of(source) or "")
    verification.await_size(source, heads)
    remembered = [_claim(state)] if state is not None and state.exists() else []
    claims = Claims((*remembered, *map(_claim, seen), *heads), tuple(map(_claim, receipts)))
    with _bar(as_json) as told:
        report = verification.verified(source, trust, datetime.now(UTC), claims, cores or verification.cores(), told)
    if as_json:
        click.echo(json.dumps(report_json(report, own_keys=not given), ensure_ascii=False, indent=2))
    else:
        print_report(report, Language(language), own_keys=not given)
    if state is not None and report.holds:
        _remember(state, report)
    sys.exit(0 if report.holds else 1)


journal.add_command(proof)
journal.add_command(rotate_key)
journal.add_command(records)
journal.add_command(uses)


def _claim(file: Path) -> bytes:
    """Return what a file holds, as far as anything it could be reaches."""
    with file.open("rb") as opened:
        return opened.read(MOST_CLAIM)


def _remember(state: Path, report: Report) -> None:
    aside = state.with_name(f".{state.name}.new")
    aside.write_bytes(report.note)
    aside.replace(state)


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show progress on standard error, where that is a person's terminal."""
    off = quiet or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=off) as progress:
        task = progress.add_task("entries", total=None)
        yield lambda done, count: progress.update(task, completed=done, total=count)
