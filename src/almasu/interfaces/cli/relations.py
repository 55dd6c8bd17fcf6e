"""`almasu relations`: the provider of links, run by the owner of resources 50 and 51 beside its own database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import click

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NO_DATABASE = ProblemKind(
    "relations.no_database",
    500,
    Text(
        kk="Байланыстар дерекқорының мекенжайы берілмеген.",
        ru="Не указан адрес базы данных связей.",
        en="The address of the database of links is not given.",
    ),
    Text(
        kk="Оны ALMASU_RELATIONS_DATABASE_URL айнымалысына жазыңыз.",
        ru="Укажите его в переменной ALMASU_RELATIONS_DATABASE_URL.",
        en="Put it into the variable ALMASU_RELATIONS_DATABASE_URL.",
    ),
)


@click.group()
def relations() -> None:
    """Links of level 1 and 2 (resources 50, 51), from a database of their own."""


@relations.command()
@click.option(
    "--keys",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder whose files secrets/50 and secrets/51 hold the keys that askers show.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65_535), default=8_790, show_default=True)
def serve(keys: Path, host: str, port: int) -> None:
    """Answer questions over REST until told to stop."""
    from almasu.wiring.relations import serve_until_stopped

    serve_until_stopped(_database(), keys, host, port, lambda url: click.echo(f"Links are asked at {url}."))


@relations.command()
@click.argument("records", type=click.File("rb"))
@click.option("--content", required=True, help="A name for what the graph is made of, such as the day of the records.")
def fill(records: BinaryIO, content: str) -> None:
    """Fill the graph from RECORDS: a line each, {"resource": 22, "record": {...}}; `-` reads what comes in.

    The graph in place answers until the new one is whole. A graph of the same content is left as it is.
    """
    from almasu.wiring.relations import fill_once, records_in

    edition = fill_once(
        _database(), content, records_in(records), lambda step, share: click.echo(f"{share:4.0%} {step}", err=True)
    )
    if edition is not None:
        click.echo(f"{edition.links} links of {edition.content}, in place since {edition.filled_at}.")


def _database() -> str:
    from almasu.wiring.relations import DATABASE_URL

    url = os.environ.get(DATABASE_URL)
    if not url:
        raise NO_DATABASE.at(DATABASE_URL)
    return url
