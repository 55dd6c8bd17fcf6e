"""`almasu provision`: what bodies and the Agency check without a node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from almasu.interfaces.cli.carrier import carrier
from almasu.kernel.provision.feeds.progress import FeedState
from almasu.kernel.provision.feeds.remedies import REMEDIES, clause_of
from almasu.kernel.provision.feeds.report import REASONS, Rejected
from almasu.kernel.provision.joint_act import ActContent, FileFormat, read_act
from almasu.law.text import Language, Text

if TYPE_CHECKING:
    from almasu.wiring.feed_checking import FileReport

SHOWN = 50
SUMMARY = Text(
    "{code}: {kk}; қабылданған жолдар: {accepted}, қабылданбағандар: {rejected}",
    "{code}: {ru}; принято строк: {accepted}, отклонено: {rejected}",
    "{code}: {en}; accepted {accepted}, rejected {rejected}",
)
STATES = {
    FeedState.READING: Text("оқылуда", "читается", "reading"),
    FeedState.DONE: Text("қабылданады", "будет принят", "done"),
    FeedState.REFUSED: Text("түгел қабылданбайды", "будет отклонён целиком", "refused"),
}
LINE = Text("{line}-жол, {field}: {told}", "строка {line}, {field}: {told}", "line {line}, {field}: {told}")


@click.group()
def provision() -> None:
    """Check what state bodies give to the Agency (order No. 114-НҚ)."""


provision.add_command(carrier)


@provision.group()
def feed() -> None:
    """Check files of feeds."""


@feed.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--act", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The act.")
@click.option("--set", "data_set", help="The code of the set; needed where the act has several.")
@click.option("--format", "form", type=click.Choice([one.value for one in FileFormat]), help="Else that of the act.")
@click.option(
    "--rows", type=click.IntRange(min=0), help="How many rows are said with the file; 0 for an empty full set."
)
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    file: Path, act: Path, data_set: str | None, form: str | None, rows: int | None, lang: str, *, as_json: bool
) -> None:
    """Print the report that the delivery of FILE would have; ends with 1 where none of it would count.

    The act is the file that its page gives as JSON. Values of the file are never printed.
    """
    from almasu.wiring.feed_checking import checked_file

    content, language = _act(act), Language(lang)
    try:
        code = data_set or next(one.code for one in content.data_sets if one.schedule is not None)
        found = checked_file(file, content, code, None if form is None else FileFormat(form), rows)
    except StopIteration:
        raise click.ClickException("the act gives no set by a schedule") from None
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps(_told(code, found), ensure_ascii=False))
    else:
        _print(code, found, language)
    if found.state is not FeedState.DONE:
        raise SystemExit(1)


def _act(place: Path) -> ActContent:
    """Return the act of a file; a person is told which file it should have been."""
    try:
        return read_act(place.read_bytes())
    except (msgspec.MsgspecError, ValueError) as wrong:
        raise click.ClickException(
            f"{place.name} is not the file of an act: take it as JSON from the act's page, or by "
            f"GET /api/v1/provision/acts/VERSION/file, and keep it as it came ({wrong})"
        ) from wrong


def _told(code: str, found: FileReport) -> dict[str, Any]:
    return {
        "set": code,
        "state": found.state.value,
        "accepted": found.position.accepted,
        "rejected": found.position.rejected,
        "empty": found.is_empty,
        "broken": None if found.broken is None else msgspec.to_builtins(found.broken),
        "because": None if found.because is None else found.because.kind.code,
        "counts": [[name, reason.value, count] for (name, reason), count in found.counts.items()],
        "flaws": msgspec.to_builtins(found.flaws),
    }


def _print(code: str, found: FileReport, language: Language) -> None:
    state, position = STATES[found.state], found.position
    rows = {"accepted": str(position.accepted), "rejected": str(position.rejected)}
    summary = SUMMARY.filled(code=code, kk=state.kk, ru=state.ru, en=state.en, **rows)
    click.echo(summary.said_in(language))
    for one in (*found.flaws[:SHOWN], *(() if found.broken is None else (found.broken,))):
        click.echo(_said(one, language))
    if found.because is not None:
        click.echo(found.because.said_in(language))


def _said(one: Rejected, language: Language) -> str:
    told = (
        f"{REASONS[one.reason].said_in(language)} ({clause_of(one.reason)}). {REMEDIES[one.reason].said_in(language)}"
    )
    return LINE.filled(line=str(one.line), field=one.field or "-", told=told).said_in(language)
