"""`almasu control`: check a monthly pack of departmental control that somebody brought (SIO25-21.2)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from almasu.interfaces.cli.key_files import OF_LOG, with_key_files
from almasu.interfaces.cli.signature_story import harmless, print_story
from almasu.interfaces.cli.signature_trust import profile_named
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.law.canonical import Json
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

if TYPE_CHECKING:
    from almasu.wiring.control import Checked
    from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HOLDS, FAILS, CANNOT_TELL = 0, 1, 3
NOT_JUDGED = {
    "entries_lead": "that the log's entries lead from the first checkpoint to the last - bring LOG or --from-url",
    "listed_in_log": "that each request of the list stands in the log - bring LOG or --from-url",
    "nothing_missing": "that no request is missing from the list - bring the opened archive LOG",
    "document_set_again": "the document to read: it was set by another version of the program, or the list is wrong",
    "signing_in_log": "that the log says who signed the pack - bring the opened archive LOG",
}
"""Steps that need a log, and what is said where nothing was brought for them."""
TWO_LOGS = ProblemKind(
    "control.two_logs",
    400,
    Text(
        kk="Журналдың қалтасы да, мекенжайы да берілген.",
        ru="Даны и папка журнала, и его адрес.",
        en="Both a folder and an address of the log were given.",
    ),
    Text(
        kk="Біреуін ғана беріңіз: ашылған мұрағаттың қалтасы көбірек тексереді.",
        ru="Дайте что-то одно: папка открытого архива проверяет больше.",
        en="Give one of them: the folder of the opened archive checks more.",
    ),
)


@click.group()
def control() -> None:
    """Departmental control: check that a pack leaves out no request and who signed it."""


@control.command()
@click.argument("pack", type=FOLDER)
@click.argument("log", required=False, type=FOLDER)
@click.option("--from-url", metavar="URL", help="The node's public log, such as https://node.example/log, for LOG.")
@with_key_files(OF_LOG)
@click.option("--trust", default="embedded", show_default=True, metavar="DIR|PROFILE", help="Roots to believe.")
@click.option("--unsigned", is_flag=True, help="The pack is not signed yet: check only what it holds.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    pack: Path,
    log: Path | None,
    from_url: str | None,
    key_files: KeyFiles,
    trust: str,
    unsigned: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Check the files of PACK and its signature, and recount its list against the opened archive LOG of the journal.

    A public log shows commitments alone: with --from-url each request of the list is looked for in it, and that none is
    missing is not judged. Without a log nothing of the list is; keys must then be given. What was not judged is said.

    Ends 0 when everything was judged, nothing is missing between the two co-signed checkpoints and the controller's
    signature is VALID; 1 when something fails or nobody signed; 3 when the signature is INDETERMINATE or a step was not
    judged.
    """
    from almasu.wiring import verification
    from almasu.wiring.control import BroughtLog, check_pack

    if log is not None and from_url is not None:
        raise TWO_LOGS.at("--from-url")
    place = str(log) if log is not None else from_url
    source = None if place is None else verification.source_at(place, is_url=from_url is not None)
    believed, _ = verification.trust_from(key_files, source)
    try:
        profile = None if unsigned else profile_named(trust)
        brought = None if source is None else BroughtLog(source, opened=log is not None)
        checked = check_pack(pack, brought, believed.policy, profile)
    except (Malformed, OSError) as wrong:
        told = {"holds": False, "says": str(wrong)}
        click.echo(json.dumps(told) if as_json else f"It proves nothing: {harmless(str(wrong))}")
        sys.exit(FAILS)
    code, left = _code(checked, unsigned), _not_judged(checked, unsigned)
    if as_json:
        steps: dict[str, Json] = {"judged": list(checked.judged), "not_judged": list(left)}
        click.echo(json.dumps(_report(checked, code) | steps, ensure_ascii=False))
    else:
        _print(checked, Language(lang))
        for step in left:
            click.echo(f"NOT judged: {NOT_JUDGED[step]}")
    sys.exit(code)


def _code(checked: Checked, unsigned: bool) -> int:
    whole = CANNOT_TELL if _not_judged(checked, unsigned) else HOLDS
    if not checked.holds:
        return FAILS
    if checked.signed is None:
        return whole if unsigned else FAILS
    match checked.signed.story.verdict:
        case SignatureVerdict.VALID:
            return whole
        case SignatureVerdict.INVALID:
            return FAILS
        case SignatureVerdict.INDETERMINATE:
            return CANNOT_TELL


def _not_judged(checked: Checked, unsigned: bool) -> list[str]:
    """Return the steps that nothing was brought for; those left aside by --unsigned are not among them."""
    aside = {"signature", "signing_in_log"} if unsigned or checked.signed is None else set()
    return [step for step in NOT_JUDGED if step not in {*checked.judged, *aside}]


def _report(checked: Checked, code: int) -> dict[str, Json]:
    certificate, signed = checked.manifest.certificate, checked.signed
    return {
        "holds": code == HOLDS,
        "complete": None if checked.found is None else checked.found.holds,
        "signature": "none" if signed is None else signed.story.verdict.value,
        "signer": "" if signed is None else signed.signer,
        "leaf": "not proven" if checked.leaf is None else checked.leaf.index,
        "body": certificate.body,
        "month": checked.manifest.month,
        "first": certificate.first_size,
        "last": certificate.last_size,
        **_counted(checked),
    }


def _counted(checked: Checked) -> dict[str, Json]:
    """Return what was counted of the list; what nothing was brought for is not there."""
    found, traced = checked.found, checked.traced
    if found is not None:
        return {
            "entries": found.entries,
            "accepted": found.accepted,
            "listed": found.listed,
            "missing": list(found.missing),
            "unknown": list(found.unknown),
            "unnamed": found.unnamed,
        }
    if traced is not None:
        return {"entries": traced.entries, "listed": traced.listed, "unknown": list(traced.unknown)}
    return {}


def _print(checked: Checked, language: Language) -> None:
    found, traced, certificate = checked.found, checked.traced, checked.manifest.certificate
    word = "Not recounted" if found is None else "Complete" if found.holds else "NOT complete"
    click.echo(f"{word}: {certificate.body}, {checked.manifest.month}")
    if found is not None:
        click.echo(f"entries {certificate.first_size} to {certificate.last_size}, accepted {found.accepted}")
        click.echo(f"in the list {found.listed}, missing {len(found.missing)}, unknown {len(found.unknown)}")
    if traced is not None:
        click.echo(f"entries {certificate.first_size} to {certificate.last_size}, published as commitments")
        click.echo(f"in the list {traced.listed}, of these unknown to the log {len(traced.unknown)}")
    if checked.signed is None:
        click.echo("NOT signed: there is no signature.json beside the manifest")
    else:
        print_story(checked.signed.story, language)
    where = "not proven" if checked.leaf is None else f"entry {checked.leaf.index} of the journal"
    click.echo(f"The journal says that it was signed: {where}")
