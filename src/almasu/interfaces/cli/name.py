"""`almasu name`: compare written names of people in Kazakh, Russian and Latin spelling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from almasu.kernel.names.explanation import explained, verdict
from almasu.kernel.names.match import Match, match
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

LONGEST_LINE = 2_000
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


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    with click.open_file(str(file), "rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), b""), 1):
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
