"""`almasu bench names`: the matcher of names and the search by name over an index of its own."""

from __future__ import annotations

import click

from almasu.interfaces.cli.bench.figures import tell

NOTES = (
    "Recall and precision: pairs scored 0.70 or more, over several seeds; worst: of the worst seed. Limits of recall,",
    "precision and search_found_of_others are the least allowed, those of false hits and times the most. A search is",
    "answered with records as the provider gives them; where more are as likely than it gives, it asks for the",
    "patronymic or the birth date (search_asked_for_more_words). Busy: processor time of asker and database.",
)


@click.command()
@click.option("--full", is_flag=True, help="One million names, some minutes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def names(full: bool, as_json: bool) -> None:
    """Measure how well names are matched, and how fast people are found by name."""
    from almasu.wiring.measuring.names import measured

    def told(step: str) -> None:
        if not as_json:
            click.echo(step, err=True)

    tell("names", measured(full, told), NOTES, as_json)
