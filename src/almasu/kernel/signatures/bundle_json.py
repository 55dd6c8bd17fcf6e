"""The evidence bundle as JSON bytes, the form that is stored, and back."""

from __future__ import annotations

from datetime import datetime

import msgspec

from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.kept_story import KeptStory, kept_story, story_of
from almasu.kernel.signatures.memory import Remembered
from almasu.kernel.signatures.profile import ProfileName
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.story import SignatureVerdict

FORMAT = "almasu-signature-evidence"
VERSION = 2
# A list of a national authority takes megabytes and stands here whole when OCSP was silent.
MOST_BYTES = 128 * 1024 * 1024


class _Expected(msgspec.Struct, frozen=True):
    purpose: str
    audience: str
    iin: str
    nonce: str
    names_certificate: bool


class _Revocation(msgspec.Struct, frozen=True):
    """`kind` is ocsp, remembered, crl or unreachable; the other fields are those of that kind."""

    kind: str
    answer: bytes = b""
    nonce: bytes = b""
    checked_at: datetime | None = None
    base: bytes = b""
    delta: bytes | None = None
    reason: str = ""


class _Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The JSON of a bundle; byte strings are base64, times RFC 3339."""

    format: str
    version: int
    at: datetime
    profile: str
    edition: str
    verdict: str
    expected: _Expected | None
    content: bytes
    cms: bytes
    signer: int
    chain: tuple[bytes, ...]
    revocation: _Revocation
    authorities: tuple[bytes, ...]
    stamp: bytes | None
    stamp_nonce: str | None
    story: KeptStory


def evidence_bytes(evidence: Evidence) -> bytes:
    """Return the bundle as JSON bytes, the form that is stored."""
    expected = evidence.expected
    return msgspec.json.encode(
        _Bundle(
            format=FORMAT,
            version=VERSION,
            at=evidence.at,
            profile=evidence.profile.value,
            edition=evidence.edition,
            verdict=evidence.verdict.value,
            expected=None if expected is None else _expected(expected),
            content=evidence.content,
            cms=evidence.cms,
            signer=evidence.signer,
            chain=evidence.chain,
            revocation=_revocation(evidence.revocation),
            authorities=evidence.authorities,
            stamp=evidence.stamp,
            stamp_nonce=None if evidence.stamp_nonce is None else str(evidence.stamp_nonce),
            story=kept_story(evidence.story),
        )
    )


def read_evidence(data: bytes) -> Evidence:
    """Return the evidence in stored bytes; ValueError where they are not a bundle of this version."""
    if len(data) > MOST_BYTES:
        raise ValueError("the bundle is too big")
    bundle = msgspec.json.decode(data, type=_Bundle)
    if (bundle.format, bundle.version) != (FORMAT, VERSION) or bundle.at.tzinfo is None:
        raise ValueError("not a bundle of signature evidence")
    expected = bundle.expected
    return Evidence(
        at=bundle.at,
        profile=ProfileName(bundle.profile),
        edition=bundle.edition,
        verdict=SignatureVerdict(bundle.verdict),
        expected=None if expected is None else _read_expected(expected),
        content=bundle.content,
        cms=bundle.cms,
        signer=bundle.signer,
        chain=bundle.chain,
        revocation=_read_revocation(bundle.revocation),
        authorities=bundle.authorities,
        stamp=bundle.stamp,
        stamp_nonce=None if bundle.stamp_nonce is None else int(bundle.stamp_nonce),
        story=story_of(bundle.story),
    )


def _expected(expected: Expectation) -> _Expected:
    return _Expected(
        expected.purpose.value, expected.audience, expected.iin, expected.nonce, expected.names_certificate
    )


def _read_expected(expected: _Expected) -> Expectation:
    return Expectation(
        ActPurpose(expected.purpose), expected.audience, expected.iin, expected.nonce, expected.names_certificate
    )


def _revocation(found: RevocationEvidence) -> _Revocation:
    match found:
        case OcspAnswer(answer=answer, nonce=nonce):
            return _Revocation("ocsp", answer=answer, nonce=nonce)
        case Remembered(answer=answer, nonce=nonce, checked_at=checked_at):
            return _Revocation("remembered", answer=answer, nonce=nonce, checked_at=checked_at)
        case CrlSet(base=base, delta=delta, instead_of=silence):
            return _Revocation("crl", base=base, delta=delta, reason=silence.reason)
        case Unreachable(reason=reason):
            return _Revocation("unreachable", reason=reason)


def _read_revocation(found: _Revocation) -> RevocationEvidence:
    match found.kind:
        case "ocsp":
            return OcspAnswer(found.answer, found.nonce)
        case "remembered" if found.checked_at is not None:
            return Remembered(found.answer, found.nonce, found.checked_at)
        case "crl":
            return CrlSet(found.base, found.delta, Unreachable(found.reason))
        case "unreachable":
            return Unreachable(found.reason)
        case _:
            raise ValueError("unknown kind of revocation evidence")
