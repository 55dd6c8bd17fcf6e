"""Public keys: SubjectPublicKeyInfo and the identifiers derived from it."""

from __future__ import annotations

import hashlib

from asn1crypto import core
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from almasu.kernel.signatures.gost.keys import GOST_512, subject_public_key_info
from almasu.kernel.signatures.gost.sign import public_key
from almasu.testing.pki.keys import GostSecret, Secret


class _KeyInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto carries no types
    _fields = [("algorithm", core.Any), ("public_key", core.OctetBitString)]  # noqa: RUF012 - asn1crypto's own form


def public_key_info(secret: Secret) -> bytes:
    """Return the DER of the SubjectPublicKeyInfo."""
    match secret:
        case GostSecret(scalar=scalar):
            return subject_public_key_info(public_key(scalar, GOST_512.curve), GOST_512)
        case rsa.RSAPrivateKey() | ec.EllipticCurvePrivateKey():
            return secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def key_bits(info: bytes) -> bytes:
    """Return the bytes inside the BIT STRING of a SubjectPublicKeyInfo: what key identifiers and OCSP hash."""
    bits: bytes = _KeyInfo.load(info)["public_key"].native
    return bits


def key_identifier(secret: Secret) -> bytes:
    """Return the 20 bytes of RFC 5280, 4.2.1.2, method 1."""
    return hashlib.sha1(key_bits(public_key_info(secret)), usedforsecurity=False).digest()
