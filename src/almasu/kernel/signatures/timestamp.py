"""Step 10, time stamps: the question in DER and the whole check of a token (RFC 3161, RFC 5816)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.kernel.signatures.algorithms import SUITES, Family
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import (
    BOOLEAN,
    GENERALIZED_TIME,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    DerError,
    DerFault,
    whole,
)
from almasu.kernel.signatures.certificate import Certificate, read_algorithm
from almasu.kernel.signatures.cms import SignedData, read_cms
from almasu.kernel.signatures.examination import read_enclosed
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.path import Path, build_path, check_dates
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons import stamp as reasons
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.reasons.signature import CERTIFICATE_MISSING
from almasu.kernel.signatures.signed import (
    allowed_suite,
    certificate_of,
    check_attributes,
    check_signature,
    read_attributes,
)
from almasu.law import moment

TST_INFO = "1.2.840.113549.1.9.16.1.4"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
POLICIES: dict[Family, str] = {
    Family.GOST_2004: "1.2.398.3.3.2.6.1",
    Family.RSA: "1.2.398.3.3.2.6.2",
    Family.P256: "1.2.398.3.3.2.6.2",
    Family.GOST_512: "1.2.398.3.3.2.6.4",
    Family.GOST_256: "1.2.398.3.3.2.6.4",
}
MOST_BYTES = 64 * 1024
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that holds: when, its serial number, its policy, the path of the authority that gave it."""

    at: datetime
    serial: int
    policy: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Info:
    """One TSTInfo."""

    policy: str
    hashing: str
    imprint: bytes
    serial: int
    at: datetime
    nonce: int | None


def timestamp_request(imprint: bytes, family: Family, nonce: int) -> bytes:
    """Return the DER question for a stamp over a ready hash of the family, under its policy, certificate wanted."""
    algorithm = der.sequence(der.oid(SUITES[family].hashing), der.null())
    return der.sequence(
        der.integer(1),
        der.sequence(algorithm, der.octet_string(imprint)),
        der.oid(POLICIES[family]),
        der.integer(nonce),
        der.boolean(True),
    )


def timestamp_check(
    answer: bytes,
    stamped: bytes,
    family: Family,
    nonce: int | None,
    profile: TrustProfile,
    at: datetime,
    caches: Caches | None = None,
) -> Stamp:
    """Check a TimeStampResp or a bare token over some bytes (usually a signature value) and return the stamp.

    `nonce` is the one we asked with, or None where the token was kept without it. Raises Stopped with a reason of
    step 10 (timestamp.*).
    """
    memory = caches or Caches()
    try:
        signed = read_cms(_token(answer))
        if signed.content_type != TST_INFO or signed.content is None or len(signed.signers) != 1:
            raise Stopped(reasons.UNREADABLE, fault="TSTInfo")
        info = _info(signed.content)
        _check_info(info, stamped, family, nonce, at)
        return Stamp(info.at, info.serial, info.policy, _check_signer(signed, profile, info.at, memory))
    except DerError as bad:
        raise Stopped(reasons.UNREADABLE, fault=bad.fault.value) from bad


def _token(answer: bytes) -> bytes:
    """Return the token inside a TimeStampResp, or the bytes themselves where they are a token."""
    if len(answer) > MOST_BYTES:
        raise DerError(DerFault.TOO_BIG)
    reader = whole(answer).inside(SEQUENCE)
    first = reader.next()
    if first.tag == OID:
        return answer
    status = first.inside(SEQUENCE).take(INTEGER).integer()
    if status not in (0, 1):
        raise Stopped(reasons.REFUSED, status=str(status))
    token = reader.take(SEQUENCE).raw
    reader.end()
    return token


def _info(content: bytes) -> _Info:
    """Read a TSTInfo of version 1."""
    reader = whole(content).inside(SEQUENCE)
    if reader.take(INTEGER).integer() != 1:
        raise DerError(DerFault.VALUE, "version")
    policy = reader.take(OID).oid()
    imprint = reader.take(SEQUENCE).inside(SEQUENCE)
    hashing, digest = read_algorithm(imprint.take(SEQUENCE)), imprint.take(OCTET_STRING).content
    serial = reader.take(INTEGER).integer()
    given = reader.take(GENERALIZED_TIME).time()
    reader.maybe(SEQUENCE)  # accuracy: the national service gives none
    reader.maybe(BOOLEAN)  # ordering
    nonce = reader.maybe(INTEGER)
    reader.maybe(0xA0)  # the authority's name, which the certificate tells better
    reader.maybe(0xA1)
    reader.end()
    return _Info(policy, hashing, digest, serial, given, None if nonce is None else nonce.integer())


def _check_info(info: _Info, stamped: bytes, family: Family, nonce: int | None, at: datetime) -> None:
    """Make sure that the stamp is over our bytes, under the policy asked for, with our nonce, and not of the future."""
    suite = SUITES[family]
    if info.hashing != suite.hashing:
        raise Stopped(reasons.IMPRINT_ALGORITHM, algorithm=info.hashing)
    if not hmac.compare_digest(info.imprint, suite.digest(stamped)):
        raise Stopped(reasons.IMPRINT_DIFFERS)
    if info.policy != POLICIES[family]:
        raise Stopped(reasons.POLICY, policy=info.policy)
    if nonce is not None and info.nonce != nonce:
        raise Stopped(reasons.NONCE)
    if info.at > at + CLOCK_SKEW:
        raise Stopped(reasons.FUTURE, at=moment.written(info.at))


def _check_signer(signed: SignedData, profile: TrustProfile, at: datetime, caches: Caches) -> Path:
    """Make sure that an authority for time stamping, trusted by the profile, signed the token; return its path."""
    signer = signed.signers[0]
    readable, unreadable = read_enclosed(signed.certificates, caches)
    try:
        certificate = certificate_of(signer, readable, unreadable)
        _check_signed(signed, certificate, profile, caches)
        path = build_path(certificate, readable, profile, at, caches.tables)
        check_dates(path, at)
    except Stopped as stop:
        raise Stopped(reasons.SIGNATURE, why=stop.reason.code) from stop
    _check_purpose(certificate)
    return path


def _check_signed(signed: SignedData, certificate: Certificate, profile: TrustProfile, caches: Caches) -> None:
    """Make sure that the certificate's key signed the token and that the token names the certificate."""
    signer = signed.signers[0]
    suite = allowed_suite(signer, signed, certificate, profile.families)
    attributes = read_attributes(signer)
    check_attributes(attributes, signed.content or b"", TST_INFO, suite, certificate)
    if attributes.certificate is None:
        raise Stopped(CERTIFICATE_MISSING)
    check_signature(signer, certificate, caches.tables)


def _check_purpose(certificate: Certificate) -> None:
    """Make sure that the key is for time stamping and nothing else (RFC 3161, 2.3)."""
    if certificate.extensions.extended != (TIME_STAMPING,):
        raise Stopped(reasons.PURPOSE)
