"""`almasu explain`: why something is as it is, with the clause, the reading and the facts behind it."""

from __future__ import annotations

from datetime import datetime

import click

from almasu.interfaces.cli.deadline import LANGUAGE, START, legal_term, show
from almasu.law.deadline import deadline_of
from almasu.law.text import Language


@click.group()
def explain() -> None:
    """Explain a request, a deadline, an access or a signature."""


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
