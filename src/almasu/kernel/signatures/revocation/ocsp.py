"""OCSP: the question in DER, and the whole check of an answer (RFC 6960, RFC 8954).

The national responders give no nextUpdate, delegate to a certificate inside the answer, echo the nonce, and answer
`revoked, 1970, certificateHold` for certificates they do not know (extended revoke, RFC 6960, 2.2).
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from almasu.kernel.signatures.algorithms import (
    SHA256_OID,
    SUITES,
    UnknownKey,
    is_signed,
    is_strong,
    sha256,
)
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import (
    INTEGER,
    OCTET_STRING,
    SEQUENCE,
    DerError,
    Element,
    whole,
)
from almasu.kernel.signatures.certificate import (
    DIGITAL_SIGNATURE,
    Certificate,
    read_algorithm,
)
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.path import check_seal
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons import revocation as reasons
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.ocsp_answer import NONCE, Answer, Single, read_answer
from almasu.law import moment

OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"
LEAST_NONCE, MOST_NONCE = 16, 32
TOLERANCE = timedelta(minutes=5)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ocsp_request(certificate: Certificate, issuer: Certificate, nonce: bytes) -> bytes:
    """Return the DER question about one certificate; ValueError for a nonce of less than 16 or more than 32 bytes."""
    if not LEAST_NONCE <= len(nonce) <= MOST_NONCE:
        raise ValueError("an OCSP nonce has 16 to 32 bytes")
    extension = der.sequence(der.oid(NONCE), der.octet_string(der.octet_string(nonce)))
    asked = der.sequence(der.sequence(certificate_id(certificate.serial, issuer)))
    return der.sequence(der.sequence(asked, der.explicit(2, der.sequence(extension))))


def certificate_id(serial: int, issuer: Certificate) -> bytes:
    """Return the DER CertID with SHA-256 of an issuer's name and key."""
    return der.sequence(
        der.sequence(der.oid(SHA256_OID), der.null()),
        der.octet_string(sha256(issuer.subject)),
        der.octet_string(sha256(issuer.key_bits)),
        der.integer(serial),
    )


def ocsp_check(
    answer: bytes,
    serial: int,
    issuer: Certificate,
    nonce: bytes,
    profile: TrustProfile,
    at: datetime,
    caches: Caches | None = None,
) -> datetime:
    """Check an answer about one serial number of one issuer and return its thisUpdate when the certificate is good.

    Raises Stopped: revocation.revoked, .on_hold or .unknown where the answer can be trusted and says so, and a reason
    that decides nothing (ocsp.*) where it cannot be trusted.
    """
    try:
        read = read_answer(answer)
        single = _about(read, serial, issuer)
    except DerError as bad:
        raise Stopped(reasons.OCSP_UNREADABLE, fault=bad.fault.value) from bad
    if read.nonce is None or not hmac.compare_digest(read.nonce, nonce):
        raise Stopped(reasons.OCSP_NONCE)
    _check_signature(read, issuer, profile, at, caches or Caches())
    if abs(at - single.this_update) > TOLERANCE or (single.next_update is not None and single.next_update < at):
        raise Stopped(reasons.OCSP_STALE, at=moment.written(single.this_update))
    return _judge(single)


def _judge(single: Single) -> datetime:
    """Return thisUpdate for a good certificate; Stopped for any other status."""
    match single.status:
        case 0:
            return single.this_update
        case 1 if single.revoked_at is not None and single.revoked_at > EPOCH:
            reason = reasons.ON_HOLD if single.hold else reasons.REVOKED
            raise Stopped(reason, at=moment.written(single.revoked_at))
        case _:
            raise Stopped(reasons.UNKNOWN)


def _about(read: Answer, serial: int, issuer: Certificate) -> Single:
    """Return the one response about the certificate; Stopped where there is none."""
    wanted = _parts_of_id(whole(certificate_id(serial, issuer)))
    for single in read.singles:
        if _parts_of_id(whole(single.about)) == wanted:
            return single
    raise Stopped(reasons.OCSP_OTHER_CERTIFICATE)


def _parts_of_id(element: Element) -> tuple[str, bytes, bytes, int]:
    """Return the parts of a CertID, so that absent and NULL parameters compare equal."""
    reader = element.inside(SEQUENCE)
    parts = (
        read_algorithm(reader.take(SEQUENCE)),
        reader.take(OCTET_STRING).content,
        reader.take(OCTET_STRING).content,
        reader.take(INTEGER).integer(),
    )
    reader.end()
    return parts


def _check_signature(read: Answer, issuer: Certificate, profile: TrustProfile, at: datetime, caches: Caches) -> None:
    """Make sure that the issuer, or a responder it authorised directly, signed the answer (RFC 6960, 4.2.2.2)."""
    responder = _responder(read, issuer, caches)
    if responder is not issuer:
        _check_delegation(responder, issuer, profile, at, caches)
    key = responder.key
    if isinstance(key, UnknownKey) or not is_strong(key) or key.family not in profile.families:
        raise Stopped(reasons.OCSP_STRANGER)
    if read.seal != SUITES[key.family].sealing or not is_signed(key, read.signed_part, read.signature, caches.tables):
        raise Stopped(reasons.OCSP_SIGNATURE)


def _responder(read: Answer, issuer: Certificate, caches: Caches) -> Certificate:
    """Return the certificate that the ResponderID names: one of those inside, or the issuer itself."""
    enclosed: list[Certificate] = []
    for raw in read.certificates:
        try:
            enclosed.append(caches.certificate(raw))
        except DerError as bad:
            raise Stopped(reasons.OCSP_UNREADABLE, fault=bad.fault.value) from bad
    tag, value = read.responder
    for one in (*enclosed, issuer):
        # RFC 6960, 4.2.1: KeyHash is the SHA-1 of the key; it only finds the certificate, nothing is trusted by it.
        if (tag == 0xA1 and one.subject == value) or (tag == 0xA2 and _key_hash(one) == value):
            return issuer if one.fingerprint == issuer.fingerprint else one
    raise Stopped(reasons.OCSP_STRANGER)


def _key_hash(certificate: Certificate) -> bytes:
    """Return the hash by which an answer may name its responder."""
    return hashlib.sha1(certificate.key_bits, usedforsecurity=False).digest()


def _check_delegation(
    responder: Certificate, issuer: Certificate, profile: TrustProfile, at: datetime, caches: Caches
) -> None:
    """Make sure that the responder's certificate is the issuer's, for OCSP signing, and valid now."""
    extensions = responder.extensions
    usage = extensions.key_usage
    authorised = responder.issuer == issuer.subject and OCSP_SIGNING in extensions.extended
    if not authorised or extensions.critical or (usage is not None and not usage & DIGITAL_SIGNATURE):
        raise Stopped(reasons.OCSP_STRANGER)
    if not responder.not_before <= at <= responder.not_after:
        raise Stopped(reasons.OCSP_STRANGER)
    place = (issuer.fingerprint, responder.fingerprint)
    if caches.vouched.get(place):
        return
    try:
        check_seal(responder, issuer, profile, caches.tables)
    except Stopped as bad:
        raise Stopped(reasons.OCSP_STRANGER) from bad
    caches.vouched.keep(place, True)
