"""A bundle taken apart: certificates, OCSP answers and lists stand under their SHA-256, once for many signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.bundle_json import evidence_bytes, read_evidence
from almasu.kernel.signatures.memory import Remembered
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable


@dataclass(frozen=True, slots=True)
class Parted:
    """`data` is the bundle with the SHA-256 of each part in the part's place; `parts` the parts by SHA-256."""

    data: bytes
    parts: Mapping[bytes, bytes]


def parted(evidence: Evidence) -> Parted:
    """Return a bundle and its parts. What binds the data binds the parts, each by its digest."""
    parts: dict[bytes, bytes] = {}

    def apart(part: bytes) -> bytes:
        digest = hashlib.sha256(part).digest()
        parts[digest] = part
        return digest

    return Parted(evidence_bytes(_with_parts(evidence, apart)), parts)


def parts_in(data: bytes) -> tuple[bytes, ...]:
    """Return the digests of the parts that a bundle needs; ValueError where the bytes are not a bundle."""
    digests: list[bytes] = []

    def noted(digest: bytes) -> bytes:
        digests.append(digest)
        return digest

    _with_parts(read_evidence(data), noted)
    return tuple(dict.fromkeys(digests))


def put_together(kept: Parted) -> Evidence:
    """Return the whole evidence; ValueError where a part is missing or is not what its digest says."""

    def found(digest: bytes) -> bytes:
        part = kept.parts.get(digest)
        if part is None or hashlib.sha256(part).digest() != digest:
            raise ValueError(f"the part {digest.hex()} of the evidence is missing or was changed")
        return part

    return _with_parts(read_evidence(kept.data), found)


def _with_parts(evidence: Evidence, put: Callable[[bytes], bytes]) -> Evidence:
    """Return the evidence with something put in the place of each part."""
    return replace(
        evidence,
        chain=tuple(map(put, evidence.chain)),
        authorities=tuple(map(put, evidence.authorities)),
        revocation=_revocation_with_parts(evidence.revocation, put),
    )


def _revocation_with_parts(found: RevocationEvidence, put: Callable[[bytes], bytes]) -> RevocationEvidence:
    match found:
        case OcspAnswer() | Remembered():
            return replace(found, answer=put(found.answer))
        case CrlSet(base=base, delta=delta):
            return replace(found, base=put(base), delta=None if delta is None else put(delta))
        case Unreachable():
            return found
