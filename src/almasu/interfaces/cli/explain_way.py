"""`almasu explain way`: by which way a set of a state body is given, why no better one, what it takes to climb."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.interfaces.cli.law_replay import SETTINGS
from almasu.interfaces.portal.offices_of_provision import words_of_ways as words
from almasu.kernel.provision.way import CLAUSES, WAY_NAMES
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.text import Language

if TYPE_CHECKING:
    from almasu.actions.provision.see_ways import Better, Explained


@click.command("way")
@click.argument("body")
@click.argument("data_set", metavar="SET")
@SETTINGS
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_way(body: str, data_set: str, file: Path, lang: str, *, as_json: bool) -> None:
    """Explain by which way the SET of a BODY (its BIN) is given now, and what stands against each better way."""
    from almasu.wiring.explaining_way import way_of
    from almasu.wiring.settings import read_settings

    found = asyncio.run(way_of(read_settings(file), body, data_set))
    if as_json:
        click.echo(json.dumps(record_of(found), ensure_ascii=False))
        return
    for line in lines_of(found, Language(lang)):
        click.echo(line)


def lines_of(found: Explained, language: Language) -> Iterator[str]:
    """Yield what is told, a line at a time."""
    ladder, last = found.ladder, found.ladder.steps[-1]
    name = WAY_NAMES[ladder.way].said_in(language)
    why = words.WHYS[last.why].said_in(language)
    yield f"{ladder.data_set}: {name} ({CLAUSES[ladder.way]}), {why}, {moment.written(last.at)}"
    if ladder.restricted:
        yield f"{'':4}{WAY_NAMES[ladder.way].said_in(language)} (FMA-4.2)"
    for one in found.better:
        yield f"{'':4}{WAY_NAMES[one.way].said_in(language)} ({CLAUSES[one.way]})"
        moments = ((words.UNTIL, _until(one)), (words.NEXT_TRY, one.next_try), (words.LAST_TRY, one.last_try))
        said = [f"{text.said_in(language)}: {moment.written(at)}" for text, at in moments if at is not None]
        code = words.CODES.get(one.last_code, words.OTHER_CODE).said_in(language) if one.last_code else ""
        yield f"{'':8}" + ", ".join([*said, *([code] if code else [])])


def record_of(found: Explained) -> dict[str, Json]:
    """Return the same for a program."""
    ladder, last = found.ladder, found.ladder.steps[-1]
    return {
        "body": ladder.body,
        "data_set": ladder.data_set,
        "restricted": ladder.restricted,
        "way": ladder.way.value,
        "lawful": found.next_way.value,
        "since": moment.written(last.at),
        "why": last.why.value,
        "better": [record_of_better(one) for one in found.better],
    }


def record_of_better(one: Better) -> dict[str, Json]:
    """Return what stands against a better way."""
    until = _until(one)
    return {
        "way": one.way.value,
        "proved_until": None if until is None else moment.written(until),
        "next_try": None if one.next_try is None else moment.written(one.next_try),
        "last_try": None if one.last_try is None else moment.written(one.last_try),
        "last_code": one.last_code,
    }


def _until(one: Better) -> datetime | None:
    return max((proof.until for proof in one.proofs), default=None)
