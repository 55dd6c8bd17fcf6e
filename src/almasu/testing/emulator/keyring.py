"""The keys a person may choose from, and which of them a site's wishes leave selectable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.certificate import read_certificate
from almasu.testing.pki import extensions as ext
from almasu.testing.pki.folder import Entry, Pki
from almasu.testing.pki.standing import withdrawn

HARDWARE = (
    "AKKaztokenStore",
    "AKKZIDCardStore",
    "AKEToken72KStore",
    "AKEToken5110Store",
    "AKJaCartaStore",
    "AKAKEYStore",
)
FILES = ("PKCS12", "JKS")
STORAGES = HARDWARE + FILES


@dataclass(frozen=True, slots=True)
class Key:
    """One key as the choice shows it. `usages` are the extended key usages, `policies` the certificate policies."""

    label: str
    storage: str
    algorithm: str
    iin: str
    bin: str
    serial: str
    subject: str
    usages: frozenset[str]
    policies: frozenset[str]
    since: datetime
    until: datetime
    certificate: bytes
    chain: tuple[bytes, ...]

    def is_expired(self, at: datetime) -> bool:
        """Return whether the certificate is outside its term."""
        return not self.since <= at <= self.until


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a site asks of the key. None means anything; `chain` empty or None means any authority we know."""

    storages: tuple[str, ...] | None = None
    usages: frozenset[str] = frozenset()
    policies: frozenset[str] = frozenset()
    iin: str = ""
    bin: str = ""
    serial: str = ""
    chain: tuple[bytes, ...] | None = None

    def admits(self, key: Key) -> bool:
        """Return whether the key meets every wish."""
        checks = (
            self.storages is None or key.storage in self.storages,
            self.usages <= key.usages,
            self.policies <= key.policies,
            self.iin in ("", key.iin),
            self.bin in ("", key.bin),
            self.serial.lower().lstrip("0") in ("", key.serial.lstrip("0")),
            not self.chain or set(key.chain[:1]) <= set(self.chain),
        )
        return all(checks)


class Keyring:
    """All people's keys of one authority."""

    def __init__(self, pki: Pki) -> None:
        self.pki = pki
        self.keys = tuple(_key(pki, entry) for entry in pki.person_keys())

    def selectable(self, wanted: Wanted) -> tuple[Key, ...]:
        """Return the keys a person may choose."""
        return tuple(key for key in self.keys if wanted.admits(key))

    def is_withdrawn(self, key: Key, at: datetime) -> bool:
        """Return whether the key's certificate is revoked or held."""
        entry = self.pki.entries[key.label]
        return withdrawn(self.pki.standings.events(), entry.issuer, entry.serial, at) is not None


def _key(pki: Pki, entry: Entry) -> Key:
    certificate = read_certificate(pki.certificate(entry.label))
    return Key(
        label=entry.label,
        storage=entry.storage,
        algorithm=entry.algorithm.value,
        iin=certificate.iin or "",
        bin=certificate.bin or "",
        serial=entry.serial,
        subject=certificate.common_name,
        usages=frozenset(certificate.extensions.extended),
        policies=frozenset(certificate.extensions.policies),
        since=certificate.not_before,
        until=certificate.not_after,
        certificate=certificate.raw,
        chain=pki.chain(entry.label),
    )


# Keys of the national authority issued since 2022 serve for signing and for entering alike.
UNIFIED = frozenset({ext.POLICY_NATIONAL})
