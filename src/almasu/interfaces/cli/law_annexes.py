"""`almasu law annexes`: which wording of each annex an edition uses, and where one only stands in for another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from almasu.kernel.annexes.annex import Annex
from almasu.kernel.annexes.of_editions import Annexes
from almasu.law.text import Language
from almasu.regimes.sio_pso.annexes.loader import OWN

EDITIONS = ("SIO-2022", "SIO-2025")


@click.command()
@click.argument("name", required=False, type=click.Choice(OWN))
@click.option("--settings", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Of a node.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def annexes(name: str | None, file: Path | None, lang: str, *, as_json: bool) -> None:
    """Show the annexes of both editions, or print one sheet of the package: the pattern for another."""
    from almasu.wiring.law import open_law
    from almasu.wiring.law_of_node import law_of
    from almasu.wiring.settings import read_settings

    law = open_law() if file is None else law_of(read_settings(file))
    if name is not None:
        click.echo(law.files[f"regimes/sio_pso/annexes/data/{name}.yaml"].data.decode(), nl=False)
        return
    rows = [(edition, kind, annex) for edition in EDITIONS for kind, annex in _of(law.sio_pso.annexes, edition)]
    if as_json:
        click.echo(json.dumps({"annexes": [_record(*row) for row in rows]}, ensure_ascii=False))
        return
    for edition, kind, annex in rows:
        language = Language(lang)
        click.echo(f"{edition}  {kind:12}  {annex.version:22}  {annex.title.said_in(language)}")
        notice = annex.notice()
        if notice is not None:
            click.echo(f"{'':10}{notice.said_in(language)}")


def _of(of_all: Annexes, edition: str) -> tuple[tuple[str, Annex], ...]:
    return (
        ("workplace", of_all.workplace_conditions(edition).annex),
        ("application", of_all.application_form(edition).annex),
        ("consent", of_all.consent(edition).annex),
        ("emergency", of_all.emergency_journal(edition).annex),
        ("dismissal", of_all.dismissal(edition).annex),
    )


def _record(edition: str, kind: str, annex: Annex) -> dict[str, Any]:
    return {
        "edition": edition,
        "annex": kind,
        "version": annex.version,
        "stand_in_for": annex.stand_in_for,
        "sha256": annex.sha256,
    }
