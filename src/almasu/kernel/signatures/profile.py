"""Trust profiles: which roots are believed and how strictly. Three kinds, never mixed; each object is one profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from almasu.kernel.signatures.algorithms import ARCHIVE, MODERN, Family
from almasu.kernel.signatures.asn1.reader import DerError
from almasu.kernel.signatures.certificate import Certificate, read_certificate
from almasu.kernel.signatures.pem import CERTIFICATE_LABELS, without_armour
from almasu.kernel.signatures.problems import NO_ROOTS, NOT_A_CERTIFICATE, NOT_FOR_PRODUCTION, NOT_PINNED

LONGEST_LIST_AGE = timedelta(hours=24)
_MADE_UP = re.compile(r"\b(TEST|EMBEDDED|DEMO|ALMASU|ҮЛГІ)\b", re.IGNORECASE)


class ProfileName(StrEnum):
    """`prod` trusts the national authority, `test` its test contour, `embedded` the authority made for demos.

    `given` trusts roots that a reader chose for one verification: what is VALID by them says nothing of the national
    authority, and no node decides by it.
    """

    PROD = "prod"
    TEST = "test"
    EMBEDDED = "embedded"
    GIVEN = "given"


class CarrierRule(StrEnum):
    """What is asked of the carrier of a key (SIO22-A3.0, SIO22-A5.8).

    `off` asks nothing; `warn` only remarks; `protected` refuses keys known to lie in a file and remarks where nothing
    is known; `strict` refuses both.
    """

    OFF = "off"
    WARN = "warn"
    PROTECTED = "protected"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class TrustProfile:
    """Roots and rules.

    `anchors` end a path; `authorities` are intermediate certificates known beforehand and believed only through an
    anchor. `authority_revocation` demands revocation evidence for the authorities of a path too. A `prod` profile
    cannot exist with an anchor that is not pinned by its full SHA-256 or that is a root made for tests.
    """

    name: ProfileName
    anchors: tuple[Certificate, ...]
    authorities: tuple[Certificate, ...]
    pins: frozenset[bytes]
    carriers: CarrierRule
    families: frozenset[Family]
    several_signers: bool
    authority_revocation: bool
    longest_list_age: timedelta = LONGEST_LIST_AGE

    def __post_init__(self) -> None:
        if not self.anchors:
            raise NO_ROOTS.at("trust.roots", profile=self.name.value)
        if self.name is not ProfileName.PROD:
            return
        for anchor in self.anchors:
            if anchor.fingerprint not in self.pins:
                raise NOT_PINNED.at("trust.pins", name=anchor.common_name)
            if _MADE_UP.search(" ".join(value for _, value in anchor.names)):
                raise NOT_FOR_PRODUCTION.at("trust.roots", name=anchor.common_name)

    def trusts(self, certificate: Certificate) -> bool:
        """Tell whether a certificate is one of the anchors."""
        return any(certificate.fingerprint == anchor.fingerprint for anchor in self.anchors)


def production(
    roots: Sequence[bytes],
    pins: Sequence[str],
    authorities: Sequence[bytes] = (),
    carriers: CarrierRule = CarrierRule.PROTECTED,
) -> TrustProfile:
    """Return the working profile from the operator's roots and their full SHA-256 pins (64 hexadecimal digits each).

    Raises Problem trust.no_roots, trust.not_pinned, trust.not_for_production or trust.not_a_certificate.
    """
    return TrustProfile(
        name=ProfileName.PROD,
        anchors=read_all(roots),
        authorities=read_all(authorities),
        pins=frozenset(_pin(pin) for pin in pins),
        carriers=carriers,
        families=MODERN,
        several_signers=False,
        authority_revocation=True,
    )


def contour(
    anchors: Sequence[bytes], authorities: Sequence[bytes] = (), carriers: CarrierRule = CarrierRule.WARN
) -> TrustProfile:
    """Return a profile for the national test contour."""
    return _made_up(ProfileName.TEST, anchors, authorities, carriers)


def chosen(
    anchors: Sequence[bytes], authorities: Sequence[bytes] = (), carriers: CarrierRule = CarrierRule.WARN
) -> TrustProfile:
    """Return a profile of roots that a reader chose, without pins."""
    return _made_up(ProfileName.GIVEN, anchors, authorities, carriers)


def embedded(
    roots: Sequence[bytes], authorities: Sequence[bytes] = (), carriers: CarrierRule = CarrierRule.PROTECTED
) -> TrustProfile:
    """Return the profile of the authority that a data folder made for itself."""
    return _made_up(ProfileName.EMBEDDED, roots, authorities, carriers)


def archive(profile: TrustProfile) -> TrustProfile:
    """Return the same trust with the rules for old signatures: GOST-2004 and several signers are read too."""
    return replace(profile, families=ARCHIVE, several_signers=True)


def read_all(certificates: Sequence[bytes]) -> tuple[Certificate, ...]:
    """Return certificates in DER or PEM, read; Problem trust.not_a_certificate."""
    found: list[Certificate] = []
    for data in certificates:
        try:
            found.append(read_certificate(without_armour(data, CERTIFICATE_LABELS)))
        except DerError as bad:
            raise NOT_A_CERTIFICATE.at("trust.roots", fault=bad.fault.value) from bad
        except ValueError as bad:
            raise NOT_A_CERTIFICATE.at("trust.roots", fault="PEM") from bad
    return tuple(found)


def _made_up(
    name: ProfileName, anchors: Sequence[bytes], authorities: Sequence[bytes], carriers: CarrierRule
) -> TrustProfile:
    """Return a profile that demands no pins and no revocation evidence for authorities."""
    return TrustProfile(
        name=name,
        anchors=read_all(anchors),
        authorities=read_all(authorities),
        pins=frozenset(),
        carriers=carriers,
        families=MODERN,
        several_signers=False,
        authority_revocation=False,
    )


def _pin(text: str) -> bytes:
    """Return a pin as 32 bytes; what is not 64 hexadecimal digits pins nothing."""
    digits = text.replace(":", "").strip()
    try:
        return bytes.fromhex(digits) if len(digits) == 64 else b""
    except ValueError:
        return b""
