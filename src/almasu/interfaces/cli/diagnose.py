"""`almasu diagnose`: the operator's page of diagnostics for whoever sits at the machine: test now, see the remedy."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.kernel.operating.diagnosis import FINDINGS, WELL, Diagnosis, code_said, remedy_of
from almasu.law.moment import written
from almasu.law.text import Language, Text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("settings", type=FILE)
@click.option("--place", "places", multiple=True, help="Test only this place, as `resource:12` or `service:ocsp`.")
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diagnose(settings: Path, places: tuple[str, ...], lang: str, *, as_json: bool) -> None:
    """Test registers and services of a node now, with the remedy for each that is not well.

    A register is asked about a subject that does not exist. Each test is journalled; a result stands for half a minute
    before anything is asked again. Ends with 0 where every place works, with 1 where any does not.
    """
    from almasu.wiring.diagnosing import diagnosed
    from almasu.wiring.settings import read_settings

    found, names = asyncio.run(diagnosed(read_settings(settings), places))
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False))
    else:
        _print(found, names, Language(lang))
    sys.exit(0 if all(one.finding in WELL for one in found) else 1)


def _print(found: Sequence[Diagnosis], names: Mapping[str, Text], language: Language) -> None:
    worst = tuple(FINDINGS)
    for one in sorted(found, key=lambda told: (worst.index(told.finding), _placed(told.place))):
        name = f"  {names[one.place].said_in(language)}" if one.place in names else ""
        click.echo(f"{FINDINGS[one.finding].said_in(language):22} {one.millis:6} ms  {one.place}{name}")
        if one.finding not in WELL:
            words = code_said(one.code)
            because = words.said_in(language) if words is not None else one.code
            click.echo(f"{'':34}{because} {remedy_of(one).said_in(language)}".rstrip())


def _placed(place: str) -> tuple[str, int, str]:
    """Return where a place stands in the list: its kind, the number of a register, its name."""
    kind, _, name = place.partition(":")
    return kind, int(name) if name.isdecimal() else 0, name


def _plain(one: Diagnosis) -> dict[str, Any]:
    remedy = remedy_of(one)
    return {
        "place": one.place,
        "finding": one.finding.value,
        "code": one.code,
        "millis": one.millis,
        "tested_at": written(one.begun_at),
        "remedy": {"kk": remedy.kk, "ru": remedy.ru, "en": remedy.en},
    }
