"""`almasu module`: the integration module of a financial organisation, also installed alone as `almasu-module`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from almasu.law.text import Language

CONFIG = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="TOML file of the module.",
)


@click.group()
def module() -> None:
    """Pass signals of the organisation's sensors to the sectoral centre (ASOI-7, ASOI-8)."""


@module.command()
@CONFIG
@click.option("--dry-run", "dry", is_flag=True, help="Print the signals; keep and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: one signal a line as JSON.")
@click.option("--drain", is_flag=True, help="End when all that is there was read and confirmed.")
def run(config: Path, dry: bool, as_json: bool, drain: bool) -> None:
    """Read the inputs, keep the signals on disk, send each exactly once."""
    from almasu_module.commands import run_command
    from almasu_module.settings import Refused

    try:
        sys.exit(run_command(config, click.echo, dry=dry, json=as_json, drain=drain))
    except Refused as refused:
        raise click.UsageError(str(refused)) from refused


@module.command()
@CONFIG
@click.option("--sample", type=click.Path(path_type=Path), help="A file to explain instead of the configured inputs.")
@click.option("--sensor", default="", help="Whose records the sample holds; recognised by their shape when left out.")
@click.option("--lines", default=50, show_default=True, help="How many lines of each input; 0: all.")
@click.option("--lang", type=click.Choice([each.value for each in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
def check(config: Path, sample: Path | None, sensor: str, lines: int, lang: str, as_json: bool) -> None:
    """Explain each sample line: which sensor, which rule, which kind and why, or why no signal."""
    from almasu_module.commands import check_command
    from almasu_module.settings import Refused

    try:
        sys.exit(
            check_command(config, click.echo, sample=sample, sensor=sensor, lines=lines, language=lang, json=as_json)
        )
    except Refused as refused:
        raise click.UsageError(str(refused)) from refused
