"""Signing an envelope: one X.509 signature of WS-Security over soap:Body, RSA or P-256 with SHA-256."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

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
from almasu.kernel.exchange.soap.safe_xml import canonical

P256_BYTES = 32
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

# Written in canonical form, so that what is signed is what is sent.
SIGNED_INFO = (
    f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE_C14N}">'
    '</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{algorithm}"></ds:SignatureMethod>'
    f'<ds:Reference URI="#{{name}}"><ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE_C14N}"></ds:Transform>'
    f'</ds:Transforms><ds:DigestMethod Algorithm="{SHA256}"></ds:DigestMethod>'
    "<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
)
ENVELOPE = (
    f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{SOAP}"><soapenv:Header>'
    f'<wsse:Security xmlns:wsse="{WSSE}" soapenv:mustUnderstand="1"><ds:Signature xmlns:ds="{DS}">'
    "{signed_info}<ds:SignatureValue>{signature}</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference>"
    f'<wsse:KeyIdentifier EncodingType="{BASE64}" ValueType="{X509_V3}">{{certificate}}</wsse:KeyIdentifier>'
    "</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></soapenv:Header>"
    "{body}</soapenv:Envelope>"
)
BODY = f'<soapenv:Body xmlns:soapenv="{SOAP}" xmlns:wsu="{WSU}" wsu:Id="{{name}}">{{content}}</soapenv:Body>'


@dataclass(frozen=True, slots=True)
class Signer:
    """A system's key with its certificate, made ready once: `certificate` is Base64 of the DER, `algorithm` a URI."""

    key: Key = field(repr=False)
    certificate: str
    algorithm: str


def signer_of(key: Key, certificate: x509.Certificate) -> Signer:
    """Return the signer; ValueError unless the key is RSA of 2048 bits or more, or P-256, and the certificate's own."""
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        algorithm = RSA_SHA256
    elif isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        algorithm = ECDSA_SHA256
    else:
        raise ValueError("a system signs with RSA of 2048 bits or more, or with P-256")
    if certificate.public_key() != key.public_key():
        raise ValueError("the certificate belongs to another key")
    return Signer(key, base64.b64encode(certificate.public_bytes(Encoding.DER)).decode(), algorithm)


def signed_envelope(content: str, name: str, signer: Signer) -> bytes:
    """Return the signed message whose Body holds `content` (XML text) and has the id `name` (an NCName)."""
    body = canonical(etree.fromstring(BODY.format(name=name, content=content)))
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    signed_info = SIGNED_INFO.format(algorithm=signer.algorithm, name=name, digest=digest)
    return ENVELOPE.format(
        signed_info=signed_info,
        signature=base64.b64encode(_signature(signed_info.encode(), signer.key)).decode(),
        certificate=signer.certificate,
        body=body.decode(),
    ).encode()


def unsigned_envelope(content: str) -> bytes:
    """Return a message without a signature: how the gateway itself tells of its faults."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{SOAP}">'
        f"<soapenv:Body>{content}</soapenv:Body></soapenv:Envelope>"
    ).encode()


def _signature(data: bytes, key: Key) -> bytes:
    match key:
        case rsa.RSAPrivateKey():
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        case ec.EllipticCurvePrivateKey():
            r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(P256_BYTES, "big") + s.to_bytes(P256_BYTES, "big")
