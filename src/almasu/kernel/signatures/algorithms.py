"""Which hash, signature and key go together, and checking one signature (trust rules, step 3).

Anything that is not listed here is refused: there is no negotiation and no default.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from almasu.kernel.signatures.asn1.reader import OCTET_STRING, SEQUENCE, DerError, DerFault, Element, whole
from almasu.kernel.signatures.gost.keys import GOST_256, GOST_512, GOST_2004, GostScheme, read_point, scheme_of_key
from almasu.kernel.signatures.gost.points import Point
from almasu.kernel.signatures.gost.sign import KeyTables, verify

SHA256_OID = "2.16.840.1.101.3.4.2.1"
RSA_KEY = "1.2.840.113549.1.1.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
EC_KEY = "1.2.840.10045.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
RSA_BITS = range(2048, 8193)
LEAST_RSA_EXPONENT = 65537


class Family(StrEnum):
    """A family of signatures: one hash, one signature, one kind of key."""

    GOST_512 = "gost-2015-512"
    GOST_256 = "gost-2015-256"
    GOST_2004 = "gost-2004"
    RSA = "rsa-sha256"
    P256 = "p256-sha256"


MODERN = frozenset({Family.GOST_512, Family.GOST_256, Family.RSA, Family.P256})
ARCHIVE = MODERN | {Family.GOST_2004}


@dataclass(frozen=True, slots=True)
class GostKey:
    """A GOST public key: the scheme it belongs to and its point, not yet checked to be on the curve."""

    scheme: GostScheme
    point: Point

    @property
    def family(self) -> Family:
        """The family whose signatures this key makes."""
        return Family(self.scheme.name)


@dataclass(frozen=True, slots=True)
class RsaKey:
    """An RSA public key."""

    key: RSAPublicKey

    @property
    def family(self) -> Family:
        """The family whose signatures this key makes."""
        return Family.RSA


@dataclass(frozen=True, slots=True)
class P256Key:
    """A public key on the curve P-256."""

    key: EllipticCurvePublicKey

    @property
    def family(self) -> Family:
        """The family whose signatures this key makes."""
        return Family.P256


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key of an algorithm we do not know; certificates carrying it can be read but never trusted."""

    algorithm: str


PublicKey = GostKey | RsaKey | P256Key | UnknownKey


@dataclass(frozen=True, slots=True)
class Suite:
    """The identifiers of a family.

    `hashing` stands in digestAlgorithm and `signing` in signatureAlgorithm of CMS; `sealing` is the one allowed in
    certificates, CRLs and OCSP answers; `digest` computes the hash.
    """

    family: Family
    hashing: str
    signing: frozenset[str]
    sealing: str
    digest: Callable[[bytes], bytes]


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of the bytes."""
    return hashlib.sha256(data).digest()


def _gost(family: Family, scheme: GostScheme) -> Suite:
    return Suite(family, scheme.hashing, frozenset({scheme.signing}), scheme.signing, scheme.digest)


SUITES: dict[Family, Suite] = {
    Family.GOST_512: _gost(Family.GOST_512, GOST_512),
    Family.GOST_256: _gost(Family.GOST_256, GOST_256),
    Family.GOST_2004: _gost(Family.GOST_2004, GOST_2004),
    # CMS may name RSA by the key's identifier, the hash standing beside it (RFC 3370, 3.2).
    Family.RSA: Suite(Family.RSA, SHA256_OID, frozenset({RSA_KEY, RSA_SHA256}), RSA_SHA256, sha256),
    Family.P256: Suite(Family.P256, SHA256_OID, frozenset({ECDSA_SHA256}), ECDSA_SHA256, sha256),
}


def read_key(info: Element) -> PublicKey:
    """Return the public key of a SubjectPublicKeyInfo; DerError where it is malformed."""
    reader = info.inside(SEQUENCE)
    algorithm = reader.take(SEQUENCE).inside(SEQUENCE)
    bits = reader.next().bits()
    reader.end()
    name = algorithm.next().oid()
    if name in (GOST_512.key, GOST_256.key, GOST_2004.key):
        parameters = algorithm.take(SEQUENCE).inside(SEQUENCE)
        scheme = scheme_of_key(name, parameters.next().oid())
        return UnknownKey(name) if scheme is None else _gost_key(scheme, bits)
    if name in (RSA_KEY, EC_KEY):
        return _listed_key(info.raw, name)
    return UnknownKey(name)


def _gost_key(scheme: GostScheme, bits: bytes) -> GostKey:
    """Return the key inside the OCTET STRING inside the BIT STRING."""
    try:
        return GostKey(scheme, read_point(whole(bits).octets(OCTET_STRING), scheme))
    except DerError:
        raise
    except ValueError as bad:
        raise DerError(DerFault.VALUE, "public key") from bad


def _listed_key(info: bytes, name: str) -> PublicKey:
    """Return an RSA or P-256 key as `cryptography` reads it."""
    try:
        key = load_der_public_key(info)
    except (ValueError, UnsupportedAlgorithm) as bad:
        raise DerError(DerFault.VALUE, "public key") from bad
    if isinstance(key, RSAPublicKey):
        return RsaKey(key)
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return P256Key(key)
    return UnknownKey(name)


def is_strong(key: PublicKey) -> bool:
    """Tell whether a key is of a listed kind and long enough (RSA from 2048 to 8192 bits, exponent from 65537)."""
    match key:
        case RsaKey(key=rsa):
            return rsa.key_size in RSA_BITS and rsa.public_numbers().e >= LEAST_RSA_EXPONENT
        case GostKey() | P256Key():
            return True
        case UnknownKey():
            return False


def is_signed(key: PublicKey, message: bytes, signature: bytes, tables: KeyTables | None = None) -> bool:
    """Tell whether the signature over a message is the key's, with the one hash of the key's family."""
    match key:
        case GostKey(scheme=scheme, point=point):
            return verify(point, scheme.digest(message), signature, scheme.curve, tables)
        case RsaKey(key=rsa):
            try:
                rsa.verify(signature, message, PKCS1v15(), SHA256())
            except InvalidSignature:
                return False
            return True
        case P256Key(key=p256):
            try:
                p256.verify(signature, message, ECDSA(SHA256()))
            except InvalidSignature:
                return False
            return True
        case UnknownKey():
            return False
