"""The folder of an embedded authority: what is in it, and keys taken from it by whose they are.

`pki.json` names every certificate; `cert/` holds them as DER; `keys/` the containers; `standing.json` what was revoked
or held; `service.pin` (0600) opens the keys of authorities, services and systems. A person's key opens with the PIN.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec
from asn1crypto import x509

from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.testing.people import PEOPLE
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.container import GOST_SUFFIX, PKCS12_SUFFIX, open_container
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.standing import Change, Event, Reason, Standings

EMBEDDED = "embedded"
WRONG_PROFILE = ProblemKind(
    code="pki.profile",
    status=409,
    title=Text(
        kk="Үлгілік куәландырушы орталық «{profile}» сенім профилінде жұмыс істемейді.",
        ru="Учебный удостоверяющий центр не работает при профиле доверия «{profile}».",
        en="The embedded certification authority does not work under the trust profile {profile}.",
    ),
    remedy=Text(
        kk="Нақты жүйеде Ұлттық куәландырушы орталықтың кілттерін пайдаланыңыз немесе «embedded» профилін таңдаңыз.",
        ru="В действующей системе используйте ключи НУЦ РК либо выберите профиль «embedded».",
        en="Use keys of the National Certification Authority in a real zone, or choose the profile embedded.",
    ),
)


def only_embedded(profile: str) -> None:
    """Raise Problem `pki.profile` unless the zone trusts the embedded authority and nothing else."""
    if profile != EMBEDDED:
        raise WRONG_PROFILE.at("profile", profile=profile)


class Holder(StrEnum):
    """Whose a certificate is."""

    AUTHORITY = "authority"
    SERVICE = "service"
    SYSTEM = "system"
    PERSON = "person"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One certificate: label (file name), holder, family, label of the issuer, serial (40 hex digits).

    `iin` and NCALayer's name of the storage are set for people's keys.
    """

    label: str
    holder: Holder
    algorithm: Algorithm
    issuer: str
    serial: str
    iin: str = ""
    storage: str = ""


class Index(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of pki.json."""

    format: Literal["almasu-pki"]
    version: Literal[1]
    created: datetime
    address: str
    entries: tuple[Entry, ...]


class Pki:
    """An opened authority. Reading only, but for the changes of standing."""

    def __init__(self, directory: Path, index: Index) -> None:
        self.directory = directory
        self.created = index.created
        self.address = index.address
        self.entries = {one.label: one for one in index.entries}
        self.standings = Standings(directory)

    @classmethod
    def load(cls, directory: Path, profile: str = EMBEDDED) -> Pki:
        """Open the authority in a folder, for a zone whose trust profile is `profile`.

        Raises Problem `pki.profile` for any profile but the embedded one, FileNotFoundError where there is no
        authority, ValueError where its index is damaged.
        """
        only_embedded(profile)
        try:
            index = msgspec.json.decode((directory / "pki.json").read_bytes(), type=Index)
        except msgspec.DecodeError as error:
            raise ValueError(f"{directory} holds no embedded authority") from error
        return cls(directory, index)

    def certificate(self, label: str) -> bytes:
        """Return a certificate as DER; KeyError for an unknown label."""
        return (self.directory / "cert" / f"{self.entries[label].label}.cer").read_bytes()

    def chain(self, label: str) -> tuple[bytes, ...]:
        """Return the issuers of a certificate, the nearest first, the root last."""
        issuer = self.entries[label].issuer
        return () if issuer == label else (self.certificate(issuer), *self.chain(issuer))

    def roots(self) -> tuple[bytes, ...]:
        """Return the roots, which a verifier pins by SHA-256: GOST, then RSA."""
        return tuple(self.certificate(f"root_{family}") for family in ("gost", "rsa"))

    def issuers(self) -> tuple[bytes, ...]:
        """Return the issuing authorities' certificates: GOST, then RSA."""
        return tuple(self.certificate(f"nca_{family}") for family in ("gost", "rsa"))

    def key(self, label: str, pin: str | None = None) -> SigningKey:
        """Return a key by its label; WrongPin when the PIN of a person's key is wrong, KeyError for no such key."""
        entry = self.entries[label]
        suffix = GOST_SUFFIX if entry.algorithm is Algorithm.GOST else PKCS12_SUFFIX
        opened = open_container(self.directory / "keys" / f"{label}{suffix}", pin or self._pin(entry))
        return SigningKey(label, self.certificate(label), self.chain(label), opened)

    def person_key(self, iin: str, algorithm: str = Algorithm.GOST, pin: str | None = None) -> SigningKey:
        """Return the usual key of a person of that family; without a PIN the demo's printed one is tried."""
        return self.key(f"{iin}-{algorithm}", pin)

    def person_keys(self) -> tuple[Entry, ...]:
        """Return all people's keys, in the order they were made."""
        return tuple(one for one in self.entries.values() if one.holder is Holder.PERSON)

    def revoke(self, label: str, at: datetime, reason: Reason = Reason.UNSPECIFIED) -> None:
        """Withdraw a certificate for good."""
        self._change(label, Change.REVOKED, at, reason)

    def hold(self, label: str, at: datetime) -> None:
        """Suspend a certificate."""
        self._change(label, Change.HELD, at, Reason.HOLD)

    def release(self, label: str, at: datetime) -> None:
        """End the suspension of a certificate."""
        self._change(label, Change.RELEASED, at, Reason.REMOVED)

    def _change(self, label: str, change: Change, at: datetime, reason: Reason) -> None:
        entry = self.entries[label]
        self.standings.record(Event(entry.issuer, entry.serial, change, at, reason), label)

    def _pin(self, entry: Entry) -> str:
        if entry.holder is not Holder.PERSON:
            return (self.directory / "service.pin").read_text("ascii")
        return next((one.pin for one in PEOPLE if one.iin == entry.iin), "")


def serial_of(certificate: bytes) -> str:
    """Return the serial number of a DER certificate as 40 hexadecimal digits."""
    return f"{x509.Certificate.load(certificate).serial_number:040x}"
