"""Certificates: a key, a name and a profile, signed by an authority (RFC 5280)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import x509

from almasu.kernel.signatures.asn1 import writer as der
from almasu.testing.pki import extensions
from almasu.testing.pki.algorithms import signature_identifier
from almasu.testing.pki.keys import Secret, SigningKey, algorithm_of, sign
from almasu.testing.pki.public import key_identifier, public_key_info

_VERSION_3 = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What a certificate says beside its key: whose it is, for how long, and its extensions."""

    label: str
    subject: x509.Name
    since: datetime
    until: datetime
    extensions: tuple[x509.Extension, ...]


def issue(profile: Profile, secret: Secret, issuer: SigningKey | None) -> SigningKey:
    """Return the key with its certificate; without an issuer the certificate is signed by its own key (a root)."""
    identifier = key_identifier(secret)
    signer = issuer.secret if issuer else secret
    algorithm = signature_identifier(algorithm_of(signer)).dump()
    named = x509.Certificate.load(issuer.certificate).subject if issuer else profile.subject
    validity = x509.Validity({"not_before": moment(profile.since), "not_after": moment(profile.until)})
    # Put together by hand: the library would look inside the key once a length ends in 80, and knows no GOST key.
    body = der.sequence(
        der.explicit(0, der.integer(_VERSION_3)),
        der.integer(serial_from(identifier)),
        algorithm,
        named.dump(),
        validity.dump(),
        profile.subject.dump(),
        public_key_info(secret),
        der.explicit(3, x509.Extensions([*profile.extensions, *_identifiers(identifier, signer)]).dump()),
    )
    certificate = der.sequence(body, algorithm, der.bit_string(sign(signer, body)))
    chain = (issuer.certificate, *issuer.chain) if issuer else ()
    return SigningKey(profile.label, certificate, chain, secret)


def serial_from(identifier: bytes) -> int:
    """Return the serial number: the key identifier with its top bit cleared, as the national authority does."""
    return int.from_bytes(bytes([identifier[0] & 0x7F]) + identifier[1:], "big")


def moment(at: datetime) -> x509.Time:
    """Return a moment as certificates carry it: UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5)."""
    whole = at.astimezone(UTC).replace(microsecond=0)
    return x509.Time(name="utc_time" if whole.year < 2050 else "general_time", value=whole)


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a DER certificate in hexadecimal, the form in which roots are pinned."""
    return hashlib.sha256(certificate).hexdigest()


def _identifiers(own: bytes, signer: Secret) -> Sequence[x509.Extension]:
    return (extensions.subject_key(own), extensions.issuer_key(key_identifier(signer)))
