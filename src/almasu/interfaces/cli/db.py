"""`almasu db`: start a PostgreSQL of our own, bring a database to this release's schema, check it, tell its URL."""

from __future__ import annotations

import difflib
import json
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

NOT_RUNNING = ProblemKind(
    "database.not_running",
    503,
    Text(
        "{folder} қалтасының дерекқоры жұмыс істеп тұрған жоқ.",
        "База данных папки {folder} не запущена.",
        "The database of {folder} is not running.",
    ),
    Text(
        "Оны `almasu db start` арқылы іске қосыңыз немесе мекенжайын ALMASU_DATABASE_URL айнымалысында беріңіз.",
        "Запустите её командой `almasu db start` или задайте адрес в ALMASU_DATABASE_URL.",
        "Start it with `almasu db start`, or give its address in ALMASU_DATABASE_URL.",
    ),
)

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".demo"),
    show_default=True,
    help="The data folder of the node.",
)
url_option = click.option("--url", envvar="ALMASU_DATABASE_URL", help="The database; else that of the data folder.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def db() -> None:
    """Start, migrate and check the database."""


@db.command()
@data_option
def start(data: Path) -> None:
    """Start the database of a data folder and keep it running until Ctrl-C."""
    from almasu.store.migrate import migrate as bring
    from almasu.store.postgres import embedded

    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    with embedded(data / "postgres") as address:
        bring(address)
        click.echo(address)
        try:
            signal.pause()
        except KeyboardInterrupt:
            click.echo("stopping", err=True)


def leave(number: int, frame: FrameType | None) -> None:
    """End like after Ctrl-C, so that the database is stopped cleanly."""
    raise KeyboardInterrupt


@db.command()
@data_option
def url(data: Path) -> None:
    """Print the URL of a data folder's running database, for psql and other tools; it holds no password."""
    click.echo(address_of(data))


@db.command()
@url_option
@data_option
@json_option
def migrate(url: str | None, data: Path, *, as_json: bool) -> None:
    """Bring a database to the schema of this release; it never goes back."""
    from almasu.store.migrate import migrate as bring

    applied = [str(step) for step in bring(url or address_of(data))]
    if as_json:
        click.echo(json.dumps({"applied": applied}))
        return
    for name in applied:
        click.echo(f"applied {name}")
    click.echo("the schema is that of this release")


@db.command()
@url_option
@data_option
@json_option
def check(url: str | None, data: Path, *, as_json: bool) -> None:
    """Check that a database suits this release: version, encoding, durability, schema. Ends with 1 when it does not."""
    from almasu.store.check import findings

    found = findings(url or address_of(data))
    if as_json:
        click.echo(json.dumps({"ok": all(one.ok for one in found), "findings": [one.as_json() for one in found]}))
    else:
        for one in found:
            click.echo(f"{'ok  ' if one.ok else 'FAIL'} {one.what}: {one.told}")
    sys.exit(0 if all(one.ok for one in found) else 1)


@db.command()
@url_option
@data_option
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
@click.option("--compare", is_flag=True, help="Show only how it differs from the schema of this release.")
def schema(url: str | None, data: Path, write: Path | None, *, compare: bool) -> None:
    """Print the schema of a database in words."""
    from almasu.store.schema import described, shipped

    told = described(url or address_of(data))
    if compare:
        lines = difflib.unified_diff(
            shipped().splitlines(), told.splitlines(), "this release", "the database", lineterm=""
        )
        told = "\n".join(lines) + "\n"
    if write is not None:
        write.write_text(told, encoding="utf-8")
        return
    click.echo(told, nl=False)


def address_of(data: Path) -> str:
    """Return the URL of a data folder's database: the node's own where the folder has a node.

    Raises the Problem `database.not_running`.
    """
    from almasu.store.postgres import running
    from almasu.wiring.settings import read_settings

    address = running(data / "postgres")
    if address is None:
        raise NOT_RUNNING.at(folder=str(data))
    node = data / "node.toml"
    return read_settings(node).database_url if node.exists() else address
