"""Signed data (RFC 5652): as NCALayer makes it for a person, and the frame a time stamp shares."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import cms, core, tsp, x509

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import SEQUENCE, SET, whole
from almasu.testing.pki.algorithms import digest, digest_identifier, signature_identifier
from almasu.testing.pki.keys import SigningKey

_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
_STAMP = "1.2.840.113549.1.9.16.2.14"
_DATA = "1.2.840.113549.1.7.1"
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_CONTENT = 0xA0


def cms_sign(
    key: SigningKey, content: bytes, at: datetime, attached: bool = False, hashed: bytes | None = None
) -> bytes:
    """Return the DER of a CMS over the content, as NCALayer 1.4 makes it.

    Attributes: contentType, signingTime, signingCertificateV2 (SHA-256, no issuer and serial), messageDigest. The
    signer's certificate and its issuers are inside, the root left out. `hashed` replaces the hash of the content
    where the caller was given only that (NCALayer's `digested`).
    """
    mark = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(key.certificate).digest()})
    reference = _attribute(_SIGNING_CERTIFICATE_V2, tsp.SigningCertificateV2({"certs": [mark]}))
    imprint = digest(key.algorithm, content) if hashed is None else hashed
    signer = signer_info(key, _DATA, imprint, at, reference)
    return signed_data(1, _DATA, content if attached else None, key, signer, [key.certificate, *key.chain[:-1]])


def with_time_stamp(cms_der: bytes, token: bytes) -> bytes:
    """Return the CMS with a time-stamp token over its one signature as an unsigned attribute (RFC 3161, appendix A).

    DerError where the CMS is not one of ours with a single signer.
    """
    kind, tagged = whole(cms_der).inside(SEQUENCE).all(2)
    *before, signers = tagged.inside(_CONTENT).take(SEQUENCE).inside(SEQUENCE).all(5)
    signer = signers.inside(SET).take(SEQUENCE)
    attribute = der.sequence(der.oid(_STAMP), der.set_of(token))
    stamped = der.sequence(signer.content, der.explicit(1, attribute))
    data = der.sequence(*(one.raw for one in before), der.set_of(stamped))
    return der.sequence(kind.raw, der.explicit(0, data))


def signature_of(cms_der: bytes) -> bytes:
    """Return the signature value of the one signer."""
    value: bytes = cms.ContentInfo.load(cms_der)["content"]["signer_infos"][0]["signature"].native
    return value


def pem(cms_der: bytes) -> str:
    """Return the CMS between the lines BEGIN CMS and END CMS, as NCALayer hands it over."""
    lines = base64.b64encode(cms_der).decode()
    body = "\n".join(lines[start : start + 64] for start in range(0, len(lines), 64))
    return f"-----BEGIN CMS-----\n{body}\n-----END CMS-----\n"


def v1_reference(certificate: bytes) -> cms.CMSAttribute:
    """Return the signingCertificate attribute with a SHA-1 hash, as the national time stamps carry it (RFC 2634)."""
    mark = tsp.ESSCertID({"cert_hash": hashlib.sha1(certificate, usedforsecurity=False).digest()})
    return _attribute(_SIGNING_CERTIFICATE, tsp.SigningCertificate({"certs": [mark]}))


def signer_info(
    key: SigningKey, content_type: str, imprint: bytes, at: datetime, reference: cms.CMSAttribute
) -> cms.SignerInfo:
    """Return one SignerInfo of version 1 over the usual four attributes, signed as a DER SET."""
    whole = at.astimezone(UTC).replace(microsecond=0)
    attributes = cms.CMSAttributes(
        [
            _attribute(_CONTENT_TYPE, cms.ContentType(content_type)),
            _attribute(_SIGNING_TIME, cms.Time(name="utc_time", value=core.UTCTime(whole))),
            reference,
            _attribute(_MESSAGE_DIGEST, core.OctetString(imprint)),
        ]
    )
    own = x509.Certificate.load(key.certificate)
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                name="issuer_and_serial_number",
                value={"issuer": own.issuer, "serial_number": own.serial_number},
            ),
            "digest_algorithm": digest_identifier(key.algorithm),
            "signed_attrs": attributes,
            "signature_algorithm": signature_identifier(key.algorithm),
            "signature": key.sign(attributes.dump()),
        }
    )


def signed_data(
    version: int,
    content_type: str,
    content: bytes | None,
    key: SigningKey,
    signer: cms.SignerInfo,
    certificates: Sequence[bytes],
) -> bytes:
    """Return the DER of the ContentInfo; without content the signature is detached, without certificates none is in."""
    inside = () if content is None else (der.explicit(0, der.octet_string(content)),)
    # The certificates go in as they are: the library would look inside their keys once a length ends in 80.
    carried = (der.explicit(0, *sorted(certificates)),) if certificates else ()
    data = der.sequence(
        der.integer(version),
        der.set_of(digest_identifier(key.algorithm).dump()),
        der.sequence(der.oid(content_type), *inside),
        *carried,
        der.set_of(signer.dump()),
    )
    return der.sequence(der.oid(_SIGNED_DATA), der.explicit(0, data))


def _attribute(oid: str, value: core.Asn1Value) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": oid, "values": [value]})
