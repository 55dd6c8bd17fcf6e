"""`almasu explain`: why something is as it is, with the clause, the reading and the facts behind it."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from almasu.actions.interstate.explain_request import Explained
from almasu.interfaces.cli.deadline import LANGUAGE, UNKNOWN_TERM, MomentInAstana, legal_term, show
from almasu.interfaces.cli.explain_access import explain_access
from almasu.interfaces.cli.explain_document import explain_document
from almasu.interfaces.cli.explain_interstate import say_clocks, say_request
from almasu.interfaces.cli.explain_signature import explain_signature
from almasu.interfaces.cli.explain_way import explain_way
from almasu.interfaces.cli.findings import finding_lines
from almasu.interfaces.cli.law_replay import SETTINGS
from almasu.kernel.grounds.decision import decision_record
from almasu.law.deadline import deadline_of
from almasu.law.term import UNIT_NAMES
from almasu.law.text import Language
from almasu.law.verdict import NotInForce

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def explain() -> None:
    """Explain a request, a document, a way of giving, a deadline, an access or a signature."""


explain.add_command(explain_access)
explain.add_command(explain_signature)
explain.add_command(explain_document)
explain.add_command(explain_way)


@explain.command("deadline")
@click.argument("term_id", metavar="TERM")
@click.option("--from", "start", type=MomentInAstana(), help="When the term began.")
@click.option("--settings", "file", type=FILE, help="The node's settings, for the number of a request.")
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_deadline(term_id: str, start: datetime | None, file: Path | None, lang: str, *, as_json: bool) -> None:
    """Explain a term of an act, for instance `asoi.answer`: clause, reading, due moment, skipped days.

    At a node of the exchange between states TERM may be the number of a request or an offer: then its own clocks are
    told. The looking is a leaf of the journal.
    """
    from almasu.wiring.law import open_law

    number = _number(term_id)
    if number is not None and file is not None:
        say_clocks(number, _explained(file, number), Language(lang), as_json=as_json)
        return
    if start is None:
        raise click.UsageError("give --from for a term, --settings for the number of a request")
    law, language = open_law(), Language(lang)
    term = legal_term(term_id)
    legal = law.terms[term_id]
    if not as_json:
        long = f"{term.amount} {UNIT_NAMES[term.unit].said_in(language)}"
        click.echo(f"{legal.name.said_in(language)}: {long} ({', '.join(legal.cites)})")
        click.echo(f"  {legal.starts.said_in(language)}")
        click.echo(f"  {legal.reading}")
    show(deadline_of(start, term, law.calendar()), language, as_json=as_json)


@explain.command("request")
@click.argument("request", type=click.UUID)
@SETTINGS
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_request(request: UUID, file: Path, lang: str, *, as_json: bool) -> None:
    """Explain why a kept REQUEST was permitted: every rule of the edition of its day, with its clauses.

    The facts kept with the request are judged again, and whatever says something else now than then is named. Only
    rules are shown, nothing of the officer or the subject; the looking is a leaf of the journal. At a node of the
    exchange between states REQUEST is a request, standing or not, or an offer: its rules and clocks are told, no body
    and no word of what is asked.
    """
    from almasu.wiring.replaying import replay_of
    from almasu.wiring.settings import read_settings
    from almasu.wiring.zones import of_interstate

    if of_interstate(read_settings(file)):
        say_request(request, _explained(file, request), Language(lang), as_json=as_json)
        return
    told = asyncio.run(replay_of(read_settings(file), request, lambda _: ""))
    language, differs = Language(lang), {one.rule_id: one.was for one in told.differences}
    if as_json:
        record = {"request": str(request), "edition": told.edition, "differs": differs}
        click.echo(json.dumps({**record, "decision": decision_record(told.decision)}, ensure_ascii=False))
        return
    click.echo(f"{request}: {told.edition}")
    for finding in told.decision.findings:
        if isinstance(finding.verdict, NotInForce) and finding.rule_id not in differs:
            continue
        for line in finding_lines(finding, language, differs.get(finding.rule_id, "")):
            click.echo(line)


def _number(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _explained(file: Path, number: UUID) -> Explained:
    """Return what the law says of a request between states; Problem `deadline.term.unknown` at any other node."""
    from almasu.wiring.explaining_interstate import explained
    from almasu.wiring.settings import read_settings
    from almasu.wiring.zones import of_interstate

    settings = read_settings(file)
    if not of_interstate(settings):
        raise UNKNOWN_TERM.at("TERM", term=str(number))
    return asyncio.run(explained(settings, number))
