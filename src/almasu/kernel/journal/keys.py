"""The keys a node signs its log with: one secret from the vault, two keys, never used for each other's work."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from almasu.kernel.journal.note import KeyKind, Sign, VerifierKey
from almasu.kernel.journal.receipt import receipt_name


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A verifier key and the means to sign with its private half, wherever that lives."""

    key: VerifierKey
    sign: Sign


def from_seed(name: str, kind: KeyKind, seed: bytes) -> SigningKey:
    """Return the Ed25519 key pair of 32 secret bytes."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return SigningKey(VerifierKey(name, kind, public), private.sign)


@dataclass(frozen=True, slots=True)
class LogKeys:
    """What a node signs with: `head` its checkpoints (only the sequencer), `receipts` its promises (every process)."""

    head: SigningKey
    receipts: SigningKey


def keys_of(origin: str, secret: bytes) -> LogKeys:
    """Derive both keys of a log from the vault's journal secret (HKDF-SHA256); another origin has other keys."""
    return LogKeys(
        from_seed(origin, KeyKind.NOTE, _derived(secret, "head", origin)),
        from_seed(receipt_name(origin), KeyKind.NOTE, _derived(secret, "receipts", origin)),
    )


def _derived(secret: bytes, purpose: str, origin: str) -> bytes:
    return HKDF(SHA256(), 32, b"almasu-journal/v1", f"{purpose}\n{origin}".encode()).derive(secret)
