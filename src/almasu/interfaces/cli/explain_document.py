"""`almasu explain document`: what resolution No. 67 says of a document of the sector, rule by rule."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from uuid import UUID

import click

from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.interfaces.cli.findings import finding_lines
from almasu.interfaces.cli.law_replay import SETTINGS
from almasu.kernel.grounds.decision import verdict_word
from almasu.law.text import Language


@click.command("document")
@click.argument("document", type=click.UUID)
@SETTINGS
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_document(document: UUID, file: Path, lang: str, *, as_json: bool) -> None:
    """Explain why a DOCUMENT of the sector's node could be sent, or what still stands in its way.

    Only rules and their verdicts are shown, nothing of what the document says; the looking is a leaf of the journal.
    """
    from almasu.wiring.explaining_sector import verdicts_of
    from almasu.wiring.settings import read_settings

    found, language = asyncio.run(verdicts_of(read_settings(file), document)), Language(lang)
    if as_json:
        rows = [{"rule": one.rule_id, "verdict": verdict_word(one.verdict), "cites": list(one.cites)} for one in found]
        click.echo(json.dumps({"document": str(document), "verdicts": rows}, ensure_ascii=False))
        return
    for one in found:
        click.echo("\n".join(finding_lines(one, language)))
