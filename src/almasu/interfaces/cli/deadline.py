"""`almasu deadline`: compute a due moment in Astana time and explain each day that did not count."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import click

from almasu.law import moment
from almasu.law.deadline import Deadline, deadline_of
from almasu.law.problem import ProblemKind
from almasu.law.term import Suspension, Term, Unit
from almasu.law.text import Language, Text

UNKNOWN_TERM = ProblemKind(
    "deadline.term.unknown",
    404,
    Text("{term} деген мерзім жоқ.", "Срока {term} нет.", "There is no term {term}."),
    Text("`almasu law terms` тізімін қараңыз.", "Посмотрите `almasu law terms`.", "See `almasu law terms`."),
)
NOT_A_MOMENT = ProblemKind(
    "deadline.moment.unreadable",
    422,
    Text("{given} деген уақыт оқылмайды.", "Время {given} не читается.", "The time {given} cannot be read."),
    Text(
        "Былай жазыңыз: 2026-11-20T10:00 (Астана уақыты) не 2026-11-20T10:00:00+05:00.",
        "Напишите так: 2026-11-20T10:00 (время Астаны) или 2026-11-20T10:00:00+05:00.",
        "Write it as 2026-11-20T10:00 (time of Astana) or 2026-11-20T10:00:00+05:00.",
    ),
)
SUSPENDED = Text(kk="мерзім тоқтатылды", ru="срок приостановлен", en="the term was suspended")


class MomentInAstana(click.ParamType[datetime]):
    """A moment; without an offset it is read on the clock of Astana."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment named; Problem where it cannot be read."""
        try:
            read = datetime.fromisoformat(str(value).strip())
        except ValueError as wrong:
            raise NOT_A_MOMENT.at("--from", given=str(value)) from wrong
        return read if read.tzinfo is not None else read.replace(tzinfo=moment.astana())


START = click.option("--from", "start", type=MomentInAstana(), required=True, help="When the term began.")
LANGUAGE = click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
KNOWN_ON = click.option(
    "--known-on", type=click.DateTime(["%Y-%m-%d"]), help="Use the calendar as it was known on this day."
)


@click.command()
@START
@click.option("--working-days", type=click.IntRange(1, 1000), help="A term of so many working days.")
@click.option("--days", type=click.IntRange(1, 3000), help="A term of so many calendar days.")
@click.option("--hours", type=click.IntRange(1, 50000), help="A term of so many hours by the clock.")
@click.option("--months", type=click.IntRange(1, 90), help="A term of so many calendar months.")
@click.option("--term", "term_id", help="A term of an act by its id, for instance asoi.answer.")
@click.option(
    "--suspended",
    type=(MomentInAstana(), MomentInAstana()),
    multiple=True,
    metavar="SINCE UNTIL",
    help="A time in which the count stands still; may be given several times.",
)
@KNOWN_ON
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def deadline(
    start: datetime,
    term_id: str | None,
    suspended: tuple[tuple[datetime, datetime], ...],
    known_on: datetime | None,
    lang: str,
    *,
    as_json: bool,
    **amounts: int | None,
) -> None:
    r"""Compute when a term is due, in Astana time, and explain each skipped day.

    The day of the start is not counted; a term in days ends with its last day.

    \b
    almasu deadline --from 2026-11-20T10:00 --working-days 10
    almasu deadline --from 2026-11-20T10:00 --term cis.answer --lang ru
    """
    from almasu.wiring.law import open_law

    law = open_law()
    term = _term(term_id, amounts)
    calendar = law.calendar(known_on.date() if known_on else date.max)
    stops = tuple(_suspension(since, until) for since, until in suspended)
    show(deadline_of(start, term, calendar, stops), Language(lang), as_json=as_json)


def show(found: Deadline, language: Language, *, as_json: bool) -> None:
    """Print a deadline with its explanation."""
    if as_json:
        click.echo(json.dumps(record_of(found, language), ensure_ascii=False, indent=2))
        return
    click.echo(moment.written(found.due))
    for skip in found.skipped:
        click.echo(f"  {skip.day.isoformat()}  {skip.why.said_in(language)}")


def record_of(found: Deadline, language: Language) -> dict[str, Any]:
    """Return a deadline as JSON: the due moment, what it was computed from, each skipped day with its reason."""
    return {
        "from": moment.written(found.start),
        "term": {"amount": found.term.amount, "unit": found.term.unit.value},
        "due": moment.written(found.due),
        "last_day": found.last_day.isoformat(),
        "calendar": found.calendar_edition,
        "suspensions": [
            {"since": moment.written(stop.since), "until": moment.written(stop.until)} for stop in found.suspensions
        ],
        "skipped": [
            {"day": skip.day.isoformat(), "why": skip.why.said_in(language), "act": skip.act} for skip in found.skipped
        ],
    }


def _term(term_id: str | None, amounts: dict[str, int | None]) -> Term:
    given = [(name, amount) for name, amount in amounts.items() if amount is not None]
    if len(given) + (term_id is not None) != 1:
        raise click.UsageError("give one of --working-days, --days, --hours, --months, --term")
    if term_id is None:
        name, amount = given[0]
        return Term(amount, Unit(name))
    return legal_term(term_id)


def legal_term(term_id: str) -> Term:
    """Return a term of an act by its id; Problem where there is none."""
    from almasu.wiring.law import open_law

    terms = open_law().terms
    if term_id not in terms:
        raise UNKNOWN_TERM.at("--term", term=term_id)
    return terms[term_id].term


def _suspension(since: datetime, until: datetime) -> Suspension:
    if until <= since:
        raise click.UsageError("a suspension ends after it begins")
    return Suspension(since, until, SUSPENDED)
