"""Private keys of the embedded authority, and the signing key: a private key with its certificate and chain."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from almasu.kernel.signatures.gost.keys import GOST_512
from almasu.kernel.signatures.gost.sign import sign as gost_sign
from almasu.testing.pki.algorithms import Algorithm


@dataclass(frozen=True, slots=True)
class GostSecret:
    """A GOST 34.10-2015/512 private key: a scalar between 1 and the order of the curve."""

    scalar: int = field(repr=False)


Secret = GostSecret | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def generate(algorithm: Algorithm, bits: int = 2048) -> Secret:
    """Return a fresh private key; `bits` concerns RSA only."""
    match algorithm:
        case Algorithm.GOST:
            return GostSecret(secrets.randbelow(GOST_512.curve.q - 1) + 1)
        case Algorithm.RSA:
            return rsa.generate_private_key(public_exponent=65537, key_size=bits)
        case Algorithm.P256:
            return ec.generate_private_key(ec.SECP256R1())


def algorithm_of(secret: Secret) -> Algorithm:
    """Return the family a private key belongs to."""
    match secret:
        case GostSecret():
            return Algorithm.GOST
        case rsa.RSAPrivateKey():
            return Algorithm.RSA
        case ec.EllipticCurvePrivateKey():
            return Algorithm.P256


def sign(secret: Secret, data: bytes) -> bytes:
    """Return the signature over the data with the hash of the family; GOST as r and s, each little-endian."""
    match secret:
        case GostSecret(scalar=scalar):
            return gost_sign(scalar, GOST_512.digest(data), GOST_512.curve)
        case rsa.RSAPrivateKey():
            return secret.sign(data, padding.PKCS1v15(), hashes.SHA256())
        case ec.EllipticCurvePrivateKey():
            return secret.sign(data, ec.ECDSA(hashes.SHA256()))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key ready to sign. `certificate` is DER, `chain` its issuers from the nearest up to and including the root."""

    label: str
    certificate: bytes
    chain: tuple[bytes, ...]
    secret: Secret = field(repr=False)

    @property
    def algorithm(self) -> Algorithm:
        """Return the family of the key."""
        return algorithm_of(self.secret)

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the data."""
        return sign(self.secret, data)
