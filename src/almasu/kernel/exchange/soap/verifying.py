"""Verifying an envelope's signature, so that the node that was signed is the node that is used.

1. The message is an Envelope of exactly one Header and one Body.
2. The Header has exactly one Security, that exactly one Signature, that exactly SignedInfo, SignatureValue, KeyInfo.
3. SignedInfo names one reference with known algorithms and one known transform.
4. The reference names the Body of step 1 by its wsu:Id, and no other node of the message bears that id.
5. The Body's canonical bytes have the digest stated.
6. The certificate is one of those trusted for this line, byte for byte.
7. Its key verifies the canonical bytes of SignedInfo.
8. It was in its term at the given moment.
9. The Body handed on is read anew from the very bytes of step 5: whatever else the message holds is gone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.exchange.shape import Flaw
from almasu.kernel.exchange.soap.names import (
    BASE64,
    DS,
    ECDSA_SHA256,
    EXCLUSIVE_C14N,
    RSA_SHA256,
    SHA256,
    SOAP,
    WSSE,
    WSU,
    X509_V3,
)
from almasu.kernel.exchange.soap.safe_xml import canonical, elements, read_xml

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
MOST_PREFIXES = 20
IDS = etree.XPath("count(//@*[(local-name()='Id' or local-name()='ID' or local-name()='id') and string()=$name])")


@dataclass(frozen=True, slots=True)
class Trusted:
    """A certificate trusted for a line, made ready once: its key and its term."""

    key: PublicKey
    since: datetime
    until: datetime


Trust = Mapping[bytes, Trusted]


def trust_in(certificates: Iterable[x509.Certificate]) -> Trust:
    """Return the trusted certificates by the SHA-256 of their DER; ValueError where a key is of another kind."""
    trusted: dict[bytes, Trusted] = {}
    for certificate in certificates:
        term = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        der = certificate.public_bytes(Encoding.DER)
        trusted[hashlib.sha256(der).digest()] = Trusted(_key_of(certificate), *term)
    return trusted


def _key_of(certificate: x509.Certificate) -> PublicKey:
    match certificate.public_key():
        case rsa.RSAPublicKey() as key if key.key_size >= 2048:
            return key
        case ec.EllipticCurvePublicKey() as key if isinstance(key.curve, ec.SECP256R1):
            return key
        case _:
            raise ValueError("a system's certificate holds an RSA key of 2048 bits or more, or a P-256 key")


class Wrong(Exception):
    """A step failed: carries its flaw out of the steps below, never out of this file."""

    def __init__(self, reason: Nonsense, where: str) -> None:
        super().__init__(reason)
        self.flaw = Flaw(reason, where)


def verified_body(root: etree._Element, trust: Trust, at: datetime, depth: int) -> etree._Element | Flaw:
    """Return the Body that was signed, read anew from its signed bytes, or the flaw of the first step that failed."""
    try:
        header, body = _parts(root)
        signed_info, value, key_info = _signature_parts(header)
        algorithm, name, prefixes, digest = _reference(signed_info)
        signed = _referred(root, body, name, prefixes, digest)
        trusted = _trusted(key_info, trust)
        _check(trusted.key, algorithm, _decoded(value), canonical(signed_info, _prefixes(elements(signed_info)[0])))
        _in_term(trusted, at)
    except Wrong as wrong:
        return wrong.flaw
    return read_xml(signed, depth)


def _parts(root: etree._Element) -> tuple[etree._Element, etree._Element]:
    parts = elements(root)
    if root.tag != f"{{{SOAP}}}Envelope" or [one.tag for one in parts] != [f"{{{SOAP}}}Header", f"{{{SOAP}}}Body"]:
        raise Wrong(Nonsense.BAD_SIGNATURE, "envelope")
    return parts[0], parts[1]


def _signature_parts(header: etree._Element) -> tuple[etree._Element, etree._Element, etree._Element]:
    security = [one for one in elements(header) if one.tag == f"{{{WSSE}}}Security"]
    signatures = [one for one in elements(security[0]) if one.tag == f"{{{DS}}}Signature"] if len(security) == 1 else []
    if len(signatures) != 1:
        raise Wrong(Nonsense.BAD_SIGNATURE, "header")
    parts = elements(signatures[0])
    if [one.tag for one in parts] != [f"{{{DS}}}{name}" for name in ("SignedInfo", "SignatureValue", "KeyInfo")]:
        raise Wrong(Nonsense.BAD_SIGNATURE, "signature")
    return parts[0], parts[1], parts[2]


def _reference(signed_info: etree._Element) -> tuple[str, str, list[str], bytes]:
    """Return the signature algorithm, the id referred to, the inclusive prefixes and the digest (steps 3)."""
    parts = _named(signed_info, "CanonicalizationMethod", "SignatureMethod", "Reference")
    transforms, digest_method, digest = _named(parts[2], "Transforms", "DigestMethod", "DigestValue")
    (transform,) = _named(transforms, "Transform")
    algorithms = [one.get("Algorithm") for one in (parts[0], transform, digest_method)]
    name = parts[2].get("URI", "")
    if algorithms != [EXCLUSIVE_C14N, EXCLUSIVE_C14N, SHA256] or len(name) < 2 or name[0] != "#":
        raise Wrong(Nonsense.BAD_SIGNATURE, "algorithm")
    return parts[1].get("Algorithm", ""), name[1:], _prefixes(transform), _decoded(digest)


def _named(parent: etree._Element, *names: str) -> list[etree._Element]:
    parts = elements(parent)
    if [one.tag for one in parts] != [f"{{{DS}}}{name}" for name in names]:
        raise Wrong(Nonsense.BAD_SIGNATURE, "signature")
    return parts


def _prefixes(method: etree._Element) -> list[str]:
    """Return the prefixes a canonicalisation treats inclusively (exclusive c14n, section 4)."""
    inside = elements(method)
    if not inside:
        return []
    prefixes = inside[0].get("PrefixList", "").split()
    if len(inside) > 1 or inside[0].tag != f"{{{EXCLUSIVE_C14N}}}InclusiveNamespaces" or len(prefixes) > MOST_PREFIXES:
        raise Wrong(Nonsense.BAD_SIGNATURE, "algorithm")
    return prefixes


def _referred(root: etree._Element, body: etree._Element, name: str, prefixes: list[str], digest: bytes) -> bytes:
    """Return the Body's canonical bytes, if it alone bears the id referred to and has the digest stated."""
    if body.get(f"{{{WSU}}}Id") != name or IDS(root, name=name) != 1:
        raise Wrong(Nonsense.BAD_SIGNATURE, "reference")
    signed = canonical(body, prefixes)
    if not hmac.compare_digest(hashlib.sha256(signed).digest(), digest):
        raise Wrong(Nonsense.BAD_SIGNATURE, "digest")
    return signed


def _trusted(key_info: etree._Element, trust: Trust) -> Trusted:
    trusted = trust.get(hashlib.sha256(_certificate(key_info)).digest())
    if trusted is None:
        raise Wrong(Nonsense.UNTRUSTED_CERTIFICATE, "")
    return trusted


def _in_term(trusted: Trusted, at: datetime) -> None:
    if not trusted.since <= at <= trusted.until:
        raise Wrong(Nonsense.EXPIRED_CERTIFICATE, "")


def _certificate(key_info: etree._Element) -> bytes:
    reference = elements(key_info)
    identifier = elements(reference[0]) if len(reference) == 1 else []
    if (
        len(identifier) != 1
        or reference[0].tag != f"{{{WSSE}}}SecurityTokenReference"
        or identifier[0].tag != f"{{{WSSE}}}KeyIdentifier"
        or identifier[0].get("ValueType") != X509_V3
        or identifier[0].get("EncodingType") != BASE64
    ):
        raise Wrong(Nonsense.BAD_SIGNATURE, "key")
    return _decoded(identifier[0])


def _decoded(element: etree._Element) -> bytes:
    if len(element):
        raise Wrong(Nonsense.BAD_SIGNATURE, "value")
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise Wrong(Nonsense.BAD_SIGNATURE, "value") from broken


def _check(key: PublicKey, algorithm: str, signature: bytes, data: bytes) -> None:
    try:
        match key:
            case rsa.RSAPublicKey() if algorithm == RSA_SHA256:
                key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
            case ec.EllipticCurvePublicKey() if algorithm == ECDSA_SHA256 and len(signature) == 64:
                r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
                key.verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))
            case _:
                raise Wrong(Nonsense.BAD_SIGNATURE, "algorithm")
    except InvalidSignature as wrong:
        raise Wrong(Nonsense.BAD_SIGNATURE, "value") from wrong
