"""`almasu law`: clauses, editions, terms and rules, and what in the product rests on which clause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from almasu.interfaces.cli.law_annexes import annexes
from almasu.interfaces.cli.law_diff import diff
from almasu.interfaces.cli.law_judge import judge
from almasu.interfaces.cli.law_replay import replay
from almasu.law.problem import ProblemKind
from almasu.law.rule import Rule
from almasu.law.text import Language, Text
from almasu.law.trace import Standing, Traced

UNKNOWN_CLAUSE = ProblemKind(
    "law.clause.unknown",
    404,
    Text("{clause} деген тармақ жоқ.", "Пункта {clause} нет.", "There is no clause {clause}."),
    Text(
        "Тармақтар тізімін `almasu law trace` көрсетеді.",
        "Список пунктов показывает `almasu law trace`.",
        "`almasu law trace` lists the clauses.",
    ),
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
LANG = click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)


@click.group()
def law() -> None:
    """Clauses, editions, terms, rules and what rests on them."""


law.add_command(annexes)
law.add_command(diff)
law.add_command(judge)
law.add_command(replay)


@law.command()
@AS_JSON
@click.option("--act", help="Only clauses of this act, for instance SIO25.")
@click.option("--status", type=click.Choice([one.value for one in Standing]), help="Only clauses of this standing.")
def trace(act: str | None, status: str | None, *, as_json: bool) -> None:
    """Show for every clause which rules, tests and screens keep it, why none need to, or that it is open."""
    from almasu.wiring.law import open_law

    rows = [row for row in open_law().trace() if act in (None, row.clause.act) and status in (None, row.standing.value)]
    if as_json:
        click.echo(json.dumps({"clauses": [trace_record(row) for row in rows]}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row.standing.value:6}  {row.clause.id:16}  {row.clause.says.en[:90]}")
    counts = {standing: sum(1 for row in rows if row.standing is standing) for standing in Standing}
    click.echo(", ".join(f"{count} {standing.value}" for standing, count in counts.items()))


def trace_record(row: Traced) -> dict[str, Any]:
    """Return one traced clause in the shape that other people's checks rely on (DESIGN 6)."""
    return {
        "id": row.clause.id,
        "status": row.standing.value,
        "rules": list(row.rules),
        "tests": list(row.tests),
        "screens": list(row.screens),
        "reason": row.reason,
    }


@law.command()
@click.argument("clause_id", metavar="CLAUSE")
@LANG
@AS_JSON
def show(clause_id: str, lang: str, *, as_json: bool) -> None:
    """Show one clause, for instance SIO25-12.1: what it asks, our reading, what rests on it."""
    from almasu.wiring.law import open_law

    row = next((row for row in open_law().trace() if row.clause.id == clause_id), None)
    if row is None:
        raise UNKNOWN_CLAUSE.at("CLAUSE", clause=clause_id)
    clause = row.clause
    if as_json:
        says = {"en": clause.says.en, "kk": clause.says.kk, "ru": clause.says.ru}
        told = {"place": clause.place, "actor": clause.actor, "kind": clause.kind.value, "says": says}
        extra = {"observable": clause.observable, "reading": clause.reading, "succeeded_by": clause.succeeded_by}
        click.echo(json.dumps({**trace_record(row), **told, **extra}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{clause.id}  {clause.place}")
    click.echo(clause.says.said_in(Language(lang)))
    for name, words in _details(row):
        if words:
            click.echo(f"  {name}: {words}")


def _details(row: Traced) -> list[tuple[str, str]]:
    clause = row.clause
    return [
        ("who", clause.actor),
        ("shows by", clause.observable),
        ("reading", clause.reading),
        ("now", clause.succeeded_by),
        ("standing", row.standing.value),
        ("reason", row.reason),
        ("rules", ", ".join(row.rules)),
        ("tests", ", ".join(row.tests)),
        ("screens", ", ".join(row.screens)),
    ]


@law.command()
@LANG
@AS_JSON
def editions(lang: str, *, as_json: bool) -> None:
    """Show which wording of each act governs which days."""
    from almasu.wiring.law import open_law

    known = open_law().editions
    if as_json:
        rows = [
            {"id": one.id, "regime": one.regime, "act": one.act, "since": one.since.isoformat(),
             "until": one.until.isoformat() if one.until else None, "cites": list(one.cites),
             "repeals": [_three(order) for order in one.repeals]}
            for one in known
        ]  # fmt: skip
        click.echo(json.dumps({"editions": rows}, ensure_ascii=False))
        return
    for one in known:
        until = one.until.isoformat() if one.until else "..."
        language = Language(lang)
        click.echo(f"{one.id:10}  {one.since.isoformat()} - {until:10}  {one.order.said_in(language)}")
        click.echo(f"{'':12}{one.name.said_in(language)}")
        click.echo(f"{'':12}{one.basis.said_in(language)}")
        for order in one.repeals:
            click.echo(f"{'':12}repeals {order.said_in(language)}")


@law.command()
@LANG
@AS_JSON
def terms(lang: str, *, as_json: bool) -> None:
    """Show the terms that the acts set."""
    from almasu.wiring.law import open_law

    known = open_law().terms.values()
    if as_json:
        rows = [
            {"id": one.id, "amount": one.term.amount, "unit": one.term.unit.value, "cites": list(one.cites)}
            for one in known
        ]
        click.echo(json.dumps({"terms": rows}, ensure_ascii=False))
        return
    for one in known:
        length = f"{one.term.amount} {one.term.unit.value}"
        click.echo(f"{one.id:28}  {length:16}  {one.name.said_in(Language(lang))} ({', '.join(one.cites)})")


@law.command()
@LANG
@AS_JSON
def rules(lang: str, *, as_json: bool) -> None:
    """Show the rules that judge requests and acts around them, with clauses, dates and readings."""
    from almasu.wiring.law import open_law

    known = open_law().every_rule()
    if as_json:
        click.echo(json.dumps({"rules": [_rule_record(rule) for rule in known]}, ensure_ascii=False))
        return
    for rule in known:
        until = f" until {rule.until.isoformat()}" if rule.until else ""
        click.echo(f"{rule.id} ({rule.kind.value}, since {rule.since.isoformat()}{until})")
        click.echo(f"  {rule.says.said_in(Language(lang))}")
        click.echo(f"  {_cited(rule.cites)}")


def _rule_record(rule: Rule[Any]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "cites": list(rule.cites),
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "reading": rule.reading,
        "says": _three(rule.says),
    }


def _cited(cites: tuple[str, ...]) -> str:
    return ", ".join(cites) if len(cites) < 9 else f"{', '.join(cites[:3])} ... {cites[-1]}"


@law.command()
@LANG
@AS_JSON
def glossary(lang: str, *, as_json: bool) -> None:
    """Show the words of the acts and of the code, and what they mean."""
    from almasu.wiring.law import open_law

    known = open_law().glossary
    if as_json:
        rows = [{"id": one.id, "word": _three(one.word), "means": _three(one.means)} for one in known]
        click.echo(json.dumps({"words": rows}, ensure_ascii=False))
        return
    for one in known:
        click.echo(f"{one.word.said_in(Language(lang))}: {one.means.said_in(Language(lang))}")


def _three(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}


@law.command()
@click.option("--write", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
def pages(write: Path) -> None:
    """Write the pages of docs/law anew: the trace, the divergences and the glossary."""
    from almasu.interfaces.cli.law_pages import law_pages
    from almasu.wiring.law import open_law

    write.mkdir(parents=True, exist_ok=True)
    for name, text in law_pages(open_law()).items():
        (write / name).write_text(text, encoding="utf-8")
        click.echo(write / name)
