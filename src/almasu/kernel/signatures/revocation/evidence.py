"""What the caller brings back from outside about revocation."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.signatures.memory import Remembered


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """The bytes an OCSP responder sent, and the nonce we had asked with."""

    answer: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer came, and why in a few words (`connection refused`). Never used for an answer we merely dislike."""

    reason: str


@dataclass(frozen=True, slots=True)
class CrlSet:
    """The lists taken because OCSP was unreachable: the base list, the delta list if there is one, and that reason."""

    base: bytes
    delta: bytes | None
    instead_of: Unreachable


RevocationEvidence = OcspAnswer | CrlSet | Unreachable | Remembered
