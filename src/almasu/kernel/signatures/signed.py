"""Steps 3 to 5: allowed algorithms, signed attributes, and the signature of one signer (RFC 5652, 5.3-5.6 and 11)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.algorithms import SUITES, Family, GostKey, Suite, UnknownKey, is_signed, is_strong
from almasu.kernel.signatures.asn1.reader import OCTET_STRING, SEQUENCE, Element
from almasu.kernel.signatures.certificate import Certificate, read_algorithm
from almasu.kernel.signatures.cms import SignedData, Signer
from almasu.kernel.signatures.gost.sign import KeyTables, is_in_range, is_key
from almasu.kernel.signatures.reasons import form
from almasu.kernel.signatures.reasons import signature as reasons
from almasu.kernel.signatures.reasons.reason import Stopped

CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_SHA256 = "2.16.840.1.101.3.4.2.1"
_SIGNINGS = frozenset(name for suite in SUITES.values() for name in suite.signing)
_HASHINGS = frozenset(suite.hashing for suite in SUITES.values())


@dataclass(frozen=True, slots=True)
class SignedAttributes:
    """What the signed attributes say: each present at most once, with one value."""

    content_type: str | None
    digest: bytes | None
    claimed: datetime | None
    certificate: tuple[str, bytes] | None


def allowed_suite(signer: Signer, signed: SignedData, certificate: Certificate, families: frozenset[Family]) -> Suite:
    """Return the suite of the signer's key when hash and signature belong to it and it is allowed; else Stopped."""
    key = certificate.key
    if isinstance(key, UnknownKey):
        raise Stopped(reasons.UNKNOWN_KEY, algorithm=key.algorithm)
    suite = SUITES[key.family]
    if signer.signing not in _SIGNINGS or signer.hashing not in _HASHINGS:
        raise Stopped(reasons.NOT_ALLOWED, algorithm=f"{signer.hashing} {signer.signing}")
    if key.family not in families:
        raise Stopped(reasons.NOT_ALLOWED, algorithm=key.family.value)
    if signer.hashing != suite.hashing or signer.signing not in suite.signing:
        raise Stopped(reasons.MISMATCH, found=f"{signer.hashing} {signer.signing}", key=key.family.value)
    if signer.hashing not in signed.hashings:
        raise Stopped(reasons.NOT_LISTED)
    if not is_strong(key):
        raise Stopped(reasons.WEAK_KEY)
    return suite


def read_attributes(signer: Signer) -> SignedAttributes:
    """Return what the signed attributes say; Stopped where they are absent, out of order, doubled or many-valued."""
    if signer.attributes_set is None:
        raise Stopped(reasons.NO_ATTRIBUTES)
    found: dict[str, Element] = {}
    for attribute in signer.attributes:
        if attribute.name in found:
            raise Stopped(reasons.DUPLICATE, attribute=attribute.name)
        if len(attribute.values) != 1:
            raise Stopped(reasons.SEVERAL_VALUES, attribute=attribute.name)
        found[attribute.name] = attribute.values[0]
    if not signer.ordered:
        raise Stopped(reasons.ORDER)
    content_type, digest, claimed = found.get(CONTENT_TYPE), found.get(MESSAGE_DIGEST), found.get(SIGNING_TIME)
    return SignedAttributes(
        content_type=None if content_type is None else content_type.oid(),
        digest=None if digest is None else digest.octets(),
        claimed=None if claimed is None else claimed.time(),
        certificate=_named_certificate(found),
    )


def _named_certificate(found: dict[str, Element]) -> tuple[str, bytes] | None:
    """Return hash algorithm and hash of the first certificate that signingCertificate (v2, else v1) names."""
    second, first = found.get(SIGNING_CERTIFICATE_V2), found.get(SIGNING_CERTIFICATE)
    if second is not None:
        reader = second.inside(SEQUENCE).take(SEQUENCE).inside(SEQUENCE).take(SEQUENCE).inside(SEQUENCE)
        algorithm = reader.maybe(SEQUENCE)
        return _SHA256 if algorithm is None else read_algorithm(algorithm), reader.take(OCTET_STRING).content
    if first is not None:
        reader = first.inside(SEQUENCE).take(SEQUENCE).inside(SEQUENCE).take(SEQUENCE).inside(SEQUENCE)
        return "sha1", reader.take(OCTET_STRING).content
    return None


def check_attributes(
    attributes: SignedAttributes, content: bytes, content_type: str, suite: Suite, certificate: Certificate
) -> None:
    """Make sure that the attributes speak of this content and, where they name a certificate, of this one."""
    if attributes.content_type != content_type:
        raise Stopped(reasons.CONTENT_TYPE)
    if attributes.digest is None:
        raise Stopped(reasons.NO_DIGEST)
    if not hmac.compare_digest(attributes.digest, suite.digest(content)):
        raise Stopped(reasons.DIGEST_DIFFERS)
    if attributes.certificate is not None and not _names(attributes.certificate, certificate, suite):
        raise Stopped(reasons.CERTIFICATE_DIFFERS)


def _names(named: tuple[str, bytes], certificate: Certificate, suite: Suite) -> bool:
    """Tell whether the hash is the certificate's. SHA-1 appears in time stamps only and adds nothing to the path."""
    algorithm, digest = named
    if algorithm == _SHA256:
        return hmac.compare_digest(digest, certificate.fingerprint)
    if algorithm == "sha1":
        return hmac.compare_digest(digest, hashlib.sha1(certificate.raw, usedforsecurity=False).digest())
    return algorithm == suite.hashing and hmac.compare_digest(digest, suite.digest(certificate.raw))


def check_signature(signer: Signer, certificate: Certificate, tables: KeyTables) -> None:
    """Make sure that the signature over the signed attributes is the certificate's key's; else Stopped."""
    if signer.attributes_set is None:
        raise Stopped(reasons.NO_ATTRIBUTES)
    key = certificate.key
    if isinstance(key, GostKey) and not is_in_range(signer.signature, key.scheme.curve):
        raise Stopped(reasons.OUT_OF_RANGE)
    if is_signed(key, signer.attributes_set, signer.signature, tables):
        return
    if isinstance(key, GostKey) and not is_key(key.point, key.scheme.curve):
        raise Stopped(reasons.NOT_ON_CURVE)
    raise Stopped(reasons.BAD)


def certificate_of(signer: Signer, certificates: tuple[Certificate, ...], unreadable: str) -> Certificate:
    """Return the enclosed certificate the signer names by issuer and serial number.

    `unreadable` names the fault of an enclosed certificate that could not be read, if there was one.
    """
    for certificate in certificates:
        if certificate.serial == signer.serial and certificate.issuer == signer.issuer:
            return certificate
    if unreadable:
        raise Stopped(form.BAD_CERTIFICATE, fault=unreadable)
    raise Stopped(form.NO_CERTIFICATE)
