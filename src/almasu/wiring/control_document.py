"""What a pack tells to be read, compared with its list: totals, oddities, and the document set again from both.

The document is set from files of the pack alone, and of the same words always the same bytes: whoever changed a figure
in it cannot hide that behind its hash (SIO25-21.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from almasu.kernel.control.oddity import ToldOddity
from almasu.kernel.control.pack import Manifest, Printed, summary_again
from almasu.kernel.journal.malformed import Malformed
from almasu.store.archive.brought import KNOWN, ToldAgain, tell_again
from almasu.store.archive.facts_table import Known
from almasu.store.archive.packs import ODDITIES, PDF, PRINTED
from almasu.store.archive.summary import set_by, summary_pdf

LARGEST_TOLD = 64 << 20
_KNOWN = msgspec.json.Decoder(Known)
_ODDITIES, _PRINTED = msgspec.json.Decoder(tuple[ToldOddity, ...]), msgspec.json.Decoder(Printed)


def check_document(folder: Path, manifest: Manifest) -> bool:
    """Compare all that a pack tells with its list; Malformed says what differs.

    False where the document to read was set by another program than this one, and was not compared for that.
    """
    try:
        told = _ODDITIES.decode(_read(folder / ODDITIES))
        printed = _PRINTED.decode(_read(folder / PRINTED))
        known = _KNOWN.decode(_read(folder / KNOWN))
    except (ValueError, RecursionError) as wrong:
        raise Malformed(f"what the document was set from cannot be read: {wrong}") from wrong
    named = {request for one in told for request in one.requests}
    again = tell_again(folder, manifest.certificate.since, manifest.certificate.until, named, known)
    if again.totals != manifest.totals:
        raise Malformed("the totals of the manifest are not those of the list")
    _check_oddities(told, again, manifest)
    if printed.set_by != set_by():
        return False
    oddities = [one.oddity() for one in told]
    if summary_pdf(summary_again(manifest, printed), again.totals, oddities) != (folder / PDF).read_bytes():
        raise Malformed(f"the document {PDF} says something else than the files of the pack")
    return True


def _check_oddities(told: Sequence[ToldOddity], again: ToldAgain, manifest: Manifest) -> None:
    """Make sure that oddities are told in our words, of requests in the list, and that none of all kinds is left out.

    Some kinds need what is known beside the list; whether that is true only the node can tell, which made the pack.
    """
    for one in told:
        try:
            said = one.oddity().says()
        except (LookupError, ValueError) as wrong:
            raise Malformed(f"an oddity lacks a fact of its sentence: {wrong}") from wrong
        if one.says != {"kk": said.kk, "ru": said.ru, "en": said.en}:
            raise Malformed("an oddity says something else than its facts")
        if not again.listed.issuperset(one.requests):
            raise Malformed("an oddity names a request that is not in the list")
    own = {(one.kind, one.account, one.subject) for one in told}
    if own != {(one.kind, one.account, one.subject) for one in again.oddities} or len(told) != manifest.oddities:
        raise Malformed("the oddities of the pack are not those of the list and of what is known beside it")


def _read(path: Path) -> bytes:
    """Return the bytes of a file that says everything once: programs differ in which of two members they read."""
    with path.open("rb") as file:
        data = file.read(LARGEST_TOLD)
    json.loads(data, object_pairs_hook=_said_once)
    return data


def _said_once(members: list[tuple[str, object]]) -> None:
    if len({name for name, _ in members}) != len(members):
        raise ValueError("a member stands twice")
