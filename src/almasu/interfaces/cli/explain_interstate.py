"""Requests and offers between states as `almasu explain` tells them: every rule and clock, nothing of the content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import click

from almasu.actions.interstate.explain_request import Explained
from almasu.interfaces.cli.findings import finding_lines
from almasu.kernel.grounds.decision import Decision, decision_record
from almasu.kernel.interstate.clocks import Clock
from almasu.law import moment
from almasu.law.text import Language, Text

FROM = Text("басталды", "начало", "from")
UNTIL = Text("дейін", "до", "until")


def lines_of(found: Explained, language: Language) -> tuple[str, ...]:
    """Return the rules and the clocks as lines."""
    lines = []
    for one in found.findings:
        lines += finding_lines(one, language)
    return (*lines, *clock_lines(found.clocks, language))


def clock_lines(clocks: Sequence[Clock], language: Language) -> tuple[str, ...]:
    """Return clocks as lines: until when, in words, by which clause, from when."""
    lines = []
    for one in clocks:
        lines.append(f"{one.says.said_in(language)} ({', '.join(one.cites)})")
        for word, when in ((FROM, _written(one.started_at)), (UNTIL, _due(one))):
            lines += [f"  {word.said_in(language)}: {when}"] if when else []
    return tuple(lines)


def record_of(number: UUID, found: Explained, language: Language) -> str:
    """Return the same as JSON."""
    decision = decision_record(Decision(found.findings))
    return json.dumps(
        {"request": str(number), "decision": decision, **clocks_record(found, language)}, ensure_ascii=False
    )


def clocks_record(found: Explained, language: Language) -> dict[str, object]:
    """Return the clocks as JSON has them."""
    clocks = [
        {"says": one.says.said_in(language), "cites": one.cites, "from": _written(one.started_at), "due": _due(one)}
        for one in found.clocks
    ]
    return {"clocks": clocks}


def say_clocks(number: UUID, found: Explained, language: Language, *, as_json: bool) -> None:
    """Print the clocks alone."""
    if as_json:
        click.echo(json.dumps({"request": str(number), **clocks_record(found, language)}, ensure_ascii=False))
        return
    click.echo("\n".join(clock_lines(found.clocks, language)))


def say_request(number: UUID, found: Explained, language: Language, *, as_json: bool) -> None:
    """Print the rules and the clocks."""
    click.echo(record_of(number, found, language) if as_json else "\n".join(lines_of(found, language)))


def _due(one: Clock) -> str:
    return _written(one.due_at) or ("" if one.day is None else one.day.isoformat())


def _written(at: datetime | None) -> str:
    return "" if at is None else moment.written(at)
