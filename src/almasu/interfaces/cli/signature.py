"""`almasu signature verify`: the numbered story and the verdict for any CMS signature."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from almasu.interfaces.cli.signature_story import print_story
from almasu.interfaces.cli.signature_trust import profile_named
from almasu.kernel.signatures.asn1.reader import DerError
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import MOST_BYTES, Examination, examine
from almasu.kernel.signatures.profile import TrustProfile, archive
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.crl import read_list
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.revocation.ocsp_answer import read_answer
from almasu.kernel.signatures.story import SignatureVerdict, Story, story_json
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text

EXIT = {SignatureVerdict.VALID: 0, SignatureVerdict.INVALID: 1, SignatureVerdict.INDETERMINATE: 3}
MOST_SIGNERS = 8
MOST_CONTENT = 256 * 1024 * 1024

UNREADABLE_TIME = ProblemKind(
    code="signature.time",
    status=422,
    title=Text(
        kk="«{given}» уақыты танылмады.", ru="Время «{given}» не распознано.", en="The time {given} was not understood."
    ),
    remedy=Text(
        kk="RFC 3339 түрінде, ығысумен жазыңыз: 2026-11-20T10:00:00+05:00.",
        ru="Запишите по RFC 3339 со смещением: 2026-11-20T10:00:00+05:00.",
        en="Write it as RFC 3339 with an offset: 2026-11-20T10:00:00+05:00.",
    ),
)


class Moment(click.ParamType[datetime]):
    """A moment in RFC 3339 with an offset."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment named; Problem signature.time where it cannot be read."""
        try:
            return moment.read(str(value).strip())
        except ValueError as wrong:
            raise UNREADABLE_TIME.at("--at", given=str(value)[:64]) from wrong


@dataclass(frozen=True, slots=True)
class Outside:
    """What was brought along about revocation: an OCSP answer, lists."""

    ocsp: bytes | None
    lists: tuple[bytes, ...]
    at: datetime | None = None
    """When it came; None where that was when the signature is judged."""


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def signature() -> None:
    """Verify a signature and tell its story."""


@signature.command()
@click.argument("file", type=FILE)
@click.option("--content", type=FILE, help="What was signed, for a detached signature or to compare with.")
@click.option("--at", type=Moment(), metavar="TIME", help="Judge at this moment (RFC 3339); now when not given.")
@click.option("--trust", default="embedded", show_default=True, metavar="DIR|PROFILE", help="Roots to believe.")
@click.option("--ocsp", type=FILE, help="An OCSP answer about the signer's certificate.")
@click.option("--crl", "lists", type=FILE, multiple=True, help="A revocation list, base or delta; repeatable.")
@click.option("--asked-at", type=Moment(), metavar="TIME", help="When these came; as --at if left out.")
@click.option("--archive", "old", is_flag=True, help="Read old signatures too: GOST-2004, several signers.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    file: Path,
    content: Path | None,
    at: datetime | None,
    trust: str,
    ocsp: Path | None,
    lists: tuple[Path, ...],
    asked_at: datetime | None,
    old: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Verify the CMS signature in FILE (DER or PEM).

    Ends 0 only when VALID, 1 when INVALID, 3 when INDETERMINATE. Without --ocsp or --crl revocation is unknown, so
    the verdict is INDETERMINATE at best. An OCSP answer is compared with its own nonce: the question is not at hand.
    """
    profile = profile_named(trust)
    outside = Outside(
        ocsp=None if ocsp is None else _read(ocsp, MOST_BYTES),
        lists=tuple(_read(one, MOST_CONTENT) for one in lists),
        at=asked_at,
    )
    stories = tell(
        _read(file, MOST_BYTES),
        None if content is None else _read(content, MOST_CONTENT),
        archive(profile) if old else profile,
        at or datetime.now(UTC),
        outside,
    )
    verdict = worst(stories)
    if as_json:
        click.echo(json.dumps(report(stories, verdict), ensure_ascii=False, indent=2))
    else:
        for story in stories:
            print_story(story, Language(lang))
    click.get_current_context().exit(EXIT[verdict])


def tell(cms: bytes, content: bytes | None, profile: TrustProfile, at: datetime, outside: Outside) -> tuple[Story, ...]:
    """Return one story for each signer (only an archive profile takes more than one)."""
    stories: list[Story] = []
    for number in range(MOST_SIGNERS):
        examination = examine(cms, content, None, profile, at, signer=number)
        evidence, authorities = about(examination, outside)
        stories.append(conclude(examination, evidence, outside.at or at, authorities=authorities))
        if not profile.several_signers or number + 1 >= examination.signers:
            break
    return tuple(stories)


def about(examination: Examination, outside: Outside) -> tuple[RevocationEvidence, tuple[bytes, ...]]:
    """Return what was brought along about the signer's certificate, and the lists about authorities."""
    if examination.path is None:
        return Unreachable("not asked"), ()
    issuer = examination.path.issuer.subject
    bases: list[bytes] = []
    deltas: list[bytes] = []
    others: list[bytes] = []
    for data in outside.lists:
        try:
            one = read_list(data)
        except DerError:
            others.append(data)
            continue
        if one.issuer != issuer:
            others.append(data)
        else:
            (bases if one.base is None else deltas).append(data)
    if outside.ocsp is not None:
        return OcspAnswer(outside.ocsp, _nonce(outside.ocsp)), tuple(others)
    if bases or others:
        first = bases[0] if bases else others[0]
        return CrlSet(first, deltas[0] if deltas else None, Unreachable("no OCSP answer given")), tuple(others)
    return Unreachable("neither OCSP answer nor list given"), ()


def _nonce(answer: bytes) -> bytes:
    """Return the answer's own nonce, or nothing."""
    try:
        return read_answer(answer).nonce or b""
    except (DerError, Stopped):
        return b""


def worst(stories: tuple[Story, ...]) -> SignatureVerdict:
    """Return the verdict on all signers together: one bad signer spoils it."""
    verdicts = {story.verdict for story in stories}
    for verdict in (SignatureVerdict.INVALID, SignatureVerdict.INDETERMINATE):
        if verdict in verdicts:
            return verdict
    return SignatureVerdict.VALID


def report(stories: tuple[Story, ...], verdict: SignatureVerdict) -> dict[str, Json]:
    """Return the JSON: the first signer's story under the verdict on all, the other signers' stories beside it."""
    first = story_json(stories[0])
    return {**first, "verdict": verdict.value, "others": [story_json(one) for one in stories[1:]]}


def _read(path: Path, most: int) -> bytes:
    """Return a file's bytes, one more than allowed at most, so that the check of the size sees it."""
    with path.open("rb") as file:
        return file.read(most + 1)
