"""`almasu explain`: why something is as it is, with the clause, the reading and the facts behind it."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from almasu.interfaces.cli.deadline import LANGUAGE, START, legal_term, show
from almasu.interfaces.cli.explain_access import explain_access
from almasu.interfaces.cli.explain_document import explain_document
from almasu.interfaces.cli.explain_signature import explain_signature
from almasu.interfaces.cli.explain_way import explain_way
from almasu.interfaces.cli.law_replay import SETTINGS
from almasu.kernel.grounds.decision import decision_record, verdict_word
from almasu.law.deadline import deadline_of
from almasu.law.text import Language
from almasu.law.verdict import NotInForce


@click.group()
def explain() -> None:
    """Explain a request, a document, a way of giving, a deadline, an access or a signature."""


explain.add_command(explain_access)
explain.add_command(explain_signature)
explain.add_command(explain_document)
explain.add_command(explain_way)


@explain.command("deadline")
@click.argument("term_id", metavar="TERM")
@START
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_deadline(term_id: str, start: datetime, lang: str, *, as_json: bool) -> None:
    """Explain a term of an act, for instance `asoi.answer`: clause, reading, due moment, skipped days."""
    from almasu.wiring.law import open_law

    law, language = open_law(), Language(lang)
    term = legal_term(term_id)
    legal = law.terms[term_id]
    if not as_json:
        click.echo(f"{legal.name.said_in(language)}: {term.amount} {term.unit.value} ({', '.join(legal.cites)})")
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
    rules are shown, nothing of the officer or the subject; the looking is a leaf of the journal.
    """
    from almasu.wiring.replaying import replay_of
    from almasu.wiring.settings import read_settings

    told = asyncio.run(replay_of(read_settings(file), request, lambda _: ""))
    differs = {one.rule_id: one.was for one in told.differences}
    if as_json:
        record = {"request": str(request), "edition": told.edition, "differs": differs}
        click.echo(json.dumps({**record, "decision": decision_record(told.decision)}, ensure_ascii=False))
        return
    click.echo(f"{request}: {told.edition}")
    for finding in told.decision.findings:
        if isinstance(finding.verdict, NotInForce) and finding.rule_id not in differs:
            continue
        then = f", then {differs[finding.rule_id]}" if finding.rule_id in differs else ""
        click.echo(f"{verdict_word(finding.verdict):14}  {finding.rule_id} ({', '.join(finding.cites[:4])}){then}")
        click.echo(f"{'':16}{finding.says.said_in(Language(lang))}")
