"""`almasu evidence`: verify an evidence pack without the node that made it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from almasu.kernel.evidence_pack.content import MOST_BYTES
from almasu.kernel.evidence_pack.keys import MOST_TEXT, Keys, read_keys
from almasu.kernel.evidence_pack.page import pack_inside
from almasu.kernel.evidence_pack.story import PackStory, story_json
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.kernel.evidence_pack.words import TITLES, VERDICTS
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXIT = {SignatureVerdict.VALID: 0, SignatureVerdict.INVALID: 1, SignatureVerdict.INDETERMINATE: 3}
LANGUAGES = click.Choice([one.value for one in Language])

UNREADABLE_KEYS = ProblemKind(
    "evidence.keys",
    422,
    Text(
        kk="Кілттер файлы оқылмайды: {because}.",
        ru="Файл ключей не читается: {because}.",
        en="The file of keys cannot be read: {because}.",
    ),
    Text(
        kk="Тораптың /api/v1/evidence-keys мекенжайындағы мәтінін өзгертпей беріңіз.",
        ru="Передайте без изменений текст, который узел отдаёт по адресу /api/v1/evidence-keys.",
        en="Give the text that the node serves at /api/v1/evidence-keys, unchanged.",
    ),
)


@click.group()
def evidence() -> None:
    """Verify an evidence pack without the node that made it."""


@evidence.command()
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, help="Keys you hold from elsewhere; without them the verdict is never VALID.")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(file: Path, keys: Path | None, lang: str, as_json: bool) -> None:
    """Verify the pack in FILE (JSON or page) and tell its story.

    Ends 0 only when VALID, 1 when INVALID, 3 when INDETERMINATE.
    """
    trusted = None if keys is None else _keys(keys)
    with file.open("rb") as opened:
        data = opened.read(2 * MOST_BYTES)
    try:
        inside = pack_inside(data)
    except Malformed:
        inside = b""
    story = verify_pack(inside, trusted)
    if as_json:
        click.echo(json.dumps(story_json(story), ensure_ascii=False, indent=2))
    else:
        _print(story, Language(lang))
    sys.exit(EXIT[story.verdict])


def _keys(file: Path) -> Keys:
    try:
        return read_keys(file.read_bytes()[: MOST_TEXT + 1].decode())
    except ValueError as bad:
        raise UNREADABLE_KEYS.at("--keys", because=str(bad)) from bad


def _print(story: PackStory, language: Language) -> None:
    for step in story.steps:
        title = TITLES[step.code.value].said_in(language)
        click.echo(f"{step.number:2} {step.outcome.value:13} {title}: {step.words.said_in(language)}")
        if step.detail:
            click.echo(f"   {step.detail}")
    click.echo(f"{story.verdict.value}: {VERDICTS[story.verdict.value].said_in(language)}")
