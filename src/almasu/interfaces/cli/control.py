"""`almasu control`: check a monthly pack of departmental control that somebody brought (SIO25-21.2)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from almasu.kernel.journal.malformed import Malformed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def control() -> None:
    """Departmental control: check that a pack leaves out no request."""


@control.command()
@click.argument("pack", type=FOLDER)
@click.argument("log", type=FOLDER)
@click.option("--key", "keys", type=FILE, multiple=True, help="Verifier keys of the log.")
@click.option("--witness-key", "witness_keys", type=FILE, multiple=True, help="Verifier keys of witnesses.")
@click.option("--quorum", type=click.IntRange(0), help="How many of these witnesses are demanded; all by default.")
@click.option("--policy", type=FILE, help="A C2SP tlog-policy file in place of the witness keys.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    pack: Path,
    log: Path,
    keys: tuple[Path, ...],
    witness_keys: tuple[Path, ...],
    quorum: int | None,
    policy: Path | None,
    as_json: bool,
) -> None:
    """Check the files of PACK and recount its list against the opened archive LOG of the journal.

    Ends with 0 when nothing is missing between the two co-signed checkpoints, with 1 when something is.
    """
    from almasu.wiring import verification
    from almasu.wiring.control import check_pack
    from almasu.wiring.verification import KeyFiles

    source = verification.source_at(str(log), is_url=False)
    trust, _ = verification.trust_from(KeyFiles(keys, witness_keys, policy, quorum), source)
    try:
        checked = check_pack(pack, source, trust.policy)
    except (Malformed, OSError) as wrong:
        click.echo(json.dumps({"holds": False, "says": str(wrong)}) if as_json else f"It proves nothing: {wrong}")
        sys.exit(1)
    found, certificate = checked.found, checked.manifest.certificate
    said = {
        "holds": found.holds,
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
    if as_json:
        click.echo(json.dumps(said))
    else:
        click.echo(f"{'Complete' if found.holds else 'NOT complete'}: {certificate.body}, {checked.manifest.month}")
        click.echo(f"entries {certificate.first_size} to {certificate.last_size}, accepted {found.accepted}")
        click.echo(f"in the list {found.listed}, missing {len(found.missing)}, unknown {len(found.unknown)}")
    sys.exit(0 if found.holds else 1)
