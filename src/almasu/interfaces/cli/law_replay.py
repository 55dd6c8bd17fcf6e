"""`almasu law replay`: judge a past request of a node again under another edition."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from uuid import UUID

import click

from almasu.kernel.grounds.replay import ABSENT, Replay, replay_record
from almasu.kernel.grounds.words import VERDICTS
from almasu.law.text import Language, Text

SETTINGS = click.option(
    "--settings",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path(".demo/node.toml"),
    show_default=True,
    help="The node's settings.",
)
NO_RULE = Text(kk="мұндай ереже жоқ", ru="такого правила нет", en="no such rule")
ALLOWED = {
    True: Text(kk="рұқсат етілді", ru="разрешён", en="permitted"),
    False: Text(kk="рұқсат етілмеді", ru="не разрешён", en="refused"),
}
SUM = Text(
    kk="сол күні: {then}, {edition} бойынша: {now}; айырмашылық: {count}",
    ru="в тот день: {then}, по {edition}: {now}; отличий: {count}",
    en="then {then}, under {edition} {now}; {count} differences",
)


@click.command()
@click.argument("request", type=click.UUID)
@click.option("--under", required=True, help="The edition, by id or year: SIO-2022 or 2022.")
@SETTINGS
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def replay(request: UUID, under: str, file: Path, lang: str, *, as_json: bool) -> None:
    """Judge a kept REQUEST by the rules of an edition and list what differs; the replay is a leaf of the journal.

    Only rules and clauses are shown, nothing of the officer or the subject.
    """
    from almasu.wiring.replaying import edition_of, replay_of
    from almasu.wiring.settings import read_settings

    told = asyncio.run(replay_of(read_settings(file), request, lambda law: edition_of(law, under)))
    if as_json:
        click.echo(json.dumps({"request": str(request), **replay_record(told)}, ensure_ascii=False))
        return
    _show(told, Language(lang))


def _show(told: Replay, language: Language) -> None:
    for one in told.differences:
        cites = f" ({', '.join(one.finding.cites)})" if one.finding else ""
        click.echo(f"{_verdict(one.was, language)} -> {_verdict(one.now, language)}: {one.rule_id}{cites}")
        if one.finding is not None:
            click.echo(f"    {one.finding.says.said_in(language)}")
        because = one.because()
        if because is not None:
            click.echo(f"    {because.said_in(language)}")
    then, now = (ALLOWED[allowed].said_in(language) for allowed in (told.allowed_then, told.decision.allowed))
    count = str(len(told.differences))
    click.echo(SUM.filled(then=then, now=now, edition=told.edition, count=count).said_in(language))


def _verdict(word: str, language: Language) -> str:
    known = NO_RULE if word == ABSENT else VERDICTS.get(word)
    return word if known is None else known.said_in(language)
