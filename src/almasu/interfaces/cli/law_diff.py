"""`almasu law diff`: what a new edition changed, and which rules and screens it touches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from almasu.law.change import ChangeKind, Changes, Touched, touched
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

NO_CHANGES = ProblemKind(
    "law.changes.unknown",
    404,
    Text(
        kk="{regime} режимінің {older} және {newer} редакцияларын салыстыру жоқ.",
        ru="Сравнения редакций {older} и {newer} режима {regime} нет.",
        en="There is no comparison of the editions {older} and {newer} of {regime}.",
    ),
    Text(
        kk="Редакциялар тізімін `almasu law editions` көрсетеді; ескісін бірінші атаңыз.",
        ru="Список редакций показывает `almasu law editions`; первой называйте более раннюю.",
        en="`almasu law editions` lists the editions; name the older one first.",
    ),
)
MANY = 4
KINDS: Mapping[ChangeKind, Text] = {
    ChangeKind.CHANGED: Text(kk="өзгерді", ru="изменено", en="changed"),
    ChangeKind.NEW: Text(kk="жаңа", ru="новое", en="new"),
    ChangeKind.GONE: Text(kk="алынды", ru="исключено", en="gone"),
}
RULES = Text(kk="ережелер", ru="правила", en="rules")
SCREENS = Text(kk="беттер", ru="экраны", en="screens")


@click.command()
@click.argument("regime")
@click.argument("older")
@click.argument("newer")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def diff(regime: str, older: str, newer: str, lang: str, *, as_json: bool) -> None:
    """Show what differs between two editions, by year or id: `diff sio_pso 2022 2025`."""
    from almasu.wiring.law import open_law

    law = open_law()
    ids = {name: one.id for one in law.editions if one.regime == regime for name in (one.id, one.id.rsplit("-", 1)[1])}
    wanted = (ids.get(older), ids.get(newer))
    found = next((one for one in law.changes if (one.older, one.newer) == wanted), None)
    if found is None:
        raise NO_CHANGES.at("EDITION", regime=regime, older=older, newer=newer)
    rows = touched(found, law.trace())
    if as_json:
        click.echo(json.dumps(_told(found, rows), ensure_ascii=False))
        return
    _show(found, rows, Language(lang))


def _told(changes: Changes, rows: tuple[Touched, ...]) -> dict[str, Any]:
    return {
        "older": changes.older,
        "newer": changes.newer,
        "changes": [
            {
                "kind": row.change.kind.value,
                "was": list(row.change.was),
                "now": list(row.change.now),
                "says": {"kk": row.change.says.kk, "ru": row.change.says.ru, "en": row.change.says.en},
                "rules": list(row.rules),
                "screens": list(row.screens),
            }
            for row in rows
        ],
    }


def _show(changes: Changes, rows: tuple[Touched, ...], language: Language) -> None:
    for row in rows:
        change = row.change
        kind = KINDS[change.kind].said_in(language)
        click.echo(f"{kind:9} {_names(change.was) or '...'} -> {_names(change.now) or '...'}")
        click.echo(f"{'':10}{change.says.said_in(language)}")
        for heading, names in ((RULES, row.rules), (SCREENS, row.screens)):
            if names:
                click.echo(f"{'':10}{heading.said_in(language)}: {', '.join(names)}")
    counts = {kind: sum(1 for row in rows if row.change.kind is kind) for kind in ChangeKind}
    told = ", ".join(f"{count} {KINDS[kind].said_in(language)}" for kind, count in counts.items())
    click.echo(f"{changes.older} -> {changes.newer}: {told}")


def _names(clauses: tuple[str, ...]) -> str:
    """Return clause ids in one line; of many, the first, the last and how many."""
    if len(clauses) <= MANY:
        return ", ".join(clauses)
    return f"{clauses[0]}, {clauses[1]} ... {clauses[-1]} ({len(clauses)})"
