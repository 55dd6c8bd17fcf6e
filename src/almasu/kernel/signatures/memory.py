"""What one verifier remembers between signatures: parsed certificates, paths, key tables, vouched signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from almasu.kernel.signatures.bounded import Bounded
from almasu.kernel.signatures.certificate import Certificate, read_certificate
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.path import Path

LONGEST_REUSE = timedelta(minutes=5)


@dataclass(slots=True)
class Caches:
    """Bounded memories of one verifier, under one trust profile and in one thread.

    `certificates` are parsed certificates by their bytes; `paths` are found paths by the leaf's fingerprint, whose
    signatures need no second check; `vouched` are (issuer, signed) fingerprints of responders and lists whose
    signature was checked.
    """

    certificates: Bounded[bytes, Certificate] = field(default_factory=lambda: Bounded(2048))
    paths: Bounded[bytes, Path] = field(default_factory=lambda: Bounded(2048))
    vouched: Bounded[tuple[bytes, bytes], bool] = field(default_factory=lambda: Bounded(256))
    tables: KeyTables = field(default_factory=KeyTables)

    def certificate(self, raw: bytes) -> Certificate:
        """Return the parsed certificate; DerError where it is not one."""
        known = self.certificates.get(raw)
        if known is None:
            known = read_certificate(raw)
            self.certificates.keep(raw, known)
        return known


@dataclass(frozen=True, slots=True)
class Remembered:
    """An OCSP answer that was checked a little while ago and found good: its bytes, its nonce, when it was checked."""

    answer: bytes
    nonce: bytes
    checked_at: datetime


class RevocationMemory:
    """Good OCSP answers by certificate, each reused for at most five minutes after it was checked."""

    def __init__(self, capacity: int = 1024) -> None:
        self._answers: Bounded[bytes, Remembered] = Bounded(capacity)

    def recall(self, certificate: Certificate, at: datetime) -> Remembered | None:
        """Return the answer on a certificate when it is still fresh, else None."""
        known = self._answers.get(certificate.fingerprint)
        if known is None:
            return None
        if not is_fresh(known, at):
            self._answers.forget(certificate.fingerprint)
            return None
        return known

    def keep(self, certificate: Certificate, answer: bytes, nonce: bytes, at: datetime) -> None:
        """Remember a good answer from the moment it was checked."""
        self._answers.keep(certificate.fingerprint, Remembered(answer, nonce, at))

    def forget(self, certificate: Certificate) -> None:
        """Forget what was known of a certificate, as when its owner blocks it."""
        self._answers.forget(certificate.fingerprint)


def is_fresh(known: Remembered, at: datetime) -> bool:
    """Tell whether a remembered answer may still be used; a clock that jumped back makes it unusable."""
    return timedelta(0) <= at - known.checked_at <= LONGEST_REUSE
