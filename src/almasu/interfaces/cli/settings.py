"""`almasu settings`: every setting of a node, its value, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=Path(".demo/node.toml"))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
def settings(file: Path, as_json: bool) -> None:
    """Show every setting and where it came from. A password inside a URL is not shown."""
    from almasu.wiring.settings import Settings, origin_of, read_settings, shown

    read = read_settings(file)
    rows = [
        (field.name, shown(getattr(read, field.name)), origin_of(field.name, file))
        for field in msgspec.structs.fields(Settings)
    ]
    if as_json:
        click.echo(json.dumps({name: {"value": value, "origin": origin} for name, value, origin in rows}))
        return
    table = Table()
    for heading in ("Setting", "Value", "Origin"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
