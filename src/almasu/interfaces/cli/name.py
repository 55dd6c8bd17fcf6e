"""`almasu name`: compare written names of people in Kazakh, Russian and Latin spelling."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from almasu.kernel.names.explanation import explained, verdict
from almasu.kernel.names.match import Match, match
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

LONGEST_LINE = 2_000
MOST_SHOWN = 100
LINE = ProblemKind(
    "name.line.unreadable",
    422,
    Text(
        "{line}-жолда табуляциямен бөлінген екі есім жоқ.",
        "В строке {line} нет двух имён, разделённых табуляцией.",
        "Line {line} does not hold two names with a tab between them.",
    ),
    Text(
        "Файлды UTF-8 кодтауында сақтап, әр жолға табуляциямен бөлінген екі есім жазыңыз.",
        "Сохраните файл в UTF-8, в каждой строке два имени, разделённые табуляцией.",
        "Save the file as UTF-8 with two names a line, separated by a tab.",
    ),
)
LINE_LONG = ProblemKind(
    "name.line.long",
    422,
    Text(
        "{line}-жол {most} байттан ұзын.",
        "Строка {line} длиннее {most} байт.",
        "Line {line} is longer than {most} bytes.",
    ),
    Text(
        "Әр жолда екі есім ғана қалсын.",
        "Оставьте в каждой строке только два имени.",
        "Leave no more than two names in each line.",
    ),
)
NO_DATABASE = ProblemKind(
    "names.no_database",
    500,
    Text(
        "Есімдер дерекқорының мекенжайы берілмеген.",
        "Не указан адрес базы данных имён.",
        "The address of the database of names is not given.",
    ),
    Text(
        "Оны ALMASU_NAMES_DATABASE_URL айнымалысына жазыңыз.",
        "Укажите его в переменной ALMASU_NAMES_DATABASE_URL.",
        "Put it into the variable ALMASU_NAMES_DATABASE_URL.",
    ),
)
LANGUAGE = click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def name() -> None:
    """Compare names of people in Kazakh, Russian and Latin spelling.

    Scores go from 0 to 1: from 0.85 probably one person, from 0.70 a person should look, below two people. A name
    alone never proves identity.
    """


@name.command(name="match")
@click.argument("one")
@click.argument("other")
@LANGUAGE
@JSON
def match_two(one: str, other: str, lang: str, *, as_json: bool) -> None:
    r"""Compare two names and say what agreed.

    \b
    almasu name match "Смағұлов Нұрлан Ерланұлы" "SMAGULOV NURLAN"
    """
    found, language = match(one, other), Language(lang)
    if as_json:
        click.echo(json.dumps(_record(found, language), ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.score:.3f}  {verdict(found).said_in(language)}")
    for sentence in explained(found):
        click.echo(f"  {sentence.said_in(language)}")


@name.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@JSON
def score(file: Path, *, as_json: bool) -> None:
    """Compare two names a line, separated by a tab; print score and names, or one JSON object a line.

    What follows a second tab is left alone, so that a list with the truth in a third column can be scored.
    """
    for one, other in _pairs(file):
        found = round(match(one, other).score, 4)
        if as_json:
            click.echo(json.dumps({"score": found, "one": one, "other": other}, ensure_ascii=False))
        else:
            click.echo(f"{found:.4f}\t{one}\t{other}")


@name.command()
@click.argument("records", type=click.File("rb"))
@click.option("--content", required=True, help="A name for what the index is made of, such as the day of the register.")
def fill(records: BinaryIO, content: str) -> None:
    """Fill the provider's index from RECORDS of resource 1; `-` reads what comes in.

    A line each: {"resource": 1, "record": {...}, "also": [{"surname", "given_name", "patronymic"}]}; `also` holds names
    in another alphabet or borne before. The index in place, in the database ALMASU_NAMES_DATABASE_URL names, answers
    until the new one is whole; one of the same content is left as it is.
    """
    from almasu.wiring.names import fill_once, people_in

    def told(step: str, share: float) -> None:
        click.echo(f"{share:4.0%} {step}", err=True)

    edition = fill_once(_database(), content, people_in(records), told)
    if edition is not None:
        click.echo(f"{edition.people} people of {edition.content}, in place since {edition.filled_at}.")


@name.command()
@click.option(
    "--keys",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder whose file secrets/01 holds the key that askers show.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65_535), default=8_791, show_default=True)
def serve(keys: Path, host: str, port: int) -> None:
    """Answer questions about people (resource 1) over REST until told to stop."""
    from almasu.wiring.names import serve_until_stopped

    serve_until_stopped(_database(), keys, host, port, lambda url: click.echo(f"People are asked for at {url}."))


@name.command()
@click.argument("written")
@JSON
def find(written: str, *, as_json: bool) -> None:
    r"""Find who may bear a name, which may end with a birth date, in the provider's index.

    \b
    almasu name find "Смагулов Нурлан 14.03.1985"
    """
    from almasu.wiring.names import search_once

    found = search_once(_database(), written)
    shown, more = found.hits[:MOST_SHOWN], found.unread or len(found.hits) > MOST_SHOWN
    if as_json:
        hits = [
            {"iin": hit.party, "name": hit.name, "score": round(hit.match.score, 4), "birth_date": _day(hit.born)}
            for hit in shown
        ]
        click.echo(json.dumps({"hits": hits, "more": more}, ensure_ascii=False, indent=2))
        return
    for hit in shown:
        click.echo(f"{hit.match.score:.3f}  {hit.party}  {hit.name}  {_day(hit.born) or ''}".rstrip())
    if more:
        click.echo("There are more: give the patronymic or the birth date.", err=True)


def _day(born: date | None) -> str | None:
    return born.isoformat() if born else None


def _database() -> str:
    from almasu.wiring.names import DATABASE_URL

    url = os.environ.get(DATABASE_URL)
    if not url:
        raise NO_DATABASE.at(DATABASE_URL)
    return url


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    with click.open_file(str(file), "rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE + 1), b""), 1):
            if len(line) > LONGEST_LINE:
                raise LINE_LONG.at(str(file), line=str(number), most=str(LONGEST_LINE))
            try:
                words = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
            except UnicodeDecodeError as wrong:
                raise LINE.at(str(file), line=str(number)) from wrong
            if words == [""]:
                continue
            if len(words) < 2:
                raise LINE.at(str(file), line=str(number))
            yield words[0], words[1]


def _record(found: Match, language: Language) -> dict[str, Any]:
    return {
        "score": round(found.score, 4),
        "verdict": verdict(found).said_in(language),
        "parts": [
            {
                "part": part.role.value,
                "one": part.one,
                "other": part.other,
                "score": round(part.likeness.score, 4),
                "why": part.likeness.why.value,
            }
            for part in found.parts
        ],
        "said": [sentence.said_in(language) for sentence in explained(found)],
    }
