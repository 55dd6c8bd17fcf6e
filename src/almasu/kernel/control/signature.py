"""The controller's signature beside a pack: anybody judges it anew, under roots of their own choosing (SIO25-21.2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

import msgspec

from almasu.kernel.control.pack import Manifest
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.bundle_parts import Parted, put_together
from almasu.kernel.signatures.evidence import tell_again
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.story import SignatureVerdict, Story

SIGNATURE = "signature.json"
FORMAT, VERSION = "almasu-control-signature", 1
LARGEST = 16 << 20


class PackSigning(msgspec.Struct, frozen=True):
    """The body of the controller's act. `manifest` is the SHA-256 of the manifest, hexadecimal."""

    pack: UUID
    month: str
    manifest: str
    requests: int
    oddities: int


class PackSignature(msgspec.Struct, frozen=True):
    """The file: the evidence of the signature as it was judged, and its parts (certificates, OCSP answers, lists)."""

    format: str
    version: int
    bundle: bytes
    parts: tuple[bytes, ...]


class _Signed(msgspec.Struct, frozen=True):
    purpose: ActPurpose
    actor: str
    body: PackSigning


@dataclass(frozen=True, slots=True)
class SignedPack:
    """Who signed a pack, with the story of the signature; `holds` only where it is valid."""

    signer: str
    story: Story

    @property
    def holds(self) -> bool:
        """Tell whether the signature is valid under the roots it was judged by."""
        return self.story.verdict is SignatureVerdict.VALID


def signature_bytes(kept: Parted) -> bytes:
    """Return the file of a signature's evidence."""
    told = PackSignature(FORMAT, VERSION, kept.data, tuple(kept.parts.values()))
    return msgspec.json.encode(told, order="deterministic")


def check_signature(data: bytes, manifest_data: bytes, manifest: Manifest, profile: TrustProfile) -> SignedPack:
    """Judge the signature anew; Malformed where it is none, or is over another manifest, pack or month.

    1. The evidence is whole: each part is what its digest says.
    2. The signed bytes are an act of departmental control, and its body names this very manifest.
    3. The CMS, the certificates up to a root and their revocation tell their story again (RFC 5652, RFC 5280).
    """
    evidence = _evidence(data)
    try:
        act = msgspec.json.decode(evidence.content, type=_Signed)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise Malformed(f"what was signed is no act over a pack: {wrong}") from wrong
    expected = evidence.expected
    if expected is None or {expected.purpose, act.purpose} != {ActPurpose.CONTROL_PACK} or not act.actor:
        raise Malformed("the signature was given for something else")
    if expected.iin != act.actor:
        raise Malformed("the signature was not examined as that of the controller whom the act names")
    if act.body.manifest != hashlib.sha256(manifest_data).hexdigest():
        raise Malformed("another manifest was signed")
    if (act.body.pack, act.body.month) != (manifest.pack, manifest.month):
        raise Malformed("another pack was signed")
    try:
        story = tell_again(evidence, profile)
    except ValueError as wrong:
        raise Malformed(str(wrong)) from wrong
    return SignedPack("" if story.signer is None else story.signer.name, story)


def _evidence(data: bytes) -> Evidence:
    try:
        told = msgspec.json.decode(data, type=PackSignature)
        if (told.format, told.version) != (FORMAT, VERSION):
            raise Malformed("this is no signature of a pack")
        return put_together(Parted(told.bundle, {hashlib.sha256(part).digest(): part for part in told.parts}))
    except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
        raise Malformed(f"the signature cannot be read: {wrong}") from wrong
