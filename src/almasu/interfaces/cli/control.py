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
from almasu.law.text import Language

if TYPE_CHECKING:
    from almasu.wiring.control import Checked
    from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HOLDS, FAILS, CANNOT_TELL = 0, 1, 3


@click.group()
def control() -> None:
    """Departmental control: check that a pack leaves out no request and who signed it."""


@control.command()
@click.argument("pack", type=FOLDER)
@click.argument("log", type=FOLDER)
@with_key_files(OF_LOG)
@click.option("--trust", default="embedded", show_default=True, metavar="DIR|PROFILE", help="Roots to believe.")
@click.option("--unsigned", is_flag=True, help="The pack is not signed yet: check only what it holds.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    pack: Path,
    log: Path,
    key_files: KeyFiles,
    trust: str,
    unsigned: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Check the files of PACK and its signature, and recount its list against the opened archive LOG of the journal.

    Ends 0 when nothing is missing between the two co-signed checkpoints and the controller's signature is VALID, 1 when
    something fails or nobody signed, 3 when the signature is INDETERMINATE.
    """
    from almasu.wiring import verification
    from almasu.wiring.control import check_pack

    source = verification.source_at(str(log), is_url=False)
    believed, _ = verification.trust_from(key_files, source)
    try:
        profile = None if unsigned else profile_named(trust)
        checked = check_pack(pack, source, believed.policy, profile)
    except (Malformed, OSError) as wrong:
        told = {"holds": False, "says": str(wrong)}
        click.echo(json.dumps(told) if as_json else f"It proves nothing: {harmless(str(wrong))}")
        sys.exit(FAILS)
    code = _code(checked, unsigned)
    if as_json:
        click.echo(json.dumps(_report(checked, code), ensure_ascii=False))
    else:
        _print(checked, Language(lang))
    sys.exit(code)


def _code(checked: Checked, unsigned: bool) -> int:
    if not checked.found.holds:
        return FAILS
    if checked.signed is None:
        return HOLDS if unsigned else FAILS
    match checked.signed.story.verdict:
        case SignatureVerdict.VALID:
            return HOLDS
        case SignatureVerdict.INVALID:
            return FAILS
        case SignatureVerdict.INDETERMINATE:
            return CANNOT_TELL


def _report(checked: Checked, code: int) -> dict[str, Json]:
    found, certificate, signed = checked.found, checked.manifest.certificate, checked.signed
    return {
        "holds": code == HOLDS,
        "complete": found.holds,
        "signature": "none" if signed is None else signed.story.verdict.value,
        "signer": "" if signed is None else signed.signer,
        "leaf": "not proven" if checked.leaf is None else checked.leaf.index,
        "body": certificate.body,
        "month": checked.manifest.month,
        "first": certificate.first_size,
        "last": certificate.last_size,
        "entries": found.entries,
        "accepted": found.accepted,
        "listed": found.listed,
        "missing": list(found.missing),
        "unknown": list(found.unknown),
        "unnamed": found.unnamed,
    }


def _print(checked: Checked, language: Language) -> None:
    found, certificate = checked.found, checked.manifest.certificate
    click.echo(f"{'Complete' if found.holds else 'NOT complete'}: {certificate.body}, {checked.manifest.month}")
    click.echo(f"entries {certificate.first_size} to {certificate.last_size}, accepted {found.accepted}")
    click.echo(f"in the list {found.listed}, missing {len(found.missing)}, unknown {len(found.unknown)}")
    if checked.signed is None:
        click.echo("NOT signed: there is no signature.json beside the manifest")
    else:
        print_story(checked.signed.story, language)
    where = "not proven" if checked.leaf is None else f"entry {checked.leaf.index} of the journal"
    click.echo(f"The journal says that it was signed: {where}")
