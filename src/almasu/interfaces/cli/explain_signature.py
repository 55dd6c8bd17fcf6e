"""`almasu explain signature`: the numbered story of a kept signature, with what is kept to tell it again."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from uuid import UUID

import click

from almasu.actions.explain_signature import Explained
from almasu.interfaces.cli.deadline import LANGUAGE
from almasu.interfaces.cli.law_replay import SETTINGS
from almasu.interfaces.cli.signature import EXIT
from almasu.interfaces.cli.signature_story import print_story
from almasu.kernel.signatures.memory import Remembered
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.story import story_json
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.text import Language, Text

KEPT = Text(kk="Сақталған дәлел", ru="Хранимые доказательства", en="Evidence kept")
SAME = Text(
    kk="Дәлел бойынша қазір қайта айтылғаны дәл осындай.",
    ru="Рассказанное сейчас заново по доказательствам совпадает.",
    en="Told again now from the evidence it is the same.",
)
OTHER = Text(
    kk="Дәлел бойынша қазір қайта айтылғаны басқаша:",
    ru="Рассказанное сейчас заново по доказательствам отличается:",
    en="Told again now from the evidence it differs:",
)
LABELS = {
    "at": Text(kk="қабылданған сәті", ru="момент приёма", en="received at"),
    "bundle": Text(kk="жинақтың SHA-256", ru="SHA-256 набора", en="SHA-256 of the bundle"),
    "content": Text(kk="қол қойылғанның SHA-256", ru="SHA-256 подписанного", en="SHA-256 of what was signed"),
    "cms": Text(kk="қолтаңбаның SHA-256", ru="SHA-256 подписи", en="SHA-256 of the signature"),
    "certificates": Text(kk="тізбектегі сертификаттар", ru="сертификатов в цепочке", en="certificates in the chain"),
    "revocation": Text(kk="кері қайтарылу туралы", ru="об отзыве", en="about revocation"),
    "stamp": Text(kk="уақыт белгісі", ru="метка времени", en="time stamp"),
}
OF_CHECKPOINT = Text(
    kk="журналдың бақылау нүктесінде", ru="в контрольной точке журнала", en="on the checkpoint of the journal"
)
OWN_STAMP = Text(kk="өз белгісі бар", ru="есть собственная", en="one of its own")


@click.command("signature")
@click.argument("number", metavar="ID", type=click.UUID)
@SETTINGS
@LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_signature(number: UUID, file: Path, lang: str, *, as_json: bool) -> None:
    """Explain why the kept signature of an act or a request with this ID was accepted: its numbered story.

    The story is shown as it was told then, with the evidence that is kept of it, and told again now from that evidence
    alone. The signer's name and numbers are covered; the telling is a leaf of the journal. Ends 0 where the signature
    is VALID told again, 1 where INVALID, 3 where INDETERMINATE.
    """
    from almasu.wiring.explaining import signature_of
    from almasu.wiring.settings import read_settings

    told, language = asyncio.run(signature_of(read_settings(file), number)), Language(lang)
    if as_json:
        click.echo(json.dumps(record(told), ensure_ascii=False))
    else:
        _show(told, language)
    click.get_current_context().exit(EXIT[told.again.verdict])


def record(told: Explained) -> dict[str, Json]:
    """Return an explanation as JSON values, words in all three languages."""
    return {
        "id": str(told.number),
        "evidence": kept(told),
        "then": story_json(told.then),
        "again": story_json(told.again),
        "same": told.same,
    }


def kept(told: Explained) -> dict[str, Json]:
    """Return what is kept of a signature: moments, digests and counts, nothing of what was signed."""
    evidence = told.evidence
    return {
        "at": moment.written(evidence.at),
        "bundle": told.bundle.hex(),
        "content": hashlib.sha256(evidence.content).hexdigest(),
        "cms": hashlib.sha256(evidence.cms).hexdigest(),
        "certificates": len(evidence.chain),
        "revocation": _revocation(evidence.revocation),
        "stamp": evidence.stamp is not None,
    }


def _revocation(found: RevocationEvidence) -> str:
    match found:
        case OcspAnswer():
            return "OCSP"
        case Remembered(checked_at=checked_at):
            return f"OCSP, {moment.written(checked_at)}"
        case CrlSet():
            return "CRL"
        case Unreachable():
            return "-"


def _show(told: Explained, language: Language) -> None:
    print_story(told.then, language)
    click.echo(f"{KEPT.said_in(language)}:")
    for name, value in kept(told).items():
        said = str(value)
        if name == "stamp":
            said = (OWN_STAMP if value else OF_CHECKPOINT).said_in(language)
        click.echo(f"  {LABELS[name].said_in(language)}: {said}")
    click.echo((SAME if told.same else OTHER).said_in(language))
    if not told.same:
        print_story(told.again, language)
