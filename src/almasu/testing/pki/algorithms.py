"""The three families of keys the embedded authority makes, with their object identifiers (RFC 5480, 5754, 5758)."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from asn1crypto import algos, core

from almasu.kernel.signatures.gost.keys import GOST_512


class Algorithm(StrEnum):
    """A family: GOST 34.10-2015/512 for people and the default path, RSA-2048 beside it, P-256 for transport."""

    GOST = "gost"
    RSA = "rsa"
    P256 = "p256"


SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SIGNATURE = "1.2.840.113549.1.1.11"
P256_SIGNATURE = "1.2.840.10045.4.3.2"


def digest(algorithm: Algorithm, data: bytes) -> bytes:
    """Return the hash that goes with the family: Streebog-512 for GOST, SHA-256 otherwise."""
    match algorithm:
        case Algorithm.GOST:
            return GOST_512.digest(data)
        case Algorithm.RSA | Algorithm.P256:
            return hashlib.sha256(data).digest()


def digest_identifier(algorithm: Algorithm) -> algos.DigestAlgorithm:
    """Return the AlgorithmIdentifier of that hash, with NULL parameters as NCALayer writes it."""
    oid = GOST_512.hashing if algorithm is Algorithm.GOST else SHA256
    return algos.DigestAlgorithm({"algorithm": oid, "parameters": core.Null()})


def signature_identifier(algorithm: Algorithm) -> algos.SignedDigestAlgorithm:
    """Return the AlgorithmIdentifier of the signature; ECDSA has no parameters (RFC 5758, 3.2), the others NULL."""
    match algorithm:
        case Algorithm.GOST:
            return algos.SignedDigestAlgorithm({"algorithm": GOST_512.signing, "parameters": core.Null()})
        case Algorithm.RSA:
            return algos.SignedDigestAlgorithm({"algorithm": RSA_SIGNATURE, "parameters": core.Null()})
        case Algorithm.P256:
            return algos.SignedDigestAlgorithm({"algorithm": P256_SIGNATURE})
