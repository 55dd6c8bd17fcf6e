"""CMS signatures (RFC 5652) and time stamps (RFC 3161), read strictly."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import NamedTuple

from almasu_verify.certificates import Certificate, Trust, build_path, read_certificate
from almasu_verify.der import (
    BOOLEAN,
    GENERALIZED_TIME,
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    SET,
    Element,
    Reader,
    algorithm,
    walk,
    whole,
)
from almasu_verify.faults import Refused
from almasu_verify.keys import SHA256, SUITES, sha256

SIGNED_DATA, DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
NAMED_V1, NAMED_V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
STAMP_POLICY, TIME_STAMPING = "1.2.398.3.3.2.6.4", "1.3.6.1.5.5.7.3.8"


class Signed(NamedTuple):
    """One SignedData with its one signer."""

    hashings: tuple[str, ...]
    content_type: str
    content: bytes | None
    certificates: tuple[bytes, ...]
    issuer: bytes
    serial: int
    hashing: str
    signing: str
    attributes: dict[str, Element]
    attributes_set: bytes
    signature: bytes


def read_cms(data: bytes) -> Signed:
    """Return the SignedData in one ContentInfo with exactly one signer, whose attributes are signed."""
    if len(data) > 256 * 1024:
        raise Refused("form.too_big")
    outer = whole(data).inside()
    if outer.take(OID).oid() != SIGNED_DATA:
        raise Refused("cms.not_signed_data")
    wrapped = outer.take(0xA0).inside(0xA0)
    outer.end()
    reader = wrapped.take(SEQUENCE).inside()
    wrapped.end()
    if reader.take(INTEGER).integer() not in (1, 3):
        raise Refused("cms: version")
    hashings = tuple(algorithm(one) for one in reader.take(SET).inside(SET).all(8))
    content_type, content = _content(reader.take(SEQUENCE).inside())
    field = reader.maybe(0xA0)
    enclosed = () if field is None else tuple(one.must_be(SEQUENCE).raw for one in field.inside(0xA0).all(16))
    lists = reader.maybe(0xA1)
    if lists is not None:
        walk(lists)
    signers = reader.take(SET).inside(SET).all(8)
    reader.end()
    if len(signers) != 1:
        raise Refused("cms.several_signers")
    return Signed(hashings, content_type, content, enclosed, *_signer(signers[0].inside()))


def _content(reader: Reader) -> tuple[str, bytes | None]:
    content_type, holder = reader.take(OID).oid(), reader.maybe(0xA0)
    reader.end()
    if holder is None:
        return content_type, None
    inner = holder.inside(0xA0)
    octets = inner.take(OCTETS).content
    inner.end()
    return content_type, octets


def _signer(reader: Reader) -> tuple[bytes, int, str, str, dict[str, Element], bytes, bytes]:
    if reader.take(INTEGER).integer() != 1:
        raise Refused("cms: signer version")
    identifier = reader.take(SEQUENCE).inside()
    issuer, serial = identifier.take(SEQUENCE).raw, identifier.take(INTEGER).integer()
    identifier.end()
    hashing, field = algorithm(reader.take(SEQUENCE)), reader.maybe(0xA0)
    signing, signature = algorithm(reader.take(SEQUENCE)), reader.take(OCTETS).content
    unsigned = reader.maybe(0xA1)
    if unsigned is not None:
        walk(unsigned)
    reader.end()
    if field is None:
        raise Refused("attributes.missing")
    return issuer, serial, hashing, signing, _attributes(field), b"\x31" + field.raw[1:], signature


def _attributes(field: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    elements = field.inside(0xA0).all(32)
    for one in elements:
        walk(one)
        reader = one.inside()
        name = reader.take(OID).oid()
        values = reader.take(SET).inside(SET).all(32)
        reader.end()
        if name in found or len(values) != 1:
            raise Refused("attributes.duplicate")
        found[name] = values[0]
    raw = [one.raw for one in elements]
    if raw != sorted(raw):
        raise Refused("attributes.order")
    return found


def check_signer(signed: Signed, content: bytes, names_certificate: bool) -> tuple[Certificate, list[Certificate]]:
    """Make sure that the enclosed certificate's key signed the content; return it and all that are enclosed."""
    enclosed = [one for one in (_readable(raw) for raw in signed.certificates) if one is not None]
    signers = [one for one in enclosed if (one.serial, one.issuer) == (signed.serial, signed.issuer)]
    if not signers:
        raise Refused("certificate.missing")
    certificate = signers[0]
    suite = certificate.key.suite
    if signed.hashing != suite.hashing or signed.signing not in suite.signing or signed.hashing not in signed.hashings:
        raise Refused("algorithm.not_allowed")
    attributes = signed.attributes
    if CONTENT_TYPE not in attributes or attributes[CONTENT_TYPE].oid() != signed.content_type:
        raise Refused("attributes.content_type")
    if MESSAGE_DIGEST not in attributes or attributes[MESSAGE_DIGEST].must_be(OCTETS).content != suite.digest(content):
        raise Refused("attributes.digest_differs")
    _check_named(attributes, certificate, names_certificate)
    if not certificate.key.signed(signed.attributes_set, signed.signature):
        raise Refused("signature.bad")
    return certificate, enclosed


def _readable(raw: bytes) -> Certificate | None:
    try:
        return read_certificate(raw)
    except Refused:
        return None


def _check_named(attributes: dict[str, Element], certificate: Certificate, needed: bool) -> None:
    """Make sure that the attribute which names the signer's certificate names this one."""
    name = NAMED_V2 if NAMED_V2 in attributes else NAMED_V1
    if name not in attributes:
        if needed:
            raise Refused("attributes.certificate_missing")
        return
    reader = attributes[name].inside().take(SEQUENCE).inside().take(SEQUENCE).inside()
    if name == NAMED_V1:
        right = hashlib.sha1(certificate.raw, usedforsecurity=False).digest()
    else:
        field = reader.maybe(SEQUENCE)
        hashing, suite = SHA256 if field is None else algorithm(field), certificate.key.suite
        if hashing not in (SHA256, suite.hashing):
            raise Refused("attributes.certificate_differs")
        right = sha256(certificate.raw) if hashing == SHA256 else suite.digest(certificate.raw)
    if reader.take(OCTETS).content != right:
        raise Refused("attributes.certificate_differs")


def check_stamp(answer: bytes, stamped: bytes, trust: Trust, at: datetime) -> datetime:
    """Make sure that a time-stamping authority stamped these bytes, and return when."""
    if len(answer) > 64 * 1024:
        raise Refused("timestamp.unreadable")
    signed = read_cms(_token(answer))
    if signed.content_type != TST_INFO or signed.content is None:
        raise Refused("timestamp.unreadable")
    given = _check_info(signed.content, stamped)
    if given > at + timedelta(minutes=5):
        raise Refused("timestamp.future")
    certificate, enclosed = check_signer(signed, signed.content, True)
    build_path(certificate, enclosed, trust, given)
    if certificate.extended != (TIME_STAMPING,):
        raise Refused("timestamp.purpose")
    return given


def _token(answer: bytes) -> bytes:
    reader = whole(answer).inside()
    first = reader.next()
    if first.tag == OID:
        return answer
    if first.inside().take(INTEGER).integer() not in (0, 1):
        raise Refused("timestamp.refused")
    token = reader.take(SEQUENCE).raw
    reader.end()
    return token


def _check_info(content: bytes, stamped: bytes) -> datetime:
    reader = whole(content).inside()
    if reader.take(INTEGER).integer() != 1:
        raise Refused("timestamp.unreadable")
    policy, imprint = reader.take(OID).oid(), reader.take(SEQUENCE).inside()
    hashing, digest = algorithm(imprint.take(SEQUENCE)), imprint.take(OCTETS).content
    reader.take(INTEGER).integer()
    given = reader.take(GENERALIZED_TIME).time()
    for tag in (SEQUENCE, BOOLEAN, INTEGER, 0xA0, 0xA1):
        reader.maybe(tag)
    reader.end()
    suite = SUITES["gost-2015-512"]
    if hashing != suite.hashing:
        raise Refused("timestamp.imprint_algorithm")
    if digest != suite.digest(stamped):
        raise Refused("timestamp.imprint_differs")
    if policy != STAMP_POLICY:
        raise Refused("timestamp.policy")
    return given
